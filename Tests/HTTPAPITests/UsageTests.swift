import Catalog
import Foundation
import HTTPTypes
import Keys
import Testing

@Suite(.timeLimit(.minutes(5)))
struct UsageTests {
    @Test func `paintings, hits, errors and unchanged answers are counted by key and for all`() async throws {
        let bench = try await Bench()
        try await bench.allowHosts()
        let first = try await bench.send(.get, bench.image(), Bench.fromExample)
        _ = try await bench.send(.get, bench.image(), Bench.fromExample)
        var headers = Bench.fromExample
        headers[.ifNoneMatch] = first.headers[.eTag]
        _ = try await bench.send(.get, bench.image(), headers)
        _ = try await bench.send(.get, bench.image("template=nothing"), Bench.fromExample)
        _ = try await bench.render(#"{"template":"card"}"#)
        try await bench.parts.usage.flush(to: bench.store)
        let id = try #require(bench.keys[.get]?.id)
        let own = try await rows(bench, [id])
        #expect(own.hits == 1)
        #expect(own.notModified == 1)
        #expect(own.renders == 1)
        #expect(own.errors == 1)
        #expect(own.latency.total == 1)
        #expect(try await rows(bench, nil).renders == 2)
    }

    private func rows(_ bench: Bench, _ keys: Set<String>?) async throws -> UsageCounts {
        let rows = await bench.store.usage(
            organizationID: Bench.organization.id, keyIDs: keys, grain: .hour, from: 0, to: .max)
        return rows.reduce(into: UsageCounts()) { $0.add($1.counts) }
    }

    @Test func `a row of history keeps the request that made it, without a key`() async throws {
        let bench = try await Bench()
        try await bench.allowHosts()
        let key = bench.key(.master)
        _ = try await bench.render(
            #"{"template":"card","format":"jpg","width":60,"layers":{"title":{"text":"my \#(key) is here"}}}"#)
        _ = try await bench.send(
            .get, bench.image("template=card&title.fontSize=12&scale=2&strict=true"), Bench.fromExample)
        _ = try await bench.send(.get, bench.image("template=card&title.fontSize=big"), Bench.fromExample)
        _ = try await bench.render(
            #"{"template":"card","layers":{"title":{"text":"\#(String(repeating: "a", count: 5_000))"}}}"#)
        let page = try await bench.history.renders(
            organizationID: Bench.organization.id, matching: HistoryFilter(), page: PageRequest(limit: 10))
        let requests = page.items.sorted { $0.createdAt < $1.createdAt }.map(\.request)
        #expect(requests.count == 4)
        #expect(
            requests.contains(
                #"{"format":"jpeg","layers":{"title":{"text":"my rs_live_[redacted] is here"}},"quality":90,"#
                    + #""template":"card","width":60}"#))
        #expect(
            requests.contains(
                #"{"format":"png","layers":{"title":{"fontSize":12}},"scale":2,"strict":true,"template":"card"}"#))
        #expect(requests.contains(#"{"format":"png","query":{"title.fontSize":"big"},"template":"card"}"#))
        #expect(requests.contains(nil))
    }
}
