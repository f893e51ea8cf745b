import Catalog
import Foundation
import GRDB

extension SQLiteStore {
    public func appendRenders(_ records: [RenderRecord]) async throws(CatalogError) {
        guard !records.isEmpty else { return }
        try await write { database in
            let deletedKeys = try Set(records.map(\.keyID)).filter {
                try database.exists("SELECT 1 FROM deleted_keys WHERE id = ?", [$0])
            }
            let insertion = try database.cachedStatement(sql: Self.insertion)
            for record in records where !deletedKeys.contains(record.keyID) {
                try insertion.execute(arguments: Self.arguments(record))
            }
        }
    }

    public func pruneRenders(before moment: Date, keeping rows: Int) async throws(CatalogError) -> Int {
        let milliseconds = moment.wholeMilliseconds
        let chunk = limits.historyPruneRows
        // In many short transactions, so that a revocation never waits for a long one.
        var prunedCount = 0
        for organization in try await access({ try Self.organizationsWithRenders($0) }) {
            while true {
                let count = try await write { database in
                    try database.run(
                        """
                        DELETE FROM renders WHERE number IN
                            (SELECT number FROM renders WHERE organization_id = ? AND created_at < ?
                            ORDER BY created_at, id LIMIT ?)
                        """, [organization, milliseconds, chunk])
                    return database.changesCount
                }
                prunedCount += count
                if count < chunk { break }
            }
        }
        var excess = try await access { try Int.fetchOne($0, sql: "SELECT COUNT(*) FROM renders") ?? 0 } - max(0, rows)
        // In the order in which they were written, which needs no index.
        while excess > 0 {
            let size = min(excess, chunk)
            let count = try await write { database in
                try database.run(
                    """
                    DELETE FROM renders WHERE number IN
                        (SELECT number FROM renders ORDER BY number LIMIT ?)
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

    /// Steps from one organization to the next in the index, not from row to row.
    private static func organizationsWithRenders(_ database: Database) throws -> [String] {
        let rows = try database.rows(
            """
            WITH RECURSIVE owners (owner) AS (
                SELECT MIN(organization_id) FROM renders
                UNION ALL
                SELECT (SELECT MIN(organization_id) FROM renders WHERE organization_id > owner) FROM owners
                WHERE owner IS NOT NULL)
            SELECT owner FROM owners WHERE owner IS NOT NULL
            """)
        return try rows.map { try $0.text("owner") }
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

    private static let insertion = """
        INSERT INTO renders
            (id, organization_id, template_id, template_slug, revision, key_id, source, status, error_slug,
            detail, format, width, height, byte_count, duration_milliseconds, report, request, created_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (id) DO NOTHING
        """

    private static func arguments(_ record: RenderRecord) -> StatementArguments {
        [
            record.id, record.organizationID, record.templateID, record.templateSlug, record.revision,
            record.keyID, record.source.rawValue, record.status, record.errorSlug, record.detail, record.format,
            record.width, record.height, record.byteCount, record.durationMilliseconds, record.report,
            record.request, record.createdAt.wholeMilliseconds,
        ]
    }
}
