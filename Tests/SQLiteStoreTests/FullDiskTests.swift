import Catalog
import Foundation
import Keys
import Limit
import SQLiteStore
import Testing

@Suite struct FullDiskTests {
    private let folder = TemporaryFolder()
    /// Needs a page more than the row has, so that the revocation cannot do without room.
    private let person = String(repeating: "p", count: 20_000)

    /// A store whose pages are used up, with a key in it.
    private func fullStore(reserveBytes: Int) async throws -> SQLiteStore {
        var limits = Limits.Store.small
        limits.reserveBytes = reserveBytes
        let store = try SQLiteStore(folder: folder.path, limits: limits, pageLimit: 120)
        let organization = Sample.organization("acme")
        try await store.createOrganization(organization)
        try await store.insert(Sample.key("one", organizationID: organization.id, digestByte: 1))
        try await store.insert(Sample.key("two", organizationID: organization.id, digestByte: 2))
        await #expect(throws: CatalogError.storageFull) {
            while true {
                try await store.appendRenders([Sample.render(organizationID: organization.id)])
            }
        }
        return store
    }

    @Test func `a key is revoked on a full disk, and stays so`() async throws {
        let store = try await fullStore(reserveBytes: 256 << 10)
        let revoked = try await store.revoke(id: "key_one", at: Sample.wholeMoment, by: person)
        #expect(revoked?.revokedAt == Sample.wholeMoment)
        try await store.close()
        let again = try SQLiteStore(folder: folder.path, limits: .small)
        #expect(try await again.allKeys().first { $0.id == "key_one" } == revoked)
    }

    @Test func `the reserve is there again for the next revocation`() async throws {
        let store = try await fullStore(reserveBytes: 256 << 10)
        for id in ["key_one", "key_two"] {
            #expect(try await store.revoke(id: id, at: Sample.wholeMoment, by: person)?.revokedBy == person)
            #expect(try await store.health().reserveBytes == 256 << 10)
        }
    }

    @Test func `without a reserve a revocation that finds no room is an error`() async throws {
        let store = try await fullStore(reserveBytes: 0)
        await #expect(throws: CatalogError.storageFull) {
            try await store.revoke(id: "key_one", at: Sample.wholeMoment, by: person)
        }
        #expect(try await store.allKeys().allSatisfy { $0.revokedAt == nil })
    }

    @Test func `a reserve that was lost is made again when the store is opened and when history is pruned`()
        async throws
    {
        let reserve = folder.path + "/reserve"
        try await SQLiteStore(folder: folder.path, limits: .small).close()
        try FileManager.default.removeItem(atPath: reserve)
        let store = try SQLiteStore(folder: folder.path, limits: .small)
        #expect(try await store.health().reserveBytes == 256 << 10)
        try Data().write(to: URL(fileURLWithPath: reserve))
        #expect(try await store.health().reserveBytes == 0)
        _ = try await store.pruneRenders(before: Sample.moment, keeping: 10)
        #expect(try await store.health().reserveBytes == 256 << 10)
    }

    /// A folder on a file system of 2 MiB or so, where whoever runs the tests has mounted one.
    private static let smallDisk = ProcessInfo.processInfo.environment["RENDERSTACK_SMALL_DISK"]

    @Test(.enabled(if: smallDisk != nil))
    func `keys are revoked on a file system without a free byte`() async throws {
        let path = try #require(Self.smallDisk) + "/data"
        let store = try SQLiteStore(folder: path, limits: .small)
        let organization = Sample.organization("acme")
        try await store.createOrganization(organization)
        let names = (0..<20).map { "k\($0)" }
        for (number, name) in names.enumerated() {
            try await store.insert(
                Sample.key(name, organizationID: organization.id, digestByte: UInt8(number)))
        }
        for name in names {
            // Whatever became free is taken by others at once, in the log and beside it.
            fill(path + "/../filler")
            await #expect(throws: CatalogError.self) {
                while true { try await store.appendRenders([Sample.render(organizationID: organization.id)]) }
            }
            let revoked = try await store.revoke(id: "key_\(name)", at: Sample.wholeMoment, by: "user-2")
            #expect(revoked?.revokedAt == Sample.wholeMoment)
        }
        try await store.close()
        let again = try SQLiteStore(folder: path, limits: .small)
        #expect(try await again.allKeys().allSatisfy { $0.revokedBy == "user-2" })
        let health = try await again.health()
        #expect(health.findings.isEmpty)
    }

    private func fill(_ path: String) {
        if !FileManager.default.fileExists(atPath: path) {
            _ = FileManager.default.createFile(atPath: path, contents: nil)
        }
        guard let file = FileHandle(forWritingAtPath: path) else { return }
        do {
            try file.seekToEnd()
            while true { try file.write(contentsOf: Data(count: 512)) }
        } catch {
            // Full.
        }
    }
}
