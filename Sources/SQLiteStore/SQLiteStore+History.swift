import Catalog
import Foundation
import GRDB

extension SQLiteStore {
    public func appendRenders(_ records: [RenderRecord]) async throws(CatalogError) {
        guard !records.isEmpty else { return }
        try await write { database in
            for record in records { try Self.insert(database, record) }
        }
    }

    public func pruneRenders(before moment: Date, keeping rows: Int) async throws(CatalogError) -> Int {
        let milliseconds = moment.wholeMilliseconds
        let chunk = limits.historyPruneRows
        // In many short transactions, so that a revocation never waits for a long one.
        var prunedCount = 0
        while true {
            let count = try await write { database in
                try database.run(
                    """
                    DELETE FROM renders WHERE number IN
                        (SELECT number FROM renders WHERE created_at < ? ORDER BY created_at, id LIMIT ?)
                    """, [milliseconds, chunk])
                return database.changesCount
            }
            prunedCount += count
            if count < chunk { break }
        }
        var excess = try await access { try Int.fetchOne($0, sql: "SELECT COUNT(*) FROM renders") ?? 0 } - max(0, rows)
        while excess > 0 {
            let size = min(excess, chunk)
            let count = try await write { database in
                try database.run(
                    """
                    DELETE FROM renders WHERE number IN
                        (SELECT number FROM renders ORDER BY created_at, id LIMIT ?)
                    """, [size])
                return database.changesCount
            }
            prunedCount += count
            excess = count < size ? 0 : excess - count
        }
        // Where rows went, there may be room again for what a full disk took.
        let reserve = reserve
        try await access { _ in reserve.restore() }
        return prunedCount
    }

    public func deleteRenders(ofKey keyID: String) async throws(CatalogError) {
        try await write { try Self.deleteRenders($0, ofKey: keyID) }
    }

    static func deleteRenders(_ database: Database, ofKey keyID: String) throws {
        // Rows of this key that still wait in memory must not come after.
        try database.run("INSERT INTO deleted_keys (id) VALUES (?) ON CONFLICT (id) DO NOTHING", [keyID])
        try database.run("DELETE FROM renders WHERE key_id = ?", [keyID])
        try database.run("DELETE FROM usage WHERE key_id = ?", [keyID])
    }

    private static func insert(_ database: Database, _ record: RenderRecord) throws {
        try database.run(
            """
            INSERT INTO renders
                (id, organization_id, template_id, template_slug, revision, key_id, source, status, error_slug,
                detail, format, width, height, byte_count, duration_milliseconds, report, request, created_at)
            SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?
            WHERE NOT EXISTS (SELECT 1 FROM deleted_keys WHERE id = ?)
            ON CONFLICT (id) DO NOTHING
            """,
            [
                record.id, record.organizationID, record.templateID, record.templateSlug, record.revision,
                record.keyID, record.source.rawValue, record.status, record.errorSlug, record.detail, record.format,
                record.width, record.height, record.byteCount, record.durationMilliseconds, record.report,
                record.request, record.createdAt.wholeMilliseconds, record.keyID,
            ])
    }
}
