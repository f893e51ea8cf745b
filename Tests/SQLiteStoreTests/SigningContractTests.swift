import Catalog
import Foundation
import Keys
import SQLiteStore
import Testing

/// What every store of signing secrets promises.
@Suite struct SigningContractTests {
    private func withSecrets(
        _ kind: StoreKind, _ body: (any SigningSecretStore, [String]) async throws -> Void
    ) async throws {
        guard kind == .sqlite else { return try await body(MemorySigningSecretStore(), ["org_a", "org_b"]) }
        let folder = TemporaryFolder()
        let store = try SQLiteStore(folder: folder.path, limits: .small)
        let organizations = ["a", "b"].map(Sample.organization)
        for organization in organizations { try await store.createOrganization(organization) }
        try await body(store, organizations.map(\.id))
        try await store.close()
    }

    private func record(_ id: String, _ organization: String, after seconds: Double = 0) -> SigningSecretRecord {
        SigningSecretRecord(
            id: id, organizationID: organization, sealed: [0, 255, 7], pepperVersion: 3, createdBy: "user-1",
            createdAt: Sample.wholeMoment.addingTimeInterval(seconds))
    }

    @Test(arguments: StoreKind.allCases)
    func `a rotation ends the others of its organization and no one else's`(_ kind: StoreKind) async throws {
        try await withSecrets(kind) { store, organizations in
            let moment = Sample.wholeMoment
            let foreign = record("sec_b", organizations[1])
            _ = try await store.rotateSigningSecret(to: foreign, endingOthersAt: moment)
            var first = record("sec_1", organizations[0])
            #expect(try await store.rotateSigningSecret(to: first, endingOthersAt: moment) == [first])
            let second = record("sec_2", organizations[0], after: 10)
            let all = try await store.rotateSigningSecret(
                to: second, endingOthersAt: moment.addingTimeInterval(3_600))
            first.expiresAt = moment.addingTimeInterval(3_600)
            #expect(all.sorted { $0.id < $1.id } == [first, second])
            #expect(try await store.allSigningSecrets().sorted { $0.id < $1.id } == [first, second, foreign])
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `an end only moves nearer, and what has ended is removed`(_ kind: StoreKind) async throws {
        try await withSecrets(kind) { store, organizations in
            let moment = Sample.wholeMoment
            _ = try await store.rotateSigningSecret(to: record("sec_1", organizations[0]), endingOthersAt: moment)
            _ = try await store.rotateSigningSecret(
                to: record("sec_2", organizations[0], after: 1), endingOthersAt: moment.addingTimeInterval(60))
            let third = try await store.rotateSigningSecret(
                to: record("sec_3", organizations[0], after: 2), endingOthersAt: moment.addingTimeInterval(3_600))
            #expect(third.first { $0.id == "sec_1" }?.expiresAt == moment.addingTimeInterval(60))
            let fourth = try await store.rotateSigningSecret(
                to: record("sec_4", organizations[0], after: 60), endingOthersAt: moment.addingTimeInterval(7_200))
            #expect(Set(fourth.map(\.id)) == ["sec_2", "sec_3", "sec_4"])
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `a deleted secret is gone, and deleting it again is no error`(_ kind: StoreKind) async throws {
        try await withSecrets(kind) { store, organizations in
            _ = try await store.rotateSigningSecret(
                to: record("sec_1", organizations[0]), endingOthersAt: Sample.wholeMoment)
            try await store.deleteSigningSecret(id: "sec_1")
            try await store.deleteSigningSecret(id: "sec_1")
            #expect(try await store.allSigningSecrets().isEmpty)
        }
    }
}
