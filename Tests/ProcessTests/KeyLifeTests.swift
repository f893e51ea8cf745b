import Foundation
import NIOHTTP1
import Testing

/// Keys over the command line and the wire.
@Suite(.timeLimit(.minutes(5)))
struct KeyLifeTests {
    @Test func `a new key draws a picture, and is printed once`() async throws {
        try await Fixtures.withStore { folder in
            let key = try await Fixtures.createKey("master", in: folder)
            #expect(key.key.wholeMatch(of: /rs_live_[0-9A-Za-z]{38}/) != nil)
            #expect(key.key.hasPrefix(key.prefix))
            try await RunningServer.with(data: folder.file("d")) { server in
                let answer = try await HTTPConnection.with(port: server.port) {
                    try await $0.render(Fixtures.hello, key: key.key)
                }
                #expect(answer.status == 200, "\(answer.text.prefix(400))")
                #expect(answer.headers.first(name: "Content-Type") == "image/png")
                #expect(answer.pngSize == [1200, 630])
                let list = try await BuiltProgram.run(["keys", "list", "--json", "--data", folder.file("d")])
                #expect(list.output.contains(key.prefix))
                #expect(!list.output.contains(key.key))
                server.stop()
                #expect(!server.log.contains(key.key))
            }
        }
    }

    @Test func `a key revoked by the command line is refused on the connection that it worked on`() async throws {
        try await Fixtures.withStore { folder in
            let key = try await Fixtures.createKey("read-only", in: folder)
            try await RunningServer.with(data: folder.file("d")) { server in
                try await HTTPConnection.with(port: server.port) { connection in
                    let drawn = try await connection.render(Fixtures.hello, key: key.key)
                    #expect(drawn.status == 200)
                    let revoked = try await BuiltProgram.run(["keys", "revoke", key.id, "--data", folder.file("d")])
                    #expect(revoked.status == 0)
                    let answer = try await connection.render(Fixtures.hello, key: key.key)
                    #expect(answer.status == 401)
                    #expect(answer.headers.first(name: "WWW-Authenticate")?.hasPrefix("Bearer") == true)
                }
            }
        }
    }

    @Test func `a revoked key gets no picture that is kept, on the connection that just had it`() async throws {
        try await Fixtures.withStore { folder in
            let key = try await Fixtures.createKey("get", in: folder)
            try await BuiltProgram.run(["hosts", "add", "example.com", "--data", folder.file("d")])
            try await RunningServer.with(data: folder.file("d")) { server in
                try await HTTPConnection.with(port: server.port) { connection in
                    let target = "/api/v1/render?apiKey=\(key.key)&template=social-card"
                    let headers: HTTPHeaders = ["Referer": "https://example.com/page"]
                    for verdict in ["MISS", "HIT", "HIT", "HIT"] {
                        let answer = try await connection.get(target, headers: headers)
                        #expect(answer.headers.first(name: "X-Cache") == verdict)
                        #expect(answer.pngSize == [1200, 630])
                    }
                    let revoked = try await BuiltProgram.run(["keys", "revoke", key.id, "--data", folder.file("d")])
                    #expect(revoked.status == 0)
                    #expect(try await connection.get(target, headers: headers).status == 401)
                }
            }
        }
    }

    @Test func `a key stays revoked when the server is killed right after the answer`() async throws {
        try await Fixtures.withStore { folder in
            let key = try await Fixtures.createKey("master", in: folder)
            let other = try await Fixtures.createKey("master", in: folder)
            try await RunningServer.with(data: folder.file("d")) { server in
                let revoked = try await BuiltProgram.run(["keys", "revoke", key.id, "--data", folder.file("d")])
                server.kill()
                #expect(revoked.status == 0)
            }
            try await RunningServer.with(data: folder.file("d")) { server in
                try await HTTPConnection.with(port: server.port) { connection in
                    let refused = try await connection.render(Fixtures.hello, key: key.key)
                    #expect(refused.status == 401)
                    let drawn = try await connection.render(Fixtures.hello, key: other.key)
                    #expect(drawn.status == 200)
                }
            }
        }
    }

    @Test func `a key in force is not deleted, a revoked one is`() async throws {
        try await Fixtures.withStore { folder in
            let data = folder.file("d")
            let key = try await Fixtures.createKey("get", in: folder)
            let early = try await BuiltProgram.run(["keys", "delete", key.id, "--data", data])
            #expect(early.status == 1)
            #expect(early.errorLines.count == 1)
            try await BuiltProgram.run(["keys", "revoke", key.id, "--data", data])
            #expect(try await BuiltProgram.run(["keys", "delete", key.id, "--data", data]).status == 0)
            let list = try await BuiltProgram.run(["keys", "list", "--json", "--data", data])
            #expect(!list.output.contains(key.id))
        }
    }

    @Test func `a picture that the caller has is not sent again`() async throws {
        try await Fixtures.withStore { folder in
            let key = try await Fixtures.createKey("get", in: folder)
            try await BuiltProgram.run(["hosts", "add", "example.com", "--data", folder.file("d")])
            try await RunningServer.with(data: folder.file("d")) { server in
                try await HTTPConnection.with(port: server.port) { connection in
                    let target = "/api/v1/render?apiKey=\(key.key)&template=social-card&title.text=Hello+World"
                    var headers: HTTPHeaders = ["Referer": "https://example.com/page"]
                    let first = try await connection.send(.GET, target, headers: headers)
                    #expect(first.status == 200, "\(first.text.prefix(400))")
                    #expect(first.pngSize == [1200, 630])
                    headers.add(name: "If-None-Match", value: try #require(first.headers.first(name: "ETag")))
                    let second = try await connection.send(.GET, target, headers: headers)
                    #expect(second.status == 304)
                    #expect(second.body.isEmpty)
                    let elsewhere: HTTPHeaders = ["Referer": "https://example.org/page"]
                    let refused = try await connection.send(.GET, target, headers: elsewhere)
                    #expect(refused.status == 403)
                }
                #expect(!server.log.contains(key.key))
            }
        }
    }
}
