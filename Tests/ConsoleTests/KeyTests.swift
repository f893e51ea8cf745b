import Console
import Foundation
import HTTPAPI
import HTTPTypes
import Keys
import Templates
import Testing

@Suite(.timeLimit(.minutes(5)))
struct KeyTests {
    private func make(_ bench: ConsoleBench, _ body: String, as name: String = "user") async throws -> Answer {
        try await bench.send(.post, "keys", as: name, body)
    }

    @Test func `a new key is shown in its answer and nowhere after`() async throws {
        let bench = try await ConsoleBench()
        let made = try await make(bench, #"{"name":"Blog","type":"get","expiresInDays":30}"#)
        #expect(made.status == 201)
        #expect(made.headers[.cacheControl] == "no-store")
        let key = try #require(made.json["key"]?.stringValue)
        let secret = try #require(KeySecret(parsing: key))
        guard case .valid = bench.registry.snapshot.verify(secret, now: bench.clock.now) else {
            Issue.record("the key does not work")
            return
        }
        for path in ["keys", "activity"] {
            let list = try await bench.send(.get, path, as: "owner")
            #expect(!list.text.contains(key))
        }
        let item = try await bench.send(.get, "keys", as: "user").items.first
        #expect(item?["prefix"]?.stringValue.map { key.hasPrefix($0) } == true)
        #expect(item?["createdBy"]?["name"] == "user")
        #expect(item?["status"] == "active")
    }

    @Test func `a key with a lifetime expires soon, then is refused`() async throws {
        let bench = try await ConsoleBench.withLongSessions()
        let made = try await make(bench, #"{"name":"Short","type":"get","expiresInDays":10}"#)
        let secret = try #require(KeySecret(parsing: made.json["key"]?.stringValue ?? ""))
        bench.clock.advance(4 * 86_400)
        #expect(try await bench.send(.get, "keys?status=expiring", as: "user").items.count == 1)
        #expect(try await bench.send(.get, "keys", as: "user").items.first?["expiresSoon"] == true)
        bench.clock.advance(6 * 86_400)
        #expect(try await bench.send(.get, "keys?status=expired", as: "user").items.count == 1)
        guard case .expired = bench.registry.snapshot.verify(secret, now: bench.clock.now) else {
            Issue.record("the key still works")
            return
        }
    }

    @Test(arguments: [("0", 0.0), ("1h", 3_600), ("24h", 86_400), ("7d", 604_800)])
    func `a rotated key works on for the overlap, and the new one from now`(
        _ overlap: String, _ seconds: Double
    ) async throws {
        let bench = try await ConsoleBench.withLongSessions()
        let old = try await bench.key(of: "user")
        let body = #"{"overlap":"\#(overlap)"}"#
        let answer = try await bench.send(.post, "keys/\(old.record.id)/rotate", as: "user", body)
        #expect(answer.status == 201)
        #expect(answer.json["name"] == "Key of user")
        let new = try #require(KeySecret(parsing: answer.json["key"]?.stringValue ?? ""))
        let snapshot = bench.registry.snapshot
        let isValid = { (secret: KeySecret) in
            if case .valid = snapshot.look(secret, now: bench.clock.now) { true } else { false }
        }
        #expect(isValid(new))
        if seconds > 0 {
            bench.clock.advance(seconds - 1)
            #expect(isValid(old.secret))
            bench.clock.advance(1)
        }
        #expect(!isValid(old.secret))
        #expect(isValid(new))
        #expect(try await bench.send(.post, "keys/\(old.record.id)/rotate", as: "user", body).status == 409)
        let row = try await bench.send(.get, "keys", as: "user").items.first { $0["id"]?.stringValue == old.record.id }
        #expect(row?["rotatedTo"] == answer.json["id"])
    }

    @Test func `who may make Master keys is a setting`() async throws {
        let bench = try await ConsoleBench()
        let master = #"{"name":"Server","type":"master"}"#
        #expect(try await make(bench, master).status == 201)
        let patch = #"{"masterKeyRoles":["owner"]}"#
        #expect(try await bench.send(.patch, "settings", as: "admin", patch).status == 200)
        #expect(try await make(bench, master).status == 403)
        #expect(try await make(bench, master, as: "admin").status == 403)
        #expect(try await make(bench, master, as: "owner").status == 201)
        let none = #"{"masterKeyRoles":["admin"]}"#
        #expect(try await bench.send(.patch, "settings", as: "owner", none).status == 400)
    }

    @Test func `a key that is in force is not deleted, a revoked one leaves for good`() async throws {
        let bench = try await ConsoleBench()
        let id = try await bench.key(of: "user").record.id
        #expect(try await bench.send(.delete, "keys/\(id)", as: "user").status == 409)
        #expect(try await bench.send(.post, "keys/\(id)/revoke", as: "user").json["status"] == "revoked")
        #expect(try await bench.send(.delete, "keys/\(id)", as: "user").status == 204)
        #expect(try await bench.send(.get, "keys", as: "owner").items.isEmpty)
        let log = try await bench.send(.get, "activity", as: "owner").items.compactMap { $0["action"]?.stringValue }
        #expect(Set(log) == ["key.revoke", "key.delete"])
    }

    @Test func `a GET key that is refused elsewhere looks leaked`() async throws {
        let bench = try await ConsoleBench.withLongSessions()
        let issued = try await bench.key(of: "user")
        _ = try await bench.send(.patch, "settings", as: "owner", #"{"allowedHosts":["ours.example"]}"#)
        let target = issued.secret.withPlainText { "/api/v1/render?apiKey=\($0)&template=card" }
        for _ in 0..<2 {
            let refused = try await bench.raw(.get, target, [.referer: "https://thief.example/page"])
            #expect(refused.status == 403)
        }
        let hint = try await bench.send(.get, "keys", as: "user").items.first?["hint"]?.stringValue
        #expect(hint == "looks leaked: 2 refused requests from thief.example in the last day")
        bench.clock.advance(25 * 3_600)
        #expect(try await bench.send(.get, "keys", as: "owner").items.first?["hint"] == .null)
    }

    @Test func `a revocation reaches those who may see the key, and nobody else`() async throws {
        let bench = try await ConsoleBench()
        let stream = try #require(bench.front.parts.events.listen(to: "org_1"))
        let elsewhere = try #require(bench.front.parts.events.listen(to: "org_2"))
        let id = try await bench.key(of: "user").record.id
        _ = try await bench.send(.post, "keys/\(id)/revoke", as: "user")
        var heard = stream.makeAsyncIterator()
        let event = await heard.next()
        #expect(event == ChangeEvent(.key, "revoke", id: id, organization: "org_1", creator: bench.id("user")))
        bench.front.parts.events.close()
        var silent = elsewhere.makeAsyncIterator()
        #expect(await silent.next() == nil)
    }
}
