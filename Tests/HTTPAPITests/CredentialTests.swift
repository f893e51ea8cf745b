import HummingbirdTesting
import HTTPTypes
import Keys
import Testing

@Suite(.timeLimit(.minutes(5)))
struct CredentialTests {
    private static let wellFormed = "rs_live_abc10123456789ABCDEFGHIJKLMNOPQR3Cykbk"

    @Test func `a key is taken from either header, and from both when they agree`() async throws {
        let bench = try await Bench()
        let key = bench.key(.master)
        for headers: HTTPFields in [
            [.authorization: "Bearer \(key)"], [.authorization: "bearer  \(key)"], [.apiKey: key],
            [.authorization: "Bearer \(key)", .apiKey: key],
        ] {
            #expect(try await bench.send(.get, "/api/v1/templates", headers).status == 200)
        }
    }

    @Test func `401: no key, no known key, two keys`() async throws {
        let bench = try await Bench()
        for headers: HTTPFields in [
            [:], [.authorization: "Basic abc"], [.authorization: "Bearer"], [.authorization: "Bearer nonsense"],
            [.apiKey: Self.wellFormed], [.authorization: "Bearer \(bench.key(.master))x"],
            [.authorization: "Bearer \(bench.key(.master))", .apiKey: bench.key(.readOnly)],
        ] {
            let answer = try await bench.send(.get, "/api/v1/templates", headers)
            #expect(answer.status == 401)
            #expect(answer.slug == "authentication-error")
            #expect(answer.headers[.wwwAuthenticate]?.hasPrefix("Bearer") == true)
            #expect(!answer.text.contains(bench.key(.master)))
        }
    }

    @Test func `unknown and malformed keys are answered alike`() async throws {
        let bench = try await Bench()
        let unknown = try await bench.send(.get, "/api/v1/templates", [.apiKey: Self.wellFormed])
        let malformed = try await bench.send(.get, "/api/v1/templates", [.apiKey: "rs_live_x"])
        #expect(unknown.detail == malformed.detail)
    }

    @Test(arguments: ["/api/v1/render?template=card&", "/api/v1/templates?"])
    func `401: a key for headers in a query is refused and the detail says why`(path: String) async throws {
        let bench = try await Bench()
        for name in ["apiKey", "key"] {
            let answer = try await bench.send(.get, path + "\(name)=\(bench.key(.master))")
            #expect(answer.status == 401)
            #expect(answer.detail.contains("URL"))
            let both = try await bench.send(.get, path + "\(name)=\(bench.key(.master))", bench.bearer(.master))
            #expect(both.status == 401)
        }
    }

    @Test func `403: a GET key in a header, or anywhere but its route`() async throws {
        let bench = try await Bench()
        try await bench.allowHosts()
        let header = try await bench.send(
            .get, "/api/v1/render?template=card", bench.bearer(.get, Bench.fromExample))
        #expect(header.status == 403)
        let both = try await bench.send(.get, bench.image(), bench.bearer(.get, Bench.fromExample))
        #expect(both.status == 403)
        let elsewhere = try await bench.send(.get, "/api/v1/templates?apiKey=\(bench.key(.get))", Bench.fromExample)
        #expect(elsewhere.status == 403)
    }

    @Test func `a revoked key is refused on its next request`() async throws {
        let bench = try await Bench()
        let issued = try #require(bench.keys[.master])
        try await bench.application.test(.live) { client in
            let before = try await client.execute(
                uri: "/api/v1/templates", method: .get, headers: bench.bearer(.master)
            ) { $0.status.code }
            #expect(before == 200)
            _ = try await bench.registry.revoke(issued.id, organization: Bench.organization.id, by: "test")
            let after = try await client.execute(
                uri: "/api/v1/templates", method: .get, headers: bench.bearer(.master)
            ) { Answer($0) }
            #expect(after.status == 401)
            #expect(after.detail.contains("revoked"))
        }
    }
}
