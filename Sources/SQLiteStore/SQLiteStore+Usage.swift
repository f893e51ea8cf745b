import Catalog
import Foundation
import GRDB

extension SQLiteStore {
    public func addUsage(_ rows: [UsageRow]) async throws(CatalogError) {
        guard !rows.isEmpty else { return }
        try await write { database in
            for var row in rows {
                let old = try database.row(
                    "SELECT * FROM usage WHERE organization_id = ? AND key_id = ? AND grain = ? AND start = ?",
                    [row.organizationID, row.keyID, row.grain.rawValue, row.start])
                if let old { row.counts.add(try UsageRow(row: old).counts) }
                try Self.put(database, row)
            }
        }
    }

    public func usage(
        organizationID: String, keyIDs: Set<String>?, grain: UsageGrain, from start: Int, to end: Int
    ) async throws(CatalogError) -> [UsageRow] {
        let keys = (keyIDs ?? [""]).sorted()
        return try await access { database in
            var rows: [UsageRow] = []
            for key in keys {
                rows += try database.rows(
                    """
                    SELECT * FROM usage
                    WHERE organization_id = ? AND key_id = ? AND grain = ? AND start >= ? AND start < ?
                    """, [organizationID, key, grain.rawValue, start, end]
                ).map(UsageRow.init(row:))
            }
            return rows
        }
    }

    public func pruneUsage(_ grain: UsageGrain, before start: Int) async throws(CatalogError) {
        let chunk = limits.historyPruneRows
        // In many short transactions, so that a revocation never waits for a long one.
        while true {
            let count = try await write { database in
                try database.run(
                    """
                    DELETE FROM usage WHERE (organization_id, key_id, grain, start) IN
                        (SELECT organization_id, key_id, grain, start FROM usage WHERE grain = ? AND start < ? LIMIT ?)
                    """, [grain.rawValue, start, chunk])
                return database.changesCount
            }
            if count < chunk { return }
        }
    }

    private static func put(_ database: Database, _ row: UsageRow) throws {
        try database.run(
            """
            INSERT OR REPLACE INTO usage (organization_id, key_id, grain, start, renders, errors, hits, coalesced,
            not_modified, limited, latency) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                row.organizationID, row.keyID, row.grain.rawValue, row.start, row.counts.renders, row.counts.errors,
                row.counts.hits, row.counts.coalesced, row.counts.notModified, row.counts.limited,
                Data(row.counts.latency.bytes),
            ])
    }
}

extension UsageRow {
    init(row: Row) throws {
        var counts = UsageCounts()
        counts.renders = try row.integer("renders")
        counts.errors = try row.integer("errors")
        counts.hits = try row.integer("hits")
        counts.coalesced = try row.integer("coalesced")
        counts.notModified = try row.integer("not_modified")
        counts.limited = try row.integer("limited")
        counts.latency = LatencyHistogram(bytes: try row.bytes("latency"))
        self.init(
            organizationID: try row.text("organization_id"), keyID: try row.text("key_id"),
            grain: try row.choice("grain"), start: try row.integer("start"), counts: counts)
    }
}
