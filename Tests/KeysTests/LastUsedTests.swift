import Foundation
import Keys
import Testing

@Suite struct LastUsedTests {
    private func stored(_ bench: Bench) async throws -> Date? { try await bench.store.allKeys().first?.lastUsedAt }

    private func listed(_ bench: Bench) async throws -> Date? {
        try await bench.registry.list(organization: Bench.organization).first?.lastUsedAt
    }

    @Test func `a use is listed at once and stored by the next flush`() async throws {
        let bench = try await Bench()
        let issued = try await bench.create()
        #expect(try await listed(bench) == nil)
        bench.clock.advance(seconds: 7)
        let used = bench.clock.now
        #expect(bench.isValid(issued.secret))
        #expect(try await listed(bench) == used)
        #expect(try await stored(bench) == nil)
        try await bench.registry.flushLastUsed()
        #expect(try await stored(bench) == used)
        #expect(try await bench.restarted().list(organization: Bench.organization).first?.lastUsedAt == used)
    }

    @Test func `only an accepted key counts as used`() async throws {
        let bench = try await Bench()
        let issued = try await bench.create()
        try await bench.revoke(issued.record.id)
        _ = bench.verify(issued.secret)
        _ = bench.registry.snapshot.isInForce(issued.record.id, now: bench.clock.now)
        #expect(try await listed(bench) == nil)
    }

    @Test func `uses that the store failed to write are written by the next flush`() async throws {
        let bench = try await Bench()
        let issued = try await bench.create()
        #expect(bench.isValid(issued.secret))
        bench.store.fail(.touch)
        await #expect(throws: KeyError.self) { try await bench.registry.flushLastUsed() }
        #expect(try await stored(bench) == nil)
        bench.store.fail()
        try await bench.registry.flushLastUsed()
        #expect(try await stored(bench) == bench.clock.now)
    }

    @Test func `a use during a flush is not lost`() async throws {
        let bench = try await Bench()
        let issued = try await bench.create()
        #expect(bench.isValid(issued.secret))
        let gate = bench.store.hold(.touch)
        let flush = Task { try await bench.registry.flushLastUsed() }
        await gate.untilReached()
        bench.clock.advance(seconds: 5)
        #expect(bench.isValid(issued.secret))
        gate.open()
        try await flush.value
        try await bench.registry.flushLastUsed()
        #expect(try await stored(bench) == bench.clock.now)
    }

    @Test func `a clock that goes back does not take a use back`() async throws {
        let bench = try await Bench()
        let issued = try await bench.create()
        let late = bench.clock.now
        #expect(bench.isValid(issued.secret))
        bench.clock.advance(seconds: -100)
        #expect(bench.isValid(issued.secret))
        try await bench.registry.flushLastUsed()
        #expect(try await stored(bench) == late)
    }

    @Test func `uses of a key that was deleted meanwhile are dropped`() async throws {
        let bench = try await Bench()
        let issued = try await bench.create()
        #expect(bench.isValid(issued.secret))
        try await bench.revoke(issued.record.id)
        try await bench.delete(issued.record.id)
        try await bench.registry.flushLastUsed()
        #expect(try await bench.store.allKeys().isEmpty)
    }
}
