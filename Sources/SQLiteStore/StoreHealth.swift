import Catalog
import GRDB

/// What `renderstack doctor` tells of a store.
public struct StoreHealth: Sendable, Equatable {
    /// Version of the SQLite library.
    public let libraryVersion: String
    /// Name of the newest change to the schema.
    public let schema: String
    /// What an integrity check of every page and index found; empty where all is well.
    public let findings: [String]
    public let databaseBytes: Int
    /// Bytes set aside for a full disk, and how many there should be.
    public let reserveBytes: Int
    public let reserveTargetBytes: Int
    public let renderCount: Int
}

extension SQLiteStore {
    /// Examines the whole database. On a large one this takes seconds, in which nothing else is read or written.
    public func health() async throws(CatalogError) -> StoreHealth {
        let reserve = reserve
        return try await access { database in
            let findings =
                try String.fetchAll(database, sql: "PRAGMA integrity_check(20)").filter { $0 != "ok" }
                + Row.fetchAll(database, sql: "PRAGMA foreign_key_check").prefix(20).map { _ in "dangling reference" }
            let pages = try Int.fetchOne(database, sql: "PRAGMA page_count") ?? 0
            let pageSize = try Int.fetchOne(database, sql: "PRAGMA page_size") ?? 0
            return StoreHealth(
                libraryVersion: try String.fetchOne(database, sql: "SELECT sqlite_version()") ?? "",
                schema: try Migrations.all.completedMigrations(database).last ?? "", findings: findings,
                databaseBytes: pages * pageSize, reserveBytes: reserve.heldBytes,
                reserveTargetBytes: reserve.byteCount,
                renderCount: try Int.fetchOne(database, sql: "SELECT COUNT(*) FROM renders") ?? 0)
        }
    }
}
