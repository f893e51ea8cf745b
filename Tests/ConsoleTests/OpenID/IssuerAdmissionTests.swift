import Console
import Foundation
import HTTPTypes
import People
import Templates
import Testing

/// Who of those whom the issuer vouches for may enter, and as whom.
@Suite(.timeLimit(.minutes(5)))
struct IssuerAdmissionTests {
    private func password(_ visit: IssuerVisit, _ email: String) async throws -> Int {
        let body = #"{"email":"\#(email)","password":"\#(ConsoleBench.password)"}"#
        return try await visit.bench.send(.post, "/session", as: nil, body).status
    }

    @Test func `an account that is linked is the identity's alone: password, sessions and links are gone`() async throws
    {
        try await IssuerVisit.with { visit async throws in
            let reset = try #require(try await visit.bench.people.makeResetLink(email: "user@example.com"))
            #expect(try await password(visit, "user@example.com") == 200)
            let answer = try await visit.signIn("sub-1", IssuerVisit.claims(" User@Example.com"))
            let session = try #require(try await visit.session(answer))
            #expect(session["person"]?["id"] == .string(visit.bench.id("user")))
            #expect(session["hasPassword"] == false)
            #expect(try await visit.bench.send(.get, "/session", as: "user").status == 401)
            #expect(try await password(visit, "user@example.com") == 401)
            let body = reset.token.withPlainText { #"{"token":"\#($0)","password":"a brand new password"}"# }
            #expect(try await visit.bench.send(.post, "/password-resets/complete", as: nil, body).status == 404)
            let log = try await visit.bench.send(.get, "activity", as: "owner").items
            let linked = try #require(log.first { $0["action"] == "identity.link" })
            #expect(linked["detail"]?.stringValue?.contains("password is gone") == true)
            #expect(log.contains { $0["action"] == "session.open" && $0["detail"] == "by Example" })
        }
    }

    @Test func `from then on the identity counts, whatever its address has become`() async throws {
        try await IssuerVisit.with { visit async throws in
            _ = try await visit.signIn("sub-1", IssuerVisit.claims("user@example.com"))
            for email in ["user@example.com", "married@example.com", "admin@example.com"] {
                let answer = try await visit.signIn("sub-1", IssuerVisit.claims(email))
                let person = try await visit.session(answer)?["person"]
                #expect(person?["id"] == .string(visit.bench.id("user")), "\(email)")
                #expect(person?["email"] == "user@example.com")
            }
        }
    }

    @Test func `an address that the issuer has given to another does not bring the account along`() async throws {
        try await IssuerVisit.with { visit async throws in
            _ = try await visit.signIn("sub-1", IssuerVisit.claims("user@example.com"))
            let answer = try await visit.signIn("sub-2", IssuerVisit.claims("user@example.com"))
            #expect(visit.problem(answer) == "other")
            #expect(try await visit.session(answer) == nil)
        }
    }

    @Test func `somebody unknown is refused, and leaves no account`() async throws {
        try await IssuerVisit.with { visit async throws in
            let answer = try await visit.signIn("sub-1", IssuerVisit.claims("nina@example.com"))
            #expect(visit.problem(answer) == "unknown")
            #expect(try await visit.bench.people.store.person("nina@example.com") == nil)
        }
    }

    @Test func `somebody invited comes in with the invitation's role, which is used up`() async throws {
        try await IssuerVisit.with { visit async throws in
            let invite = #"{"email":"nina@example.com","role":"viewer"}"#
            let link = try await visit.bench.send(.post, "invitations", as: "admin", invite)
            #expect(link.status == 201)
            let session = try #require(
                try await visit.session(visit.signIn("sub-1", IssuerVisit.claims("nina@example.com"))))
            #expect(session["person"]?["name"] == "Nina New")
            #expect(session["organizations"]?.arrayValue?.map { $0["role"] } == ["viewer"])
            #expect(try await visit.bench.send(.get, "invitations", as: "admin").items.isEmpty)
            let log = try await visit.bench.send(.get, "activity", as: "owner").items
            #expect(log.contains { $0["action"] == "member.join" && $0["detail"] == "viewer, by Example" })
        }
    }

    @Test func `an invitation that has expired lets nobody in`() async throws {
        try await IssuerVisit.with { visit async throws in
            _ = try await visit.bench.send(
                .post, "invitations", as: "admin", #"{"email":"nina@example.com","role":"viewer"}"#)
            visit.bench.clock.advance(7 * 86_400)
            let answer = try await visit.signIn("sub-1", IssuerVisit.claims("nina@example.com"))
            #expect(visit.problem(answer) == "unknown")
        }
    }

    @Test func `an address of the house gives newcomers the role that the operator chose, and no other address`()
        async throws
    {
        let rule = NewcomerRule(domains: ["Example.com"], role: .viewer, organization: "acme")
        try await IssuerVisit.with(newcomers: rule) { visit async throws in
            let claims = IssuerVisit.claims("nina@example.com", ["name": .null])
            let session = try #require(try await visit.session(visit.signIn("sub-1", claims)))
            #expect(session["person"]?["name"] == "nina")
            #expect(session["organizations"]?.arrayValue?.map { $0["slug"] } == ["acme"])
            for email in ["eve@evil.example", "eve@sub.example.com", "eve@notexample.com"] {
                #expect(try await visit.problem(visit.signIn("sub-2", IssuerVisit.claims(email))) == "unknown")
            }
        }
    }

    @Test func `with several organizations and none named newcomers are refused`() async throws {
        let rule = NewcomerRule(domains: ["example.com"], role: .viewer, organization: nil)
        try await IssuerVisit.with(newcomers: rule) { visit async throws in
            let answer = try await visit.signIn("sub-1", IssuerVisit.claims("nina@example.com"))
            #expect(visit.problem(answer) == "unknown")
        }
    }

    @Test func `somebody without a password proves themselves by having signed in just now`() async throws {
        try await IssuerVisit.with { visit async throws in
            let answer = try await visit.signIn("sub-1", IssuerVisit.claims("owner@example.com"))
            let session = try #require(try await visit.session(answer))
            let cookie = answer.headers[values: .setCookie].first { $0.contains("rs_session=") } ?? ""
            let headers: [HTTPField.Name: String] = [
                .cookie: String(cookie.prefix { $0 != ";" }),
                ConsoleBench.field("X-CSRF-Token"): session["csrf"]?.stringValue ?? "",
            ]
            let heir = #"{"to":"\#(visit.bench.id("admin"))"}"#
            visit.bench.clock.advance(601)
            #expect(try await visit.bench.send(.post, "transfer", as: nil, heir, headers).status == 403)
            visit.bench.clock.advance(-2)
            #expect(try await visit.bench.send(.post, "transfer", as: nil, heir, headers).status == 204)
            let new = #"{"new":"a first long password"}"#
            #expect(try await visit.bench.send(.post, "/password", as: nil, new, headers).status == 204)
            #expect(try await visit.bench.send(.post, "/password", as: nil, new, headers).status == 400)
        }
    }
}
