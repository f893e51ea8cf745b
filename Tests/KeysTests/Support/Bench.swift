import Foundation
import Keys
import Limit

/// A registry with everything around it that a test needs to drive it.
struct Bench {
    static let organization = "org_1"

    let store = ScriptedStore()
    let clock = ManualClock()
    let pepper: Pepper
    let registry: KeyRegistry

    init(limits: Limits.Keys = Limits.Keys(), seed: UInt64 = 1) async throws {
        pepper = try Pepper(bytes: [UInt8](repeating: 7, count: 32))
        registry = try await KeyRegistry(
            store: store, pepper: pepper, limits: limits, random: SeededGenerator(seed: seed),
            now: { [clock] in clock.now })
    }

    /// Another registry over the same store, as after a restart.
    func restarted(seed: UInt64 = 2) async throws -> KeyRegistry {
        try await KeyRegistry(
            store: store, pepper: pepper, random: SeededGenerator(seed: seed), now: { [clock] in clock.now })
    }

    func create(
        _ type: KeyType = .master, scope: [String] = [], name: String = "a key", expiresAt: Date? = nil
    ) async throws -> IssuedKey {
        try await registry.create(
            KeyRequest(name: name, type: type, scope: scope, expiresAt: expiresAt), organization: Self.organization,
            by: "ann")
    }

    @discardableResult
    func revoke(_ id: String, by person: String = "ann") async throws -> KeyRecord {
        try await registry.revoke(id, organization: Self.organization, by: person)
    }

    func delete(_ id: String) async throws {
        try await registry.delete(id, organization: Self.organization)
    }

    func verify(_ secret: KeySecret) -> Verification { registry.snapshot.verify(secret, now: clock.now) }

    func isValid(_ secret: KeySecret) -> Bool {
        if case .valid = verify(secret) { true } else { false }
    }
}
