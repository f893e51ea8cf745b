import Console
import Foundation
import HTTPTypes
import Limit
import People
import Templates
import Testing

@Suite(.timeLimit(.minutes(5)))
struct AccountTests {
    private func signIn(_ bench: ConsoleBench, _ email: String, _ password: String) async throws -> Answer {
        try await bench.send(.post, "/session", as: nil, #"{"email":"\#(email)","password":"\#(password)"}"#)
    }

    @Test func `signing in gives a cookie that scripts cannot read, and one's organizations`() async throws {
        let bench = try await ConsoleBench()
        let answer = try await signIn(bench, " User@Example.com ", ConsoleBench.password)
        #expect(answer.status == 200)
        let cookie = try #require(answer.headers[.setCookie])
        for part in ["__Host-rs_session=", "HttpOnly", "Secure", "SameSite=Lax", "Path=/"] {
            #expect(cookie.contains(part))
        }
        #expect(answer.json["organizations"]?.arrayValue?.first?["role"] == "user")
        #expect(answer.headers[.cacheControl] == "no-store")
        #expect(!answer.text.contains(cookie.dropFirst(18).prefix(43)))
    }

    @Test func `an unknown address and a wrong password are told the same`() async throws {
        let bench = try await ConsoleBench()
        let unknown = try await signIn(bench, "nobody@example.com", "wrong password")
        let wrong = try await signIn(bench, "user@example.com", "wrong password")
        #expect(unknown.status == 401 && wrong.status == 401)
        #expect(unknown.detail == wrong.detail)
    }

    @Test func `too many attempts are refused with the time to wait, and forgiven after it`() async throws {
        let bench = try await ConsoleBench { $0.people.attemptsPerAccount = 3 }
        for _ in 0..<3 { #expect(try await signIn(bench, "user@example.com", "wrong password").status == 401) }
        let refused = try await signIn(bench, "user@example.com", ConsoleBench.password)
        #expect(refused.status == 429)
        #expect(refused.headers[.retryAfter] == "900")
        #expect(try await signIn(bench, "admin@example.com", ConsoleBench.password).status == 200)
        bench.clock.advance(901)
        #expect(try await signIn(bench, "user@example.com", ConsoleBench.password).status == 200)
    }

    @Test func `a session ends when it is left alone or has become old`() async throws {
        let bench = try await ConsoleBench()
        let hour = 3_600.0
        bench.clock.advance(11 * hour)
        #expect(try await bench.send(.get, "/session", as: "user").status == 200)
        bench.clock.advance(12 * hour)
        #expect(try await bench.send(.get, "/session", as: "user").status == 401)
        let fresh = try await ConsoleBench()
        for _ in 0..<71 {
            fresh.clock.advance(10 * hour)
            #expect(try await fresh.send(.get, "/session", as: "owner").status == 200)
        }
        fresh.clock.advance(10 * hour)
        #expect(try await fresh.send(.get, "/session", as: "owner").status == 401)
    }

    @Test func `signing out everywhere ends all sessions of that person only`() async throws {
        let bench = try await ConsoleBench()
        _ = try await signIn(bench, "user@example.com", ConsoleBench.password)
        #expect(try await bench.send(.get, "/sessions", as: "user").items.count == 2)
        #expect(try await bench.send(.delete, "/sessions", as: "user").status == 204)
        #expect(try await bench.send(.get, "/session", as: "user").status == 401)
        #expect(try await bench.send(.get, "/session", as: "mate").status == 200)
    }

    @Test func `a password change takes the old one and ends other sessions`() async throws {
        let bench = try await ConsoleBench()
        let elsewhere = try await signIn(bench, "user@example.com", ConsoleBench.password)
        let cookie = elsewhere.headers[.setCookie]?.prefix { $0 != ";" } ?? ""
        let body = { (old: String) in #"{"current":"\#(old)","new":"another long password"}"# }
        #expect(try await bench.send(.post, "/password", as: "user", body("wrong password")).status == 400)
        #expect(try await bench.send(.post, "/password", as: "user", body(ConsoleBench.password)).status == 204)
        #expect(try await bench.send(.get, "/session", as: "user").status == 200)
        #expect(try await bench.send(.get, "/session", as: nil, nil, [.cookie: String(cookie)]).status == 401)
        #expect(try await signIn(bench, "user@example.com", ConsoleBench.password).status == 401)
        #expect(try await signIn(bench, "user@example.com", "another long password").status == 200)
    }

    @Test func `a setup link makes one Owner, once, within an hour`() async throws {
        let bench = try await ConsoleBench()
        let organization = try await bench.send(.post, "/orgs", as: "stranger", #"{"name":"Third House"}"#)
        #expect(organization.status == 201)
        let token = try await bench.people.makeSetupLink(organizationID: "org_1").withPlainText { $0 }
        let body = #"{"token":"\#(token)","name":"Eve","email":"eve@example.com","password":"long enough it is"}"#
        #expect(try await bench.send(.post, "/setup", as: nil, body).status == 409)
        try await bench.store.createOrganization(
            .init(id: "org_9", slug: "empty", name: "Empty", createdAt: bench.clock.now))
        let good = try await bench.people.makeSetupLink(organizationID: "org_9").withPlainText { $0 }
        let setup = body.replacing(token, with: good)
        let first = try await bench.send(.post, "/setup", as: nil, setup)
        #expect(first.status == 200)
        #expect(first.json["organizations"]?.arrayValue?.first?["role"] == "owner")
        #expect(try await bench.send(.post, "/setup", as: nil, setup).status == 404)
        let late = try await bench.people.makeSetupLink(organizationID: "org_9").withPlainText { $0 }
        bench.clock.advance(3_601)
        #expect(try await bench.send(.post, "/setup", as: nil, body.replacing(token, with: late)).status == 404)
    }

    @Test func `a reset link sets a password once and ends every session`() async throws {
        let bench = try await ConsoleBench()
        let made = try #require(try await bench.people.makeResetLink(email: "user@example.com"))
        let body = made.token.withPlainText { #"{"token":"\#($0)","password":"a brand new password"}"# }
        #expect(try await bench.send(.post, "/password-resets/complete", as: nil, body).status == 204)
        #expect(try await bench.send(.get, "/session", as: "user").status == 401)
        #expect(try await signIn(bench, "user@example.com", "a brand new password").status == 200)
        #expect(try await bench.send(.post, "/password-resets/complete", as: nil, body).status == 404)
        for email in ["user@example.com", "nobody@example.com"] {
            let asked = try await bench.send(.post, "/password-resets", as: nil, #"{"email":"\#(email)"}"#)
            #expect(asked.status == 202)
            #expect(asked.detail.contains("users reset-password"))
        }
    }

    @Test func `a body that is wrong lists every problem by its pointer`() async throws {
        let bench = try await ConsoleBench()
        let answer = try await bench.send(.post, "/session", as: nil, #"{"email":7,"extra":true}"#)
        #expect(answer.status == 400)
        let pointers = answer.json["errors"]?.arrayValue?.compactMap { $0["pointer"]?.stringValue } ?? []
        #expect(Set(pointers) == ["/email", "/password", "/extra"])
    }
}
