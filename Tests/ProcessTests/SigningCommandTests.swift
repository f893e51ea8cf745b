import Foundation
import Testing

/// Signed URLs by the command line and over the wire.
@Suite(.timeLimit(.minutes(5)))
struct SigningCommandTests {
    private struct Made: Decodable {
        let id: String
        let secret: String
    }

    @Test func `a URL signed by the command line draws without a referrer until its secret is deleted`() async throws {
        try await Fixtures.withStore { folder in
            let data = ["--data", folder.file("d")]
            let key = try await Fixtures.createKey("get", in: folder)
            try await BuiltProgram.run(["hosts", "add", "example.com"] + data)
            let path = "/api/v1/render?apiKey=\(key.key)&template=social-card&title.text=a+b"
            let early = try await BuiltProgram.run(["signing", "sign", path] + data)
            #expect(early.status == 1)
            #expect(early.errorLines.count == 1)
            try await RunningServer.with(data: folder.file("d")) { server in
                let made = try await BuiltProgram.run(["signing", "rotate", "--overlap", "0", "--json"] + data)
                    .json(as: Made.self)
                let list = try await BuiltProgram.run(["signing", "list"] + data)
                #expect(list.output.contains(made.id))
                #expect(!list.output.contains(made.secret))
                let signed = try await BuiltProgram.run(["signing", "sign", path, "--expires", "12h"] + data)
                let url = signed.output.trimmingCharacters(in: .whitespacesAndNewlines)
                try await HTTPConnection.with(port: server.port) { connection in
                    #expect(try await connection.send(.GET, path).status == 403)
                    let drawn = try await connection.send(.GET, url)
                    #expect(drawn.status == 200, "\(drawn.text.prefix(400))")
                    #expect(drawn.headers.first(name: "Cache-Control") == "private, max-age=3600")
                    // The second comes from the cache, and is judged all the same.
                    #expect(try await connection.send(.GET, url).headers.first(name: "X-Cache") == "HIT")
                    #expect(try await connection.send(.GET, url + "A").status == 403)
                    #expect(try await BuiltProgram.run(["signing", "delete", made.id] + data).status == 0)
                    #expect(try await connection.send(.GET, url).status == 403)
                }
                #expect(!server.log.contains(String(url.suffix(43))))
            }
        }
    }

    @Test func `a secret is there after a crash`() async throws {
        try await Fixtures.withStore { folder in
            let data = ["--data", folder.file("d")]
            try await RunningServer.with(data: folder.file("d")) { server in
                let made = try await BuiltProgram.run(["signing", "rotate", "--overlap", "0"] + data)
                server.kill()
                #expect(made.status == 0)
            }
            let signed = try await BuiltProgram.run(["signing", "sign", "/api/v1/render?template=a"] + data)
            #expect(signed.output.contains("&sig="))
            let wrong = try await BuiltProgram.run(["signing", "rotate", "--overlap", "2d"] + data)
            #expect(wrong.status == 64)
        }
    }
}
