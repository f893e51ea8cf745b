import Foundation
import NIOHTTP1
import Testing

/// People over the command line and the wire.
@Suite(.timeLimit(.minutes(5)))
struct PeopleLifeTests {
    private static let headers: HTTPHeaders = ["Sec-Fetch-Site": "same-origin", "Content-Type": "application/json"]

    private func token(in text: String, after mark: String) throws -> String {
        try #require(text.components(separatedBy: mark).last?.prefix(43)).description
    }

    private func setup(_ token: String) -> String {
        #"{"token":"\#(token)","name":"Ada","email":"ada@example.com","password":"correct horse battery"}"#
    }

    @Test func `the first start prints a link that makes the Owner, and a kill right after loses nothing`() async throws
    {
        try await Fixtures.withStore { folder in
            let cookie = try await RunningServer.with(data: folder.file("d")) { server in
                let token = try token(in: server.greeting, after: "/setup#")
                let answer = try await HTTPConnection.with(port: server.port) {
                    try await $0.send(.POST, "/console/v1/setup", headers: Self.headers, body: setup(token))
                }
                server.kill()
                #expect(answer.status == 200, "\(answer.text.prefix(400))")
                #expect(!server.log.contains(token))
                return try #require(answer.headers.first(name: "Set-Cookie")?.prefix { $0 != ";" }).description
            }
            try await RunningServer.with(data: folder.file("d")) { server in
                #expect(!server.greeting.contains("/setup#"))
                try await HTTPConnection.with(port: server.port) { connection in
                    let session = try await connection.send(.GET, "/console/v1/session", headers: ["Cookie": cookie])
                    #expect(session.status == 200)
                    #expect(session.text.contains(#""role":"owner""#))
                    let page = try await connection.send(.GET, "/")
                    #expect(page.headers.first(name: "Content-Type") == "text/html; charset=utf-8")
                }
            }
        }
    }

    @Test(arguments: [0, 100, 160, 220])
    func `killed anywhere in a setup, there is an Owner or everything is still to be done`(
        _ milliseconds: Int
    ) async throws {
        try await Fixtures.withStore { folder in
            try await RunningServer.with(data: folder.file("d")) { server in
                let token = try token(in: server.greeting, after: "/setup#")
                DispatchQueue.global().asyncAfter(deadline: .now() + .milliseconds(milliseconds)) { server.kill() }
                // Whether the answer still came does not matter.
                _ = try? await HTTPConnection.with(port: server.port) {
                    try await $0.send(.POST, "/console/v1/setup", headers: Self.headers, body: setup(token))
                }
                server.kill()
            }
            try await RunningServer.with(data: folder.file("d")) { server in
                try await HTTPConnection.with(port: server.port) { connection in
                    let signIn = #"{"email":"ada@example.com","password":"correct horse battery"}"#
                    let (path, body) =
                        server.greeting.contains("/setup#")
                        ? ("/console/v1/setup", setup(try token(in: server.greeting, after: "/setup#")))
                        : ("/console/v1/session", signIn)
                    let answer = try await connection.send(.POST, path, headers: Self.headers, body: body)
                    #expect(answer.status == 200, "\(path) \(answer.text)")
                    #expect(answer.text.contains(#""role":"owner""#))
                }
            }
        }
    }

    @Test func `the command line makes people, but no second Owner`() async throws {
        try await Fixtures.withStore { folder in
            let data = folder.file("d")
            let create = { (email: String, role: String) in
                try await BuiltProgram.run(["users", "create", "--email", email, "--role", role, "--data", data])
            }
            let owner = try await create("ada@example.com", "owner")
            #expect(owner.status == 0)
            #expect(owner.output.contains("/reset#"))
            let second = try await create("eve@example.com", "owner")
            #expect(second.status == 1)
            #expect(second.errorLines.count == 1)
            #expect(try await create("bob@example.com", "user").status == 0)
            try await RunningServer.with(data: data) { server in
                let reset = try await BuiltProgram.run(["users", "reset-password", "ada@example.com", "--data", data])
                #expect(reset.output.hasPrefix("http://127.0.0.1:\(server.port)/reset#"))
                let token = try token(in: reset.output, after: "#")
                let body = #"{"token":"\#(token)","password":"a brand new password"}"#
                let signIn = #"{"email":"ada@example.com","password":"a brand new password"}"#
                try await HTTPConnection.with(port: server.port) { connection in
                    let done = try await connection.send(
                        .POST, "/console/v1/password-resets/complete", headers: Self.headers, body: body)
                    #expect(done.status == 204)
                    let session = try await connection.send(
                        .POST, "/console/v1/session", headers: Self.headers, body: signIn)
                    #expect(session.status == 200)
                }
                let list = try await BuiltProgram.run(["users", "list", "--json", "--data", data])
                #expect(list.output.contains("bob@example.com"))
                let unlinked = try await BuiltProgram.run(["users", "unlink", "Bob@example.com", "--data", data])
                #expect(unlinked.status == 0)
                #expect(unlinked.output.contains("bob@example.com was linked to 0 identities"))
                let nobody = try await BuiltProgram.run(["users", "unlink", "eve@example.com", "--data", data])
                #expect(nobody.status == 1)
            }
        }
    }

    @Test func `a key rotated by the command line hands over within its overlap`() async throws {
        try await Fixtures.withStore { folder in
            let data = folder.file("d")
            let old = try await Fixtures.createKey("master", in: folder)
            try await RunningServer.with(data: data) { server in
                let made = try await BuiltProgram.run(
                    ["keys", "rotate", old.id, "--overlap", "0", "--json", "--data", data])
                let new = try made.json(as: Fixtures.Key.self)
                #expect(new.name == old.name)
                try await HTTPConnection.with(port: server.port) { connection in
                    let refused = try await connection.render(Fixtures.hello, key: old.key)
                    #expect(refused.status == 401)
                    let drawn = try await connection.render(Fixtures.hello, key: new.key)
                    #expect(drawn.status == 200)
                }
            }
        }
    }
}
