import Console
import Foundation
import HTTPTypes
import People
import Templates
import Testing

/// Signing in by an issuer: what ties its answer to the browser that asked.
@Suite(.timeLimit(.minutes(5)))
struct IssuerSignInTests {
    private let user = IssuerVisit.claims("user@example.com")

    @Test func `whom the issuer vouches for is signed in, and comes to the page that was asked for`() async throws {
        try await IssuerVisit.with { visit async throws in
            #expect(try await visit.bench.send(.get, "/features", as: nil).json["oidcLabel"] == "Example")
            let answer = try await visit.signIn("sub-1", user, back: "%2Fusage%3Fdays%3D7")
            #expect(answer.status == 303)
            #expect(answer.headers[.location] == "/usage?days=7")
            #expect(answer.headers[ConsoleBench.field("Referrer-Policy")] == "no-referrer")
            #expect(answer.headers[.cacheControl] == "no-store")
            let cookies = answer.headers[values: .setCookie]
            #expect(cookies.contains { $0.hasPrefix("__Host-rs_oidc=;") && $0.contains("Max-Age=0") })
            let session = try #require(try await visit.session(answer))
            #expect(session["person"]?["email"] == "user@example.com")
            #expect(session["organizations"]?.arrayValue?.first?["role"] == "user")
        }
    }

    @Test func `the way there carries PKCE, a state and a nonce, and a cookie that scripts cannot read`() async throws {
        try await IssuerVisit.with { visit async throws in
            let answer = try await visit.open("/console/v1/oidc/start")
            let cookie = try #require(answer.headers[.setCookie])
            for part in ["__Host-rs_oidc=", "HttpOnly", "Secure", "SameSite=Lax", "Path=/", "Max-Age=600"] {
                #expect(cookie.contains(part))
            }
            let location = try #require(answer.headers[.location])
            #expect(location.hasPrefix(visit.issuer.name + "/authorize?"))
            for part in [
                "response_type=code", "client_id=renderstack", "code_challenge_method=S256", "scope=openid%20email",
                "redirect_uri=http%3A%2F%2Flocalhost%2Fconsole%2Fv1%2Foidc%2Fcallback",
            ] {
                #expect(location.contains(part), "\(part)")
            }
            #expect(!location.contains("secret"))
            let other = try await visit.start()
            #expect(other.location != location)
        }
    }

    @Test func `an answer for another browser, or for none, signs nobody in`() async throws {
        try await IssuerVisit.with { visit async throws in
            let (mine, theirs) = (try await visit.start(), try await visit.start())
            let answer = visit.issuer.approve(theirs.location, as: "sub-1", claims: user)
            for cookie in [mine.cookie, nil, "__Host-rs_oidc=nonsense", "__Host-rs_oidc=a.1.Lw"] {
                let refused = try await visit.comeBack(answer, cookie: cookie)
                #expect(visit.problem(refused) == "expired")
                #expect(try await visit.session(refused) == nil)
            }
            #expect(!visit.issuer.requests.contains("token"))
        }
    }

    @Test func `an answer counts once, and so does a code`() async throws {
        try await IssuerVisit.with { visit async throws in
            let departure = try await visit.start()
            let answer = visit.issuer.approve(departure.location, as: "sub-1", claims: user)
            #expect(try await visit.problem(visit.comeBack(answer, cookie: departure.cookie)) == nil)
            #expect(try await visit.problem(visit.comeBack(answer, cookie: departure.cookie)) == "expired")
            #expect(visit.issuer.requests.filter { $0 == "token" }.count == 1)
            let second = try await visit.start()
            var replayed = visit.issuer.approve(second.location, as: "sub-1", claims: user)
            replayed["code"] = answer["code"]
            #expect(try await visit.problem(visit.comeBack(replayed, cookie: second.cookie)) == "expired")
        }
    }

    @Test func `a sign-in that takes longer than ten minutes is begun anew`() async throws {
        try await IssuerVisit.with { visit async throws in
            let departure = try await visit.start()
            let answer = visit.issuer.approve(departure.location, as: "sub-1", claims: user)
            visit.bench.clock.advance(601)
            #expect(try await visit.problem(visit.comeBack(answer, cookie: departure.cookie)) == "expired")
        }
    }

