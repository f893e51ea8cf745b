import Console
import Foundation
import HTTPAPI
import HTTPTypes
import Keys
import People
import Templates
import Testing

@Suite(.timeLimit(.minutes(5)))
struct MemberTests {
    private func invite(_ bench: ConsoleBench, _ email: String, _ role: String = "user") async throws -> String {
        let answer = try await bench.send(
            .post, "invitations", as: "admin", #"{"email":"\#(email)","role":"\#(role)"}"#)
        #expect(answer.status == 201, "\(answer.detail)")
        let link = answer.json["link"]?.stringValue ?? ""
        #expect(link.hasPrefix("http://127.0.0.1:8080/invite#"))
        return String(link.split(separator: "#").last ?? "")
    }

    @Test func `somebody new accepts an invitation once, with a name and a password`() async throws {
        let bench = try await ConsoleBench()
        let token = try await invite(bench, "New@Example.com", "viewer")
        let look = try await bench.send(.post, "/invitations/look", as: nil, #"{"token":"\#(token)"}"#)
        #expect(look.json["email"] == "new@example.com")
        #expect(look.json["hasAccount"] == false)
        let body = #"{"token":"\#(token)","name":"New","password":"a password of length"}"#
        let accepted = try await bench.send(.post, "/invitations/accept", as: nil, body)
        #expect(accepted.status == 200)
        #expect(accepted.headers[.setCookie] != nil)
        #expect(accepted.json["organizations"]?.arrayValue?.first?["role"] == "viewer")
        #expect(try await bench.send(.post, "/invitations/accept", as: nil, body).status == 404)
        #expect(try await bench.send(.get, "invitations", as: "owner").items.isEmpty)
    }

    @Test func `an account accepts by its session or its password, and nobody else does`() async throws {
        let bench = try await ConsoleBench()
        let first = try await invite(bench, "stranger@example.com")
        let wrong = try await bench.send(.post, "/invitations/accept", as: "viewer", #"{"token":"\#(first)"}"#)
        #expect(wrong.status == 403)
        let guess = #"{"token":"\#(first)","password":"not the password"}"#
        #expect(try await bench.send(.post, "/invitations/accept", as: nil, guess).status == 401)
        let accepted = try await bench.send(.post, "/invitations/accept", as: "stranger", #"{"token":"\#(first)"}"#)
        #expect(accepted.json["organizations"]?.arrayValue?.count == 2)
    }

    @Test func `an invitation ends after a week, when it is taken back, and when another takes its place`() async throws
    {
        let bench = try await ConsoleBench()
        let replaced = try await invite(bench, "a@example.com")
        let late = try await invite(bench, "a@example.com", "admin")
        let look = { (token: String) in
            try await bench.send(.post, "/invitations/look", as: nil, #"{"token":"\#(token)"}"#).status
        }
        #expect(try await look(replaced) == 404)
        #expect(try await look(late) == 200)
        bench.clock.advance(7 * 86_400)
        #expect(try await look(late) == 404)
        let fresh = try await ConsoleBench()
        let taken = try await invite(fresh, "b@example.com")
        let id = try await fresh.send(.get, "invitations", as: "owner").items.first?["id"]?.stringValue ?? ""
        #expect(try await fresh.send(.delete, "invitations/\(id)", as: "owner").status == 204)
        #expect(try await fresh.send(.post, "/invitations/look", as: nil, #"{"token":"\#(taken)"}"#).status == 404)
    }

    @Test func `nobody is invited as Owner, and no member twice`() async throws {
        let bench = try await ConsoleBench()
        let owner = #"{"email":"c@example.com","role":"owner"}"#
        #expect(try await bench.send(.post, "invitations", as: "owner", owner).status == 400)
        let again = #"{"email":"user@example.com","role":"admin"}"#
        #expect(try await bench.send(.post, "invitations", as: "owner", again).status == 409)
    }

    @Test func `the Owner is never demoted, removed or doubled`() async throws {
        let bench = try await ConsoleBench()
        let owner = bench.id("owner")
        #expect(try await bench.send(.patch, "members/\(owner)", as: "admin", #"{"role":"user"}"#).status == 409)
        #expect(try await bench.send(.delete, "members/\(owner)", as: "admin").status == 409)
        #expect(try await bench.send(.delete, "members/\(owner)", as: "owner").status == 409)
        let admin = bench.id("admin")
        #expect(try await bench.send(.patch, "members/\(admin)", as: "owner", #"{"role":"owner"}"#).status == 400)
    }

    @Test func `ownership goes to a member by the Owner's password, and the old Owner is an Admin`() async throws {
        let bench = try await ConsoleBench()
        let body = { (password: String, to: String) in #"{"to":"\#(to)","password":"\#(password)"}"# }
        let admin = bench.id("admin")
        #expect(try await bench.send(.post, "transfer", as: "owner", body("wrong", admin)).status == 400)
        let outside = body(ConsoleBench.password, bench.id("stranger"))
        #expect(try await bench.send(.post, "transfer", as: "owner", outside).status == 404)
        #expect(
            try await bench.send(.post, "transfer", as: "owner", body(ConsoleBench.password, admin)).status == 204)
        let roles = try await bench.send(.get, "members", as: "admin").items.reduce(into: [String: String]()) {
            $0[$1["id"]?.stringValue ?? ""] = $1["role"]?.stringValue
        }
        #expect(roles[admin] == "owner")
        #expect(roles[bench.id("owner")] == "admin")
        #expect(try await bench.send(.post, "transfer", as: "owner", body("x", admin)).status == 403)
    }

    @Test(arguments: ["revoke", "transfer"])
    func `removing a member asks what becomes of their keys`(_ fate: String) async throws {
        let bench = try await ConsoleBench()
        let key = try await bench.key(of: "user")
        let user = bench.id("user")
        #expect(try await bench.send(.delete, "members/\(user)", as: "admin").status == 409)
        #expect(try await bench.send(.delete, "members/\(user)?keys=\(fate)", as: "admin").status == 204)
        #expect(try await bench.send(.get, "keys", as: "user").status == 404)
        let record = try #require(try await bench.registry.list(organization: "org_1").first { $0.id == key.record.id })
        let verification = bench.registry.snapshot.verify(key.secret, now: bench.clock.now)
        if fate == "revoke" {
            #expect(record.revokedBy == bench.id("admin"))
            #expect(verification == .revoked(id: record.id))
        } else {
            #expect(record.createdBy == bench.id("owner"))
            #expect(record.revokedAt == nil)
        }
    }

    @Test func `anybody but the Owner may leave, and a user removes nobody else`() async throws {
        let bench = try await ConsoleBench()
        #expect(try await bench.send(.delete, "members/\(bench.id("mate"))", as: "user").status == 403)
        #expect(try await bench.send(.delete, "members/\(bench.id("viewer"))", as: "viewer").status == 204)
        #expect(try await bench.send(.get, "", as: "viewer").status == 404)
        #expect(try await bench.send(.get, "members", as: "user").items.count == 1)
        #expect(try await bench.send(.get, "members", as: "owner").items.count == 4)
    }

    @Test func `a change of role is in force with the next request`() async throws {
        let bench = try await ConsoleBench()
        let user = bench.id("user")
        #expect(try await bench.send(.patch, "members/\(user)", as: "owner", #"{"role":"viewer"}"#).status == 200)
        #expect(try await bench.send(.get, "keys", as: "user").status == 403)
        let log = try await bench.send(.get, "activity?action=member.role", as: "owner").items
        #expect(log.first?["detail"] == "user → viewer")
    }
}
