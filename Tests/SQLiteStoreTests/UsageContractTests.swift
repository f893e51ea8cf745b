import Catalog
import Foundation
import Limit
import Testing

@Suite struct UsageContractTests {
    private func counts(_ renders: Int = 1, hits: Int = 0, milliseconds: Double = 4) -> UsageCounts {
        var counts = UsageCounts()
        counts.renders = renders
        counts.hits = hits
        for _ in 0..<renders { counts.latency.add(milliseconds: milliseconds) }
        return counts
    }

    @Test(arguments: StoreKind.allCases)
    func `counts add up by key and for all keys, by minute and hour`(_ kind: StoreKind) async throws {
        try await kind.withStore { store in
            let ledger = UsageLedger()
            let start = Date(timeIntervalSince1970: 7_200_000)
            for (key, seconds) in [("key_a", 0.0), ("key_a", 59), ("key_b", 59), ("key_b", 61), ("key_a", 3_600)] {
                ledger.count(organizationID: "org_1", keyID: key, at: start.addingTimeInterval(seconds)) {
                    $0.add(counts(hits: 2))
                }
                // In several batches, the second of which meets what the first wrote.
                if seconds == 59 { try await ledger.flush(to: store) }
            }
            try await ledger.flush(to: store)
            ledger.count(organizationID: "org_2", keyID: "key_c", at: start) { $0.limited += 1 }
            try await ledger.flush(to: store)
            let from = 7_200_000
            func renders(_ keys: Set<String>?, _ grain: UsageGrain, _ end: Int) async throws -> [Int] {
                try await store.usage(
                    organizationID: "org_1", keyIDs: keys, grain: grain, from: from, to: end
                ).sorted { $0.start < $1.start }.map(\.counts.renders)
            }
            #expect(try await renders(nil, .minute, from + 86_400) == [3, 1, 1])
            #expect(try await renders(nil, .hour, from + 86_400) == [4, 1])
            #expect(try await renders(["key_a"], .minute, from + 86_400) == [2, 1])
            #expect(try await renders(["key_a", "key_b"], .hour, from + 3_600).sorted() == [2, 2])
            #expect(try await renders(nil, .minute, from) == [])
            let row = try await store.usage(
                organizationID: "org_1", keyIDs: nil, grain: .minute, from: from, to: from + 1)
            #expect(row.first?.counts == counts(3, hits: 6))
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `old rows go, and those of a deleted key`(_ kind: StoreKind) async throws {
        try await kind.withStore { store in
            let now = 86_400 * 100
            let rows = [0, 1, 2, 3, 40].map { days in
                UsageRow(
                    organizationID: "org_1", keyID: days == 0 ? "key_a" : "", grain: .hour, start: now - days * 86_400,
                    counts: counts())
            }
            try await store.addUsage(rows)
            try await store.addUsage([
                UsageRow(organizationID: "org_1", keyID: "", grain: .minute, start: now - 2 * 86_400, counts: counts())
            ])
            try await store.pruneUsage(now: Date(timeIntervalSince1970: Double(now)), minuteDays: 1, hourDays: 30)
            #expect(
                try await store.usage(organizationID: "org_1", keyIDs: nil, grain: .hour, from: 0, to: now).count == 3)
            #expect(
                try await store.usage(organizationID: "org_1", keyIDs: nil, grain: .minute, from: 0, to: now).isEmpty)
            try await store.deleteRenders(ofKey: "key_a")
            #expect(
                try await store.usage(organizationID: "org_1", keyIDs: ["key_a"], grain: .hour, from: 0, to: now + 1)
                    .isEmpty)
        }
    }

    @Test func `what a store does not take is kept for the next attempt`() async throws {
        let ledger = UsageLedger()
        let broken = Broken()
        ledger.count(organizationID: "org_1", keyID: "key_a", at: Date(timeIntervalSince1970: 60)) { $0.hits += 1 }
        await #expect(throws: CatalogError.storageFull) { try await ledger.flush(to: broken) }
        ledger.count(organizationID: "org_1", keyID: "key_a", at: Date(timeIntervalSince1970: 61)) { $0.hits += 1 }
        let store = MemoryStore()
        try await ledger.flush(to: store)
        let rows = await store.usage(organizationID: "org_1", keyIDs: nil, grain: .minute, from: 0, to: 120)
        #expect(rows.map(\.counts.hits) == [2])
    }

    @Test func `keys beyond the limit are counted for their organization`() async throws {
        var limits = Limits.Store()
        limits.usageSlots = 1
        let ledger = UsageLedger(limits: limits)
        for key in ["key_a", "key_b", "key_c"] {
            ledger.count(organizationID: "org_1", keyID: key, at: Date(timeIntervalSince1970: 60)) { $0.hits += 1 }
        }
        let store = MemoryStore()
        try await ledger.flush(to: store)
        let all = await store.usage(organizationID: "org_1", keyIDs: nil, grain: .hour, from: 0, to: 60)
        #expect(all.map(\.counts.hits) == [3])
        let second = await store.usage(organizationID: "org_1", keyIDs: ["key_b"], grain: .hour, from: 0, to: 60)
        #expect(second.isEmpty)
    }

    @Test func `quantiles lie between their bounds`() {
        var histogram = LatencyHistogram()
        #expect(histogram.quantile(0.5) == nil)
        for _ in 0..<95 { histogram.add(milliseconds: 4) }
        for _ in 0..<5 { histogram.add(milliseconds: 150) }
        #expect((3.0...5).contains(histogram.quantile(0.5) ?? 0))
        #expect((3.0...5).contains(histogram.quantile(0.95) ?? 0))
        #expect((120.0...200).contains(histogram.quantile(0.99) ?? 0))
        histogram.add(milliseconds: 1e9)
        #expect(histogram.quantile(1) == 10_000)
        #expect(LatencyHistogram(bytes: histogram.bytes) == histogram)
        #expect(LatencyHistogram(bytes: [1]) == LatencyHistogram())
    }
}

/// A store that takes nothing.
private struct Broken: UsageStore {
    func addUsage(_ rows: [UsageRow]) async throws(CatalogError) { throw .storageFull }

    func usage(
        organizationID: String, keyIDs: Set<String>?, grain: UsageGrain, from start: Int, to end: Int
    ) async throws(CatalogError) -> [UsageRow] { [] }

    func pruneUsage(_ grain: UsageGrain, before start: Int) async throws(CatalogError) {}
}
