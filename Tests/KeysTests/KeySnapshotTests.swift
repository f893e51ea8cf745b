import Foundation
import Keys
import Testing

@Suite struct KeySnapshotTests {
    @Test func `a hundred thousand keys stay spread over small shards, and each is found`() async throws {
        var generator = SeededGenerator(seed: 11)
        let pepper = try Pepper(bytes: [UInt8](repeating: 5, count: 32))
        let now = Date(timeIntervalSince1970: 1_700_000_000)
        let secrets = (0..<100_000).map { _ in KeySecret.generate(.master, using: &generator) }
        let records = secrets.enumerated().map { index, secret in
            KeyRecord(
                id: "key_\(index)", organizationID: "org_\(index % 7)", name: "key", type: .master, scope: [],
                displayPrefix: secret.displayPrefix, digest: pepper.digest(of: secret), pepperVersion: 1,
                createdBy: "ann", createdAt: now, revokedAt: index.isMultiple(of: 3) ? now : nil)
        }
        let registry = try await KeyRegistry(store: MemoryKeyStore(records), pepper: pepper, now: { now })
        // 24 a shard on average; a shard is what a change may have to copy.
        #expect(registry.snapshot.largestShardCount < 80)
        for (index, secret) in secrets.enumerated() {
            switch registry.snapshot.verify(secret, now: now) {
            case .valid(let key): #expect(key.id == "key_\(index)" && !index.isMultiple(of: 3))
            case .revoked(let id): #expect(id == "key_\(index)" && index.isMultiple(of: 3))
            default: Issue.record("key_\(index) was not found")
            }
        }
    }
}
