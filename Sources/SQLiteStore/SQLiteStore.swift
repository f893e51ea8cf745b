import Catalog
import GRDB
import Limit

/// The catalog and the keys in one SQLite file, with exactly one connection, in a folder that no other process has.
///
/// Every write is on disk when its call returns (write-ahead log, `synchronous=FULL`). The folder holds
/// `renderstack.db`, its log, a lock file, and a reserve that is given up when the disk is full, so that keys can be
/// revoked even then.
public final class SQLiteStore: Store {
    let reserve: Reserve
    let limits: Limits.Store
    let pageLimit: Int?
    private let connection: Connection

    /// Opens the store in a folder, or makes both. It blocks for some milliseconds: call it when the process starts.
    ///
    /// Open the store before anything else is put into the folder: its lock keeps two processes apart.
    ///
    /// - Throws: ``SQLiteStoreError``.
    public convenience init(folder path: String, limits: Limits.Store = .init()) throws(SQLiteStoreError) {
        try self.init(folder: path, limits: limits, pageLimit: nil)
    }

    /// The same with a database that may not grow beyond a number of pages until the reserve is given up: a test's
    /// full disk.
    package init(folder path: String, limits: Limits.Store, pageLimit: Int?) throws(SQLiteStoreError) {
        let folder = try DataFolder(path: path)
        let isSuspect = folder.wasLeftUnclean || folder.databaseBytes <= limits.checkedBytes
        try folder.prepareDatabaseFile()
        let reserve = Reserve(path: folder.reservePath, byteCount: limits.reserveBytes)
        let queue = try Self.openQueue(folder.databasePath, limits: limits, isSuspect: isSuspect, reserve: reserve)
        if let pageLimit { try Self.limitPages(of: queue, to: pageLimit) }
        self.limits = limits
        self.pageLimit = pageLimit
        self.reserve = reserve
        reserve.restore()
        connection = Connection(queue: queue, folder: folder)
    }

    /// Finishes what was begun and lets go of the folder. Every later call fails.
    ///
    /// - Throws: ``CatalogError/storage(reason:)``.
    public func close() async throws(CatalogError) {
        try await connection.close()
    }

    /// Runs a transaction: all of it is durable on return, or nothing has changed.
    func write<Value: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws(CatalogError) -> Value {
        try await connection.perform { database in
            var value: Value?
            try database.inTransaction(.immediate) {
                value = try body(database)
                return .commit
            }
            guard let value else { throw CatalogError.storage(reason: "a transaction was not committed") }
            return value
        }
    }

    /// Runs statements outside a transaction: what only reads needs none, what else does begins its own.
    func access<Value: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws(CatalogError) -> Value {
        try await connection.perform(body)
    }
}
