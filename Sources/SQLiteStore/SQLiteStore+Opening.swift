import Foundation
import GRDB
import Limit

extension SQLiteStore {
    /// `STRICT` tables came with this version of SQLite.
    static let neededLibrary = "3.37.0"

    /// Opens the one connection: durable, checked, with the newest schema. On a full disk the log's index finds no
    /// room, and the reserve makes some: whoever comes to revoke a key must get in.
    static func openQueue(
        _ path: String, limits: Limits.Store, isSuspect: Bool, reserve: Reserve
    ) throws(SQLiteStoreError) -> DatabaseQueue {
        do throws(SQLiteStoreError) {
            return try openQueue(path, limits: limits, isSuspect: isSuspect)
        } catch {
            guard case .database(let code) = error, ResultCode(rawValue: code).mayMeanFullDisk, reserve.release()
            else { throw error }
            return try openQueue(path, limits: limits, isSuspect: isSuspect)
        }
    }

    private static func openQueue(
        _ path: String, limits: Limits.Store, isSuspect: Bool
    ) throws(SQLiteStoreError) -> DatabaseQueue {
        do {
            var configuration = Configuration()
            configuration.label = "renderstack.store"
            configuration.journalMode = .wal
            let queue = try DatabaseQueue(path: path, configuration: configuration)
            try queue.writeWithoutTransaction { database in
                // After GRDB has opened the log, which it does with NORMAL: a power cut could undo a revocation.
                try database.execute(sql: "PRAGMA synchronous = FULL")
                try database.execute(sql: "PRAGMA journal_size_limit = \(limits.journalBytes)")
                try requireLibrary(try String.fetchOne(database, sql: "SELECT sqlite_version()") ?? "")
                try requireDurability(database)
                if isSuspect { try requireHealth(database) }
                try requireKnownSchema(database)
            }
            try Migrations.all.migrate(queue)
            // Migrations must not have changed what durability rests on.
            try queue.writeWithoutTransaction(requireDurability)
            return queue
        } catch {
            throw SQLiteStoreError(opening: error)
        }
    }

    static func limitPages(of queue: DatabaseQueue, to count: Int) throws(SQLiteStoreError) {
        do {
            try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA max_page_count = \(count)") }
        } catch {
            throw SQLiteStoreError(opening: error)
        }
    }

    package static func requireLibrary(_ found: String) throws(SQLiteStoreError) {
        let isOlder = found.compare(neededLibrary, options: .numeric) == .orderedAscending
        if isOlder { throw .libraryTooOld(found: found, needed: neededLibrary) }
    }

    private static func requireDurability(_ database: Database) throws {
        for (name, expected) in [("journal_mode", "wal"), ("synchronous", "2"), ("foreign_keys", "1")] {
            let row = try Row.fetchOne(database, sql: "PRAGMA \(name)")
            let found = row.map { String.fromDatabaseValue($0[0]) ?? $0.databaseValues.first?.description ?? "" } ?? ""
            guard found == expected else {
                throw SQLiteStoreError.settingRefused(name: name, expected: expected, found: found)
            }
        }
    }

    private static func requireHealth(_ database: Database) throws {
        let findings = try String.fetchAll(database, sql: "PRAGMA quick_check(5)")
        guard findings == ["ok"] else { throw SQLiteStoreError.damaged(findings: findings) }
    }

    private static func requireKnownSchema(_ database: Database) throws {
        let known = Set(Migrations.all.migrations)
        let unknown = try Migrations.all.appliedIdentifiers(database).subtracting(known)
        guard unknown.isEmpty else { throw SQLiteStoreError.schemaTooNew(changes: unknown.sorted()) }
    }
}

extension ResultCode {
    /// A full disk shows as `SQLITE_FULL`, or as a failure to write, to sync or to grow the log's index.
    var mayMeanFullDisk: Bool { [.SQLITE_FULL, .SQLITE_IOERR].contains(primaryResultCode) }
}

extension SQLiteStoreError {
    /// What an error of opening means.
    init(opening error: any Error) {
        switch error {
        case let error as SQLiteStoreError: self = error
        case let error as DatabaseError where [.SQLITE_CORRUPT, .SQLITE_NOTADB].contains(error.resultCode):
            self = .damaged(findings: [error.message ?? "not a database"])
        case let error as DatabaseError: self = .database(code: error.extendedResultCode.rawValue)
        default: self = .damaged(findings: ["unreadable row"])
        }
    }
}