    @Test func `a longer life or another page written into the ticket makes it another ticket`() async throws {
        try await IssuerVisit.with { visit async throws in
            for place in [1, 2] {
                let departure = try await visit.start()
                let answer = visit.issuer.approve(departure.location, as: "sub-1", claims: user)
                var parts = departure.cookie.split(separator: ".").map(String.init)
                parts[place] = place == 1 ? String((Int(parts[1]) ?? 0) + 1) : "L2tleXM"
                let forged = parts.joined(separator: ".")
                #expect(try await visit.problem(visit.comeBack(answer, cookie: forged)) == "expired")
            }
        }
    }

    @Test(arguments: ["%2F%2Fevil.example", "https%3A%2F%2Fevil.example", "%2F%5Cevil.example", "keys"])
    func `no way back leads to another site`(_ back: String) async throws {
        try await IssuerVisit.with { visit async throws in
            let answer = try await visit.signIn("sub-1", user, back: back)
            #expect(answer.headers[.location] == "/")
        }
    }

    @Test func `an answer of another issuer, a refusal and a repeated parameter are told as what they are`()
        async throws
    {
        try await IssuerVisit.with { visit async throws in
            let cases: [([String: String], String)] = [
                (["iss": "https://other.example"], "invalid"), (["error": "access_denied"], "denied"),
                (["code": ""], "denied"),
            ]
            for (change, problem) in cases {
                let departure = try await visit.start()
                let answer = visit.issuer.approve(departure.location, as: "sub-1", claims: user)
                let back = try await visit.comeBack(answer.merging(change) { $1 }, cookie: departure.cookie)
                #expect(visit.problem(back) == problem)
            }
            let departure = try await visit.start()
            var answer = visit.issuer.approve(departure.location, as: "sub-1", claims: user)
            answer["iss"] = nil
            #expect(try await visit.problem(visit.comeBack(answer, cookie: departure.cookie)) == "invalid")
            let twice = "/console/v1/oidc/callback?state=a&state=b&code=c"
            #expect(try await visit.problem(visit.open(twice, cookie: departure.cookie)) == "invalid")
        }
    }

    @Test func `signing in ends the session that the browser had, and rotates its token`() async throws {
        try await IssuerVisit.with { visit async throws in
            let actor = try #require(visit.bench.cast["mate"])
            let departure = try await visit.start()
            let answer = visit.issuer.approve(departure.location, as: "sub-1", claims: user)
            let back = try await visit.comeBack(answer, cookie: departure.cookie + "; " + actor.cookie)
            #expect(try await visit.session(back)?["person"]?["email"] == "user@example.com")
            #expect(try await visit.bench.send(.get, "/session", as: "mate").status == 401)
        }
    }

    @Test func `too many answers that do not hold are refused for a while`() async throws {
        try await IssuerVisit.with(change: { $0.people.attemptsPerAccount = 3 }) { visit async throws in
            for _ in 0..<3 {
                #expect(try await visit.problem(visit.comeBack(["state": "x"], cookie: nil)) == "expired")
            }
            #expect(try await visit.problem(visit.comeBack(["state": "x"], cookie: nil)) == "attempts")
        }
    }

    @Test func `without an issuer the routes are not found, and the page offers none`() async throws {
        let bench = try await ConsoleBench()
        #expect(try await bench.send(.get, "/oidc/start", as: nil).status == 404)
        #expect(try await bench.send(.get, "/oidc/callback", as: nil).status == 404)
        #expect(try await bench.send(.get, "/features", as: nil).json["oidc"] == false)
    }

    @Test func `the dashboard at another address than its own begins no sign-in there`() async throws {
        try await IssuerVisit.with { visit async throws in
            visit.bench.console.listens(at: "http://127.0.0.1:8080")
            let answer = try await visit.open("/console/v1/oidc/start")
            #expect(visit.problem(answer) == "address")
        }
    }
}
