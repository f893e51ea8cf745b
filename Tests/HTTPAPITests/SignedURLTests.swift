import Foundation
import HTTPAPI
import HTTPTypes
import Keys
import Limit
import Testing

@Suite(.timeLimit(.minutes(5)))
struct SignedURLTests {
    private func signed(
        _ bench: Bench, _ rest: [(String, String)] = [("template", "card")], seconds: Int = 600
    ) throws -> String {
        let pairs = ([("apiKey", bench.key(.get))] + rest).map { SignedQuery.Pair($0.0, $0.1) }
        let expiry = Int(Date().timeIntervalSince1970) + seconds
        let query = try #require(
            bench.signing.ring.sign(pairs, organization: Bench.organization.id, expiry: expiry))
        return "/api/v1/render?" + query
    }

    private func maximumAge(_ answer: Answer, _ name: String = "max-age") -> Int? {
        answer.headers[.cacheControl]?.split(separator: ", ").first { $0.hasPrefix(name + "=") }
            .flatMap { Int($0.dropFirst(name.count + 1)) }
    }

    private func bench(hosts: Bool = true) async throws -> Bench {
        let bench = try await Bench()
        if hosts { try await bench.allowHosts() }
        _ = try await bench.signing.rotate(organization: Bench.organization.id, overlap: .none, by: "test")
        return bench
    }

    @Test func `200: a signed URL needs no header, and any page may embed it`() async throws {
        let bench = try await bench()
        let url = try signed(bench, [("template", "card"), ("title.text", "a+b & ü 🎉"), ("v", "1")])
        for headers: HTTPFields in [[:], [.referer: "https://mail.example.net/"], [.origin: "null"]] {
            let answer = try await bench.send(.get, url, headers)
            #expect(answer.status == 200, "\(answer.text)")
            #expect(answer.headers[.vary] == "Origin")
            #expect(answer.headers[.accessControlAllowOrigin] == nil)
        }
        let named = try await bench.send(.get, url, [.origin: "https://example.com"])
        #expect(named.headers[.accessControlAllowOrigin] == "https://example.com")
    }

    @Test func `the signature is checked on decoded pairs in any order`() async throws {
        let bench = try await bench()
        let query = try signed(bench, [("template", "card"), ("title.text", "a b")]).dropFirst("/api/v1/render?".count)
        let turned = query.split(separator: "&").reversed().joined(separator: "&").replacing("a%20b", with: "%61+b")
        #expect(try await bench.send(.get, "/api/v1/render?" + turned).status == 200)
    }

    @Test func `copies end with the URL: fresh, from the cache and on 304`() async throws {
        let bench = try await bench()
        let url = try signed(bench, seconds: 100)
        let fresh = try await bench.send(.get, url)
        let hit = try await bench.send(.get, url)
        #expect(hit.headers[.cacheVerdict] == "HIT")
        let tag = try #require(fresh.headers[.eTag])
        let unchanged = try await bench.send(.get, url, [.ifNoneMatch: tag])
        #expect(unchanged.status == 304)
        for answer in [fresh, hit, unchanged] {
            #expect((1...100).contains(maximumAge(answer) ?? 0), "\(answer.headers[.cacheControl] ?? "")")
        }
        try await bench.allowHosts(policy: .public)
        let shared = try await bench.send(.get, url)
        #expect((1...100).contains(maximumAge(shared) ?? 0))
        #expect((1...100).contains(maximumAge(shared, "s-maxage") ?? 0))
        let long = try await bench.send(.get, try signed(bench, seconds: 30 * 86_400))
        #expect(maximumAge(long) == 86_400)
        #expect(maximumAge(long, "s-maxage") == 604_800)
    }

    @Test func `exp and sig are no part of the picture`() async throws {
        let bench = try await bench()
        let first = try await bench.send(.get, try signed(bench, seconds: 100))
        let second = try await bench.send(.get, try signed(bench, seconds: 200))
        let plain = try await bench.send(.get, bench.image(), Bench.fromExample)
        #expect(first.headers[.eTag] == second.headers[.eTag])
        #expect(first.headers[.eTag] == plain.headers[.eTag])
        #expect(second.headers[.cacheVerdict] == "HIT")
        #expect(bench.farm.statistics.made == 1)
    }

    @Test func `403: bad, changed, expired, too far ahead, halved, doubled, broken`() async throws {
        let bench = try await bench()
        let good = try signed(bench)
        let year = 366 * 86_400
        let urls = [
            good + "A", String(good.dropLast()), good.replacing("template=card", with: "template=other"),
            good + "&title.text=x", try signed(bench, seconds: -1), try signed(bench, seconds: year + 60),
            bench.image("template=card&exp=1"), bench.image("template=card&sig=abc"),
            bench.image("template=card&%73ig=abc&exp=99"), good + "&sig=abc", good + "&exp=99", good + "&x=%zz",
        ]
        for url in urls {
            let answer = try await bench.send(.get, url, Bench.fromExample)
            #expect(answer.status == 403, "\(answer.text)")
            #expect(answer.slug == "forbidden")
        }
    }

    @Test func `403: no secret, and no host configured`() async throws {
        let bench = try await bench(hosts: false)
        let url = try signed(bench)
        let unconfigured = try await bench.send(.get, url)
        #expect(unconfigured.status == 403)
        #expect(unconfigured.detail.contains("no allowed host is configured"))
        try await bench.allowHosts()
        let secret = try #require(await bench.signing.list(organization: Bench.organization.id).first)
        try await bench.signing.delete(secret.id, organization: Bench.organization.id)
        let answer = try await bench.send(.get, url)
        #expect(answer.status == 403)
        #expect(answer.detail.contains("no signing secret"))
    }

    @Test func `the signature comes after the key and before the parameters`() async throws {
        let bench = try await bench()
        let wrong = [("template", "nothing"), ("format", "gif")]
        let url = try signed(bench, wrong)
        #expect(try await bench.send(.get, url).status == 400)
        #expect(try await bench.send(.get, url + "A").status == 403)
        #expect(try await bench.send(.get, url.replacing("apiKey=rs", with: "apiKey=xs") + "A").status == 401)
        let unsigned = bench.image("template=nothing&format=gif&sig=a&exp=1")
        #expect(try await bench.send(.get, unsigned, Bench.fromExample).status == 403)
    }

    @Test func `a revoked key's signed URL is refused`() async throws {
        let bench = try await bench()
        let url = try signed(bench)
        #expect(try await bench.send(.get, url).status == 200)
        let id = try #require(bench.keys[.get]?.id)
        _ = try await bench.registry.revoke(id, organization: Bench.organization.id, by: "test")
        #expect(try await bench.send(.get, url).status == 401)
    }

    @Test func `by header a signature is not needed, and one that is sent must be good`() async throws {
        let bench = try await bench()
        #expect(try await bench.send(.get, "/api/v1/render?template=card", bench.bearer(.master)).status == 200)
        let url = "/api/v1/render?template=card&exp=1&sig=a"
        #expect(try await bench.send(.get, url, bench.bearer(.master)).status == 403)
    }

    @Test func `neither log nor history nor answer holds a signature`() async throws {
        let bench = try await bench()
        let url = try signed(bench)
        let signature = try #require(url.split(separator: "sig=").last.map(String.init))
        let answers = [
            try await bench.send(.get, url), try await bench.send(.get, url + "&x"),
            try await bench.send(.get, url + "&x.sig=\(signature)"),
            try await bench.send(.get, bench.image("template=sig=\(signature)"), Bench.fromExample),
        ]
        for answer in answers { #expect(!answer.text.contains(signature)) }
        let history = try await bench.send(.get, "/api/v1/renders", bench.bearer(.master))
        #expect(!history.text.contains(signature))
        #expect(!bench.log.all.joined().contains(signature))
    }

    @Test func `the operator makes, lists, rotates and deletes secrets, and signs`() async throws {
        let bench = try await Bench()
        try await bench.allowHosts()
        let desk = Operator(
            store: bench.store, keys: bench.registry, signing: bench.signing, limits: Limits())
        let sign = SignURL(url: "http://x.test" + bench.image(), expiresInSeconds: 60)
        await #expect(throws: OperatorError.self) { try await desk.signURL(sign) }
        let first = try await desk.rotateSigningSecret(overlap: .none)
        #expect(first.secret.hasPrefix("rs_sign_"))
        let url = try await desk.signURL(sign).url
        #expect(url.hasPrefix("http://x.test/api/v1/render?"))
        #expect(try await bench.send(.get, String(url.dropFirst("http://x.test".count))).status == 200)
        let second = try await desk.rotateSigningSecret(overlap: .day)
        #expect(second.othersExpireAt != nil)
        let listed = try await desk.listSigningSecrets()
        #expect(listed.map(\.isCurrent) == [true, false])
        _ = try await desk.deleteSigningSecret(id: first.id)
        #expect(try await bench.send(.get, String(url.dropFirst("http://x.test".count))).status == 403)
        await #expect(throws: OperatorError.self) {
            try await desk.signURL(SignURL(url: "/api/v1/renders?a=b", expiresInSeconds: 60))
        }
    }
}
