import Foundation
import Keys
import Limit
import Synchronization
import Testing

@Suite struct KeyRaceTests {
    @Test func `a key is refused while its revocation is still being stored`() async throws {
        let bench = try await Bench()
        let issued = try await bench.create()
        let gate = bench.store.hold(.revoke)
        let revoking = Task { try await bench.revoke(issued.record.id) }
        await gate.untilReached()
        #expect(bench.verify(issued.secret) == .revoked(id: issued.record.id))
        #expect(!bench.registry.snapshot.isInForce(issued.record.id, now: bench.clock.now))
        gate.open()
        #expect(try await revoking.value.revokedAt != nil)
    }

    @Test func `a revocation is not answered before it is stored`() async throws {
        let bench = try await Bench()
        let issued = try await bench.create()
        let gate = bench.store.hold(.revoke)
        let isAnswered = Flag()
        let revoking = Task {
            _ = try await bench.revoke(issued.record.id)
            isAnswered.raise()
        }
        await gate.untilReached()
        await yield()
        #expect(try await bench.store.allKeys().first?.revokedAt == nil)
        #expect(!isAnswered.isRaised)
        gate.open()
        try await revoking.value
        #expect(try await bench.store.allKeys().first?.revokedAt != nil)
    }

    @Test func `a revocation that cannot be stored is told, holds, and can be tried again`() async throws {
        let bench = try await Bench()
        let issued = try await bench.create()
        let id = issued.record.id
        bench.store.fail(.revoke)
        await #expect {
            try await bench.revoke(id)
        } throws: { error in
            if case KeyError.revocationNotStored(id, _) = error { true } else { false }
        }
        #expect(bench.verify(issued.secret) == .revoked(id: id))
        #expect(!bench.registry.snapshot.isInForce(id, now: bench.clock.now))
        await #expect(throws: KeyError.notRevoked(id: id)) { try await bench.delete(id) }
        #expect(try await bench.registry.list(organization: Bench.organization).first?.revokedAt == nil)
        bench.store.fail()
        #expect(try await bench.revoke(id).revokedAt != nil)
        try await bench.delete(id)
    }

    @Test func `two revocations at once are one`() async throws {
        let bench = try await Bench()
        let issued = try await bench.create()
        let gate = bench.store.hold(.revoke)
        let first = Task { try await bench.revoke(issued.record.id, by: "ann") }
        await gate.untilReached()
        let second = Task { try await bench.revoke(issued.record.id, by: "bob") }
        await yield()
        gate.open()
        let record = try await first.value
        #expect(record.revokedBy == "ann")
        #expect(try await second.value == record)
    }

    @Test func `a deletion waits for the revocation that is under way`() async throws {
        let bench = try await Bench()
        let issued = try await bench.create()
        let gate = bench.store.hold(.revoke)
        let revoking = Task { try await bench.revoke(issued.record.id) }
        await gate.untilReached()
        let deleting = Task { try await bench.delete(issued.record.id) }
        await yield()
        gate.open()
        #expect(try await revoking.value.revokedAt != nil)
        try await deleting.value
        #expect(bench.verify(issued.secret) == .unknown)
    }

    @Test func `of two deletions at once one finds nothing`() async throws {
        let bench = try await Bench()
        let id = try await bench.create().record.id
        try await bench.revoke(id)
        let gate = bench.store.hold(.delete)
        let first = Task { try await bench.delete(id) }
        await gate.untilReached()
        let second = Task { try await bench.delete(id) }
        let third = Task { try await bench.revoke(id) }
        await yield()
        gate.open()
        try await first.value
        await #expect(throws: KeyError.notFound(id: id)) { try await second.value }
        await #expect(throws: KeyError.notFound(id: id)) { try await third.value }
    }

    @Test func `a key that is revoked while it is being stored never comes into force`() async throws {
        let bench = try await Bench()
        let gate = bench.store.hold(.inserted)
        let revocation = bench.store.hold(.revoke)
        let creating = Task { try await bench.create() }
        await gate.untilReached()
        let id = try #require(try await bench.registry.list(organization: Bench.organization).first?.id)
        #expect(!bench.registry.snapshot.isInForce(id, now: bench.clock.now))
        let revoking = Task { try await bench.revoke(id) }
        await yield()
        gate.open()
        let issued = try await creating.value
        await revocation.untilReached()
        #expect(bench.verify(issued.secret) == .revoked(id: id))
        revocation.open()
        #expect(try await revoking.value.revokedAt != nil)
        #expect(bench.verify(issued.secret) == .revoked(id: id))
        let again = try await bench.restarted()
        #expect(again.snapshot.verify(issued.secret, now: bench.clock.now) == .revoked(id: id))
    }

    @Test func `a revocation waits for the key that is being stored`() async throws {
        let bench = try await Bench()
        let gate = bench.store.hold(.insert)
        let creating = Task { try await bench.create() }
        await gate.untilReached()
        let id = try #require(bench.store.lastInsertedID)
        let revoking = Task { try await bench.revoke(id) }
        await yield()
        gate.open()
        let issued = try await creating.value
        #expect(try await revoking.value.revokedAt != nil)
        #expect(bench.verify(issued.secret) == .revoked(id: id))
    }

    @Test func `a caller that hangs up does not stop a revocation`() async throws {
        let bench = try await Bench()
        let issued = try await bench.create()
        let gate = bench.store.hold(.revoke)
        let revoking = Task { try await bench.revoke(issued.record.id) }
        await gate.untilReached()
        revoking.cancel()
        gate.open()
        #expect(try await revoking.value.revokedAt != nil)
        #expect(try await bench.store.allKeys().first?.revokedAt != nil)
    }

    @Test func `a key that cannot be stored is never in force and takes no place`() async throws {
        var limits = Limits.Keys()
        limits.perOrganization = 1
        let bench = try await Bench(limits: limits, seed: 4)
        bench.store.fail(.insert)
        await #expect(throws: KeyError.self) { try await bench.create() }
        #expect(bench.registry.snapshot.largestShardCount == 0)
        var generator = SeededGenerator(seed: 4)
        #expect(bench.verify(KeySecret.generate(.master, using: &generator)) == .unknown)
        bench.store.fail()
        _ = try await bench.create()
    }

    @Test func `a deletion that cannot be stored leaves the key refused`() async throws {
        let bench = try await Bench()
        let issued = try await bench.create()
        try await bench.revoke(issued.record.id)
        bench.store.fail(.delete)
        await #expect(throws: KeyError.self) { try await bench.delete(issued.record.id) }
        #expect(bench.verify(issued.secret) == .revoked(id: issued.record.id))
        bench.store.fail()
        try await bench.delete(issued.record.id)
    }

    @Test func `nobody gets in after a revocation was answered`() async throws {
        let bench = try await Bench()
        for _ in 0..<100 {
            let issued = try await bench.create()
            let isAnswered = Flag()
            let late = await withTaskGroup(of: Int.self) { group in
                for _ in 0..<3 { group.addTask { await Self.use(issued, in: bench, until: isAnswered) } }
                group.addTask {
                    await Task.yield()
                    _ = try? await bench.revoke(issued.record.id)
                    isAnswered.raise()
                    return 0
                }
                return await group.reduce(0, +)
            }
            #expect(late == 0)
        }
    }

    /// Uses the key until shortly after the revocation was answered; counts the times it was accepted after that.
    private static func use(_ issued: IssuedKey, in bench: Bench, until isAnswered: Flag) async -> Int {
        var late = 0
        var rest = 50
        while rest > 0 {
            let wasAnswered = isAnswered.isRaised
            let isAccepted =
                bench.isValid(issued.secret)
                || bench.registry.snapshot.isInForce(issued.record.id, now: bench.clock.now)
            if wasAnswered {
                late += isAccepted ? 1 : 0
                rest -= 1
            } else {
                await Task.yield()
            }
        }
        return late
    }

    /// Lets other tasks run up to the place where they wait. The tests hold in any order; this makes the odd one
    /// likely.
    private func yield() async { for _ in 0..<100 { await Task.yield() } }
}

/// A flag that is raised once.
private final class Flag: Sendable {
    private let raised = Atomic(false)

    var isRaised: Bool { raised.load(ordering: .sequentiallyConsistent) }

    func raise() { raised.store(true, ordering: .sequentiallyConsistent) }
}
