import Console
import Foundation
import HTTPTypes
import Hummingbird
import Templates
import Testing

/// What of the issuer's tokens and documents is believed.
@Suite(.timeLimit(.minutes(5)))
struct IssuerTokenTests {
    private let user = IssuerVisit.claims("user@example.com")

    @Test(arguments: [IssuerKeys.Way.rsa, .ellipticCurve, .edwardsCurve])
    func `tokens signed by a published key are believed`(_ way: IssuerKeys.Way) async throws {
        try await IssuerVisit.with { visit async throws in
            visit.issuer.misbehave { $0.way = way }
            #expect(try await visit.session(visit.signIn("sub-1", user)) != nil)
        }
    }

    @Test(arguments: [IssuerKeys.Way.none, .publicKeyAsSecret])
    func `a token without a signature, or signed with what everybody knows, is not`(
        _ way: IssuerKeys.Way
    ) async throws {
        try await IssuerVisit.with { visit async throws in
            visit.issuer.misbehave { $0.way = way }
            #expect(try await visit.problem(visit.signIn("sub-1", user)) == "invalid")
        }
    }

    /// Claims put over the right ones, and what the page is told.
    static let wrong: [(claims: [String: JSONValue], problem: String)] = [
        (["iss": "https://other.example"], "invalid"), (["iss": .null], "invalid"),
        (["aud": "somebody-else"], "invalid"), (["aud": ["somebody-else"]], "invalid"), (["aud": .null], "invalid"),
        (["aud": ["renderstack", "somebody-else"]], "invalid"),
        (["aud": ["renderstack", "somebody-else"], "azp": "somebody-else"], "invalid"),
        (["azp": "somebody-else"], "invalid"), (["nonce": "another"], "invalid"), (["nonce": .null], "invalid"),
        (["exp": .number(1_799_999_939)], "invalid"), (["exp": .null], "invalid"),
        (["iat": .number(1_800_000_062)], "invalid"), (["iat": .number(1_799_999_339)], "invalid"),
        (["iat": .null], "invalid"), (["nbf": .number(1_800_000_062)], "invalid"), (["sub": .null], "invalid"),
        (["sub": ""], "invalid"), (["email": .null], "email"), (["email": "no address"], "email"),
        (["email_verified": false], "email"), (["email_verified": .null], "email"),
        (["email_verified": "false"], "email"), (["email_verified": 1], "email"),
    ]

    @Test(arguments: wrong)
    func `a token that is not for us, from the issuer, for this sign-in, now, is not believed`(
        _ row: (claims: [String: JSONValue], problem: String)
    ) async throws {
        try await IssuerVisit.with { visit async throws in
            visit.issuer.misbehave { $0.claims = row.claims }
            let answer = try await visit.signIn("sub-1", user)
            #expect(visit.problem(answer) == row.problem)
            #expect(try await visit.session(answer) == nil)
        }
    }

    @Test(
        arguments: [
            ["exp": .number(1_799_999_941)], ["iat": .number(1_800_000_059)], ["nbf": .number(1_800_000_059)],
            ["aud": ["renderstack"]], ["aud": ["renderstack", "other"], "azp": "renderstack"],
            ["email_verified": "true"],
        ] as [[String: JSONValue]])
    func `clocks may differ by a minute, and issuers write in several ways`(_ claims: [String: JSONValue]) async throws
    {
        try await IssuerVisit.with { visit async throws in
            visit.issuer.misbehave { $0.claims = claims }
            #expect(try await visit.session(visit.signIn("sub-1", user)) != nil)
        }
    }

    @Test func `a key that is new at the issuer is asked for once, and not again within a minute`() async throws {
        try await IssuerVisit.with { visit async throws in
            visit.issuer.misbehave { $0.published = [.rsa] }
            #expect(try await visit.session(visit.signIn("sub-1", user)) != nil)
            visit.issuer.misbehave {
                $0.published = [.rsa, .ellipticCurve]
                $0.way = .ellipticCurve
            }
            #expect(try await visit.problem(visit.signIn("sub-1", user)) == "invalid")
            visit.bench.clock.advance(60)
            #expect(try await visit.session(visit.signIn("sub-1", user)) != nil)
            #expect(visit.issuer.requests.filter { $0 == "keys" }.count == 2)
            visit.issuer.misbehave { $0.keyID = "nobody's" }
            visit.bench.clock.advance(60)
            for _ in 0..<3 { #expect(try await visit.problem(visit.signIn("sub-1", user)) == "invalid") }
            #expect(visit.issuer.requests.filter { $0 == "keys" }.count == 3)
        }
    }

    @Test func `what the issuer says about itself is kept for an hour`() async throws {
        try await IssuerVisit.with { visit async throws in
            for _ in 0..<3 { _ = try await visit.start() }
            #expect(visit.issuer.requests == ["discovery", "keys"])
            visit.bench.clock.advance(3_601)
            _ = try await visit.start()
            #expect(visit.issuer.requests == ["discovery", "keys", "discovery", "keys"])
        }
    }

    @Test(
        arguments: [
            ["issuer": "https://other.example"], ["token_endpoint": "http://issuer.example/token"], ["jwks_uri": .null],
            ["authorization_endpoint": "javascript:alert(1)"],
        ] as [[String: JSONValue]])
    func `a document of another issuer, or one that leads astray, is not used`(
        _ discovery: [String: JSONValue]
    ) async throws {
        try await IssuerVisit.with { visit async throws in
            visit.issuer.misbehave { $0.discovery = discovery }
            let answer = try await visit.open("/console/v1/oidc/start")
            #expect(visit.problem(answer) == "unreachable")
        }
    }

    @Test func `an issuer that fails, redirects or talks without end is told, and asked again after a while`()
        async throws
    {
        try await IssuerVisit.with(change: { $0.oidc.answerBytes = 4_096 }) { visit async throws in
            let faults: [@Sendable (inout TestIssuer.Mischief) -> Void] = [
                { $0.status = .internalServerError }, { $0.status = .found }, { $0.padding = 4_096 },
            ]
            for fault in faults {
                visit.issuer.misbehave(fault)
                #expect(try await visit.problem(visit.open("/console/v1/oidc/start")) == "unreachable")
                let asked = visit.issuer.requests.count
                #expect(try await visit.problem(visit.open("/console/v1/oidc/start")) == "unreachable")
                #expect(visit.issuer.requests.count == asked)
                visit.issuer.misbehave { $0 = .init() }
                visit.bench.clock.advance(5)
                #expect(try await visit.problem(visit.open("/console/v1/oidc/start")) == nil)
                visit.bench.clock.advance(3_601)
            }
        }
    }
}
