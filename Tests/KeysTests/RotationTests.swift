import Foundation
import Keys
import Testing

@Suite(.timeLimit(.minutes(5)))
struct RotationTests {
    private let start = Date(timeIntervalSince1970: 1_800_000_000)

    private func registry(_ store: any KeyStore) async throws -> KeyRegistry {
        let start = start
        return try await KeyRegistry(
            store: store, pepper: try Pepper(bytes: [UInt8](repeating: 1, count: 32)), now: { start })
    }

    @Test func `a rotation that is not stored leaves the old key as it was`() async throws {
        let store = ScriptedStore()
        let registry = try await registry(store)
        let old = try await registry.create(KeyRequest(name: "a", type: .master), organization: "org_1", by: "usr_1")
        store.fail(.rotate)
        await #expect(throws: KeyError.self) {
            try await registry.rotate(old.record.id, organization: "org_1", overlap: .none)
        }
        #expect(registry.snapshot.isInForce(old.record.id, now: start))
        #expect(try await registry.list(organization: "org_1").count == 1)
    }

    @Test func `an overlap is in force again after a restart`() async throws {
        let store = MemoryKeyStore()
        let first = try await registry(store)
        let old = try await first.create(
            KeyRequest(name: "a", type: .project, scope: ["tmpl_1"]), organization: "org_1", by: "usr_1")
        let (_, new) = try await first.rotate(old.record.id, organization: "org_1", overlap: .hour)
        #expect(new.record.scope == ["tmpl_1"])
        #expect(new.record.createdBy == "usr_1")
        let second = try await registry(store)
        #expect(second.snapshot.isInForce(old.record.id, now: start + 3_599))
        #expect(!second.snapshot.isInForce(old.record.id, now: start + 3_600))
        #expect(second.snapshot.isInForce(new.record.id, now: start + 3_600))
    }

    @Test func `an expiry that comes before the overlap's end stays, and the new key lives as long from now`()
        async throws
    {
        let registry = try await registry(MemoryKeyStore())
        let old = try await registry.create(
            KeyRequest(name: "a", type: .get, expiresAt: start + 600), organization: "org_1", by: "usr_1")
        let (record, new) = try await registry.rotate(old.record.id, organization: "org_1", overlap: .week)
        #expect(record.expiresAt == start + 600)
        #expect(new.record.expiresAt == start + 600)
    }

    @Test func `a revoked key is not rotated`() async throws {
        let registry = try await registry(MemoryKeyStore())
        let old = try await registry.create(KeyRequest(name: "a", type: .get), organization: "org_1", by: "usr_1")
        _ = try await registry.revoke(old.record.id, organization: "org_1", by: "usr_1")
        await #expect(throws: KeyError.notRotatable(id: old.record.id)) {
            try await registry.rotate(old.record.id, organization: "org_1", overlap: .none)
        }
    }
}
