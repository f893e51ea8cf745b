import Catalog
import Foundation
import Limit
import SQLiteStore
import Testing

/// The stores that keep the catalog's promises; each test of the contract runs on all of them.
enum StoreKind: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case memory, sqlite

    var testDescription: String { rawValue }

    /// Runs a test's body on an empty store.
    func withStore(_ body: (any Store) async throws -> Void) async throws {
        switch self {
        case .memory: try await body(MemoryStore())
        case .sqlite:
            let folder = TemporaryFolder()
            let store = try SQLiteStore(folder: folder.path, limits: .small)
            try await body(store)
            try await store.close()
        }
    }

    /// The same on a store that has an organization.
    func withOrganization(_ body: (any Store, String) async throws -> Void) async throws {
        try await withStore { store in
            let organization = Sample.organization("acme")
            try await store.createOrganization(organization)
            try await body(store, organization.id)
        }
    }
}

extension Limits.Store {
    /// A reserve that does not fill the disk of whoever runs the tests, and short prunings.
    static var small: Limits.Store {
        var limits = Limits.Store()
        limits.reserveBytes = 256 << 10
        limits.historyPruneRows = 7
        return limits
    }
}

/// A folder that goes with the test.
final class TemporaryFolder: Sendable {
    /// Where a store may make its own folder.
    let path: String
    private let parent: String

    init() {
        parent = FileManager.default.temporaryDirectory.appendingPathComponent("store-\(UUID().uuidString)").path
        path = parent + "/data"
        do {
            try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
        } catch {
            preconditionFailure("no temporary folder: \(error)")
        }
    }

    deinit {
        do { try FileManager.default.removeItem(atPath: parent) } catch { _ = error }
    }

    func permissions(_ name: String = "") throws -> Int {
        let attributes = try FileManager.default.attributesOfItem(atPath: name.isEmpty ? path : path + "/" + name)
        return (attributes[.posixPermissions] as? NSNumber)?.intValue ?? -1
    }
}
