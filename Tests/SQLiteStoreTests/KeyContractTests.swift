import Catalog
import Foundation
import Keys
import SQLiteStore
import Testing

/// What every store of keys promises to the registry.
@Suite struct KeyContractTests {
    private func withKeys(_ kind: StoreKind, _ body: (any KeyStore, [String]) async throws -> Void) async throws {
        switch kind {
        case .memory: try await body(MemoryKeyStore(), ["org_a", "org_b"])
        case .sqlite:
            let folder = TemporaryFolder()
            let store = try SQLiteStore(folder: folder.path, limits: .small)
            let organizations = ["a", "b"].map(Sample.organization)
            for organization in organizations { try await store.createOrganization(organization) }
            try await body(store, organizations.map(\.id))
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `a key is read back as it was inserted`(_ kind: StoreKind) async throws {
        try await withKeys(kind) { store, organizations in
            let key = Sample.key(
                "one", organizationID: organizations[0], scope: ["tmpl_b", "tmpl_a"], digestByte: 1)
            let other = Sample.key("two", organizationID: organizations[1], digestByte: 2)
            try await store.insert(key)
            try await store.insert(other)
            #expect(try await store.keys(organization: organizations[0]) == [key])
            #expect(try await store.allKeys().sorted { $0.id < $1.id } == [key, other])
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `an identifier cannot be inserted twice`(_ kind: StoreKind) async throws {
        try await withKeys(kind) { store, organizations in
            let key = Sample.key("one", organizationID: organizations[0])
            try await store.insert(key)
            await #expect(throws: (any Error).self) {
                try await store.insert(Sample.key("one", organizationID: organizations[0], digestByte: 9))
            }
            #expect(try await store.allKeys() == [key])
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `the first revocation stays`(_ kind: StoreKind) async throws {
        try await withKeys(kind) { store, organizations in
            try await store.insert(Sample.key("one", organizationID: organizations[0], scope: ["tmpl_b", "tmpl_a"]))
            let moment = Sample.wholeMoment
            let revoked = try await store.revoke(id: "key_one", at: moment, by: "user-1")
            #expect(revoked?.revokedAt == moment)
            #expect(revoked?.revokedBy == "user-1")
            let again = try await store.revoke(id: "key_one", at: moment.addingTimeInterval(60), by: "user-2")
            #expect(again == revoked)
            #expect(try await store.allKeys() == [revoked])
            #expect(try await store.revoke(id: "key_none", at: moment, by: "user-1") == nil)
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `a deleted key is gone, and deleting it again is no error`(_ kind: StoreKind) async throws {
        try await withKeys(kind) { store, organizations in
            try await store.insert(Sample.key("one", organizationID: organizations[0], scope: ["tmpl_a"]))
            try await store.delete(id: "key_one")
            try await store.delete(id: "key_one")
            #expect(try await store.allKeys().isEmpty)
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `the last use only moves forward`(_ kind: StoreKind) async throws {
        try await withKeys(kind) { store, organizations in
            try await store.insert(Sample.key("one", organizationID: organizations[0]))
            let moment = Sample.wholeMoment
            try await store.touch([("key_one", moment), ("key_none", moment)])
            #expect(try await store.allKeys().first?.lastUsedAt == moment)
            try await store.touch([("key_one", moment.addingTimeInterval(-1))])
            #expect(try await store.allKeys().first?.lastUsedAt == moment)
            try await store.touch([("key_one", moment.addingTimeInterval(1))])
            #expect(try await store.allKeys().first?.lastUsedAt == moment.addingTimeInterval(1))
        }
    }

    @Test func `deleting a key deletes its renders and refuses those that follow`() async throws {
        let folder = TemporaryFolder()
        let store = try SQLiteStore(folder: folder.path, limits: .small)
        let organization = Sample.organization("acme")
        try await store.createOrganization(organization)
        try await store.insert(Sample.key("gone", organizationID: organization.id))
        let kept = Sample.render(organizationID: organization.id, keyID: "key_kept")
        try await store.appendRenders([Sample.render(organizationID: organization.id, keyID: "key_gone"), kept])
        try await store.delete(id: "key_gone")
        try await store.appendRenders([Sample.render(organizationID: organization.id, keyID: "key_gone")])
        let seen = try await store.renders(
            organizationID: organization.id, matching: HistoryFilter(), page: PageRequest(limit: 10))
        #expect(seen.items == [kept])
    }

    @Test func `the registry runs on the store, and a revocation is there after a restart`() async throws {
        let folder = TemporaryFolder()
        let pepper = try Pepper(bytes: [UInt8](repeating: 0, count: 32))
        let organization = Sample.organization("acme")
        let secret: KeySecret
        do {
            let store = try SQLiteStore(folder: folder.path, limits: .small)
            try await store.createOrganization(organization)
            let registry = try await KeyRegistry(store: store, pepper: pepper, now: { Sample.moment })
            let issued = try await registry.create(
                KeyRequest(name: "one", type: .master), organization: organization.id, by: "user-1")
            secret = issued.secret
            _ = try await registry.revoke(issued.record.id, organization: organization.id, by: "user-1")
            try await store.close()
        }
        let store = try SQLiteStore(folder: folder.path, limits: .small)
        let registry = try await KeyRegistry(store: store, pepper: pepper, now: { Sample.moment })
        guard case .revoked = registry.snapshot.verify(secret, now: Sample.moment) else {
            Issue.record("a revoked key lives again")
            return
        }
    }
}
