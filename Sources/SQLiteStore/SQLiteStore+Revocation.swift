import Catalog
import Foundation
import GRDB
import Keys

/// Revoking a key is the one write that must succeed when all else fails.
extension SQLiteStore {
    public func revoke(id: String, at moment: Date, by person: String) async throws -> KeyRecord? {
        let (reserve, pageLimit) = (reserve, pageLimit)
        return try await access { database in
            do {
                return try Self.commitRevocation(database, id, moment, person)
            } catch let error as DatabaseError where error.resultCode.mayMeanFullDisk {
                guard reserve.release() else { throw error }
                if let pageLimit { try Self.raisePageLimit(database, pageLimit, by: reserve.byteCount) }
                // The log gives up its room too, and what is left of the reserve is set aside again for the next
                // revocation. Both only help: the commit between them decides.
                defer { reserve.restore() }
                Self.emptyLog(database)
                let record = try Self.commitRevocation(database, id, moment, person)
                Self.emptyLog(database)
                return record
            }
        }
    }

    private static func commitRevocation(
        _ database: Database, _ id: String, _ moment: Date, _ person: String
    ) throws -> KeyRecord? {
        var record: KeyRecord?
        try database.inTransaction(.immediate) {
            try database.run(
                "UPDATE api_keys SET revoked_at = ?, revoked_by = ? WHERE id = ? AND revoked_at IS NULL",
                [moment.wholeMilliseconds, person, id])
            record = try Self.record(database, id)
            return .commit
        }
        return record
    }

    private static func emptyLog(_ database: Database) {
        do { _ = try database.checkpoint(.truncate) } catch { _ = error }
    }

    private static func raisePageLimit(_ database: Database, _ pageLimit: Int, by byteCount: Int) throws {
        let pageSize = max(512, try Int.fetchOne(database, sql: "PRAGMA page_size") ?? 4_096)
        try database.execute(sql: "PRAGMA max_page_count = \(pageLimit + byteCount / pageSize)")
    }
}
