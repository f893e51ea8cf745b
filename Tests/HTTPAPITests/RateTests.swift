import Catalog
import Foundation
import HTTPAPI
import HTTPTypes
import Keys
import Testing

@Suite(.timeLimit(.minutes(5)))
struct RateTests {
    private static let card = "/api/v1/render?template=card"

    private static func bench(_ profile: RateProfile = .starter) async throws -> Bench {
        let bench = try await Bench()
        _ = try await bench.store.changeSettings(organizationID: Bench.organization.id) {
            $0 = Settings(allowedHosts: ["example.com"], rateProfile: profile)
        }
        return bench
    }

    @Test func `429: the render after the last one of the budget, with the time to wait`() async throws {
        let bench = try await Self.bench()
        for index in 0..<15 {
            let answer = try await bench.send(.get, Self.card + "&v=\(index)", bench.bearer(.master))
            #expect(answer.status == 200)
            #expect(answer.headers[.rateLimit] == "15")
            #expect(answer.headers[.rateRemaining] == "\(14 - index)")
        }
        let refused = try await bench.send(.get, Self.card + "&v=new", bench.bearer(.master))
        #expect(refused.status == 429)
        #expect(refused.slug == "rate-limited")
        #expect(refused.headers[.retryAfter].flatMap { Int($0) }.map { (1...60).contains($0) } == true)
        #expect(refused.headers[.rateRemaining] == "0")
        let reset = try #require(refused.headers[.rateReset].flatMap { Double($0) })
        #expect((Date().timeIntervalSince1970...Date().timeIntervalSince1970 + 61).contains(reset))
        // The other side, other keys, hits and 304s go on.
        #expect(try await bench.render(#"{"template":"card"}"#).headers[.rateRemaining] == "29")
        #expect(try await bench.send(.get, Self.card + "&v=new", bench.bearer(.readOnly)).status == 200)
        let hit = try await bench.send(.get, Self.card + "&v=1", bench.bearer(.master))
        #expect(hit.headers[.cacheVerdict] == "HIT")
        let tag = hit.headers[.eTag] ?? ""
        let same = try await bench.send(.get, Self.card + "&v=1", bench.bearer(.master, [.ifNoneMatch: tag]))
        #expect(same.status == 304)
        #expect(same.headers[.rateRemaining] == "0")
    }

    @Test func `no row of the history tells of a 429, a counter does`() async throws {
        let bench = try await Self.bench()
        for index in 0..<16 { _ = try await bench.send(.get, Self.card + "&v=\(index)", bench.bearer(.master)) }
        let rows = try await bench.history.renders(
            organizationID: Bench.organization.id, matching: HistoryFilter(), page: PageRequest(limit: 100))
        #expect(rows.items.count == 15)
        let key = try #require(bench.keys[.master])
        #expect(bench.front.counts(ofKey: key.id) == .init(limited: 1))
    }

    @Test func `what fails with 400 or 404 takes a slot, what is refused before does not`() async throws {
        let bench = try await Self.bench()
        for wrong in ["&format=gif", "&titel.text=a"] {
            #expect(try await bench.send(.get, Self.card + wrong, bench.bearer(.master)).status == 400)
        }
        let missing = try await bench.send(.get, "/api/v1/render?template=none", bench.bearer(.master))
        #expect(missing.status == 404)
        #expect(missing.headers[.rateRemaining] == "12")
        let foreign = try await bench.send(.get, bench.image(), [.referer: "https://evil.com/"])
        #expect(foreign.status == 403)
        #expect(foreign.headers[.rateRemaining] == "15")
        for _ in 0..<12 { _ = try await bench.send(.get, Self.card + "&format=gif", bench.bearer(.master)) }
        #expect(try await bench.send(.get, Self.card + "&format=gif", bench.bearer(.master)).status == 429)
    }

    @Test func `a painting that fails takes one slot, not two`() async throws {
        let bench = try await Self.bench()
        let answer = try await bench.send(.get, Self.card + "&logo.src=asset:none", bench.bearer(.master))
        #expect(answer.status == 422)
        #expect(answer.headers[.rateRemaining] == "14")
        let large = try await bench.send(
            .get, Self.card + "&width=8192&height=8192&scale=4", bench.bearer(.master))
        #expect(large.status == 400)
        #expect(large.headers[.rateRemaining] == "13")
    }

    @Test func `every authenticated answer tells the standing, unless there is no limit`() async throws {
        let bench = try await Self.bench()
        let list = try await bench.send(.get, "/api/v1/templates", bench.bearer(.master))
        #expect(list.headers[.rateLimit] == "15")
        let write = try await bench.send(.post, "/api/v1/templates", bench.bearer(.readOnly))
        #expect(write.status == 403)
        #expect(write.headers[.rateLimit] == "30")
        #expect(try await bench.send(.get, "/api/v1/templates").headers[.rateLimit] == nil)
        let free = try await Bench()
        #expect(try await free.send(.get, Self.card, free.bearer(.master)).headers[.rateLimit] == nil)
    }

    @Test func `the operator changes the profile of an organization, and it is in force at once`() async throws {
        let bench = try await Bench()
        let desk = Operator(
            store: bench.store, keys: bench.registry, signing: bench.signing, limits: .init(),
            didChange: { await bench.front.forget($0) })
        #expect(try await desk.rateProfile() == ShowRateProfile().perform(on: desk))
        #expect(try await bench.send(.get, Self.card, bench.bearer(.master)).headers[.rateLimit] == nil)
        let summary = try await SetRateProfile(profile: "pro").perform(on: desk)
        #expect([summary.post, summary.get] == [120, 60])
        #expect(try await bench.send(.get, Self.card, bench.bearer(.master)).headers[.rateLimit] == "60")
        await #expect(throws: OperatorError.self) { try await desk.setRateProfile("gold") }
    }

    @Test(arguments: [
        (RateProfile.starter, 30, 15), (.pro, 120, 60), (.business, 300, 150), (.enterprise, 1_000, 500),
    ])
    func `profiles are those of the contract`(profile: RateProfile, post: Int, get: Int) {
        #expect(profile.budget?.post == post)
        #expect(profile.budget?.get == get)
        #expect(RateProfile.unlimited.budget == nil)
    }
}
