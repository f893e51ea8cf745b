import Catalog
import Foundation
import GRDB
import Keys

extension SQLiteStore: KeyStore {
    public func insert(_ record: KeyRecord) async throws {
        try await write { database in
            // An identifier whose renders are refused for ever cannot be given again.
            guard try !database.exists("SELECT 1 FROM deleted_keys WHERE id = ?", [record.id]) else {
                throw CatalogError.storage(reason: "the key's identifier was used before")
            }
            try Self.insert(record, database)
        }
    }

    public func rotate(id: String, to replacement: KeyRecord, expiresAt: Date) async throws -> KeyRecord? {
        try await write { database in
            let moment = expiresAt.wholeMilliseconds
            guard try database.exists("SELECT 1 FROM api_keys WHERE id = ?", [id]) else { return nil }
            try Self.insert(replacement, database)
            try database.run(
                "UPDATE api_keys SET expires_at = MIN(COALESCE(expires_at, ?), ?), rotated_to = ? WHERE id = ?",
                [moment, moment, replacement.id, id])
            return try Self.record(database, id)
        }
    }

    public func assign(id: String, to maker: String) async throws {
        try await write { database in
            try database.run("UPDATE api_keys SET created_by = ? WHERE id = ?", [maker, id])
        }
    }

    /// One key with its scope.
    static func record(_ database: Database, _ id: String) throws -> KeyRecord? {
        guard let row = try database.row("SELECT * FROM api_keys WHERE id = ?", [id]) else { return nil }
        let scope = try database.rows("SELECT template_id FROM api_key_scopes WHERE key_id = ? ORDER BY place", [id])
        return try KeyRecord(row: row, scope: try scope.map { try $0.text("template_id") })
    }

    private static func insert(_ record: KeyRecord, _ database: Database) throws {
        try database.run(
            """
            INSERT INTO api_keys
                (id, organization_id, name, type, display_prefix, digest, pepper_version, created_by, created_at,
                last_used_at, expires_at, revoked_at, revoked_by)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                record.id, record.organizationID, record.name, record.type.rawValue, record.displayPrefix,
                Data(record.digest), record.pepperVersion, record.createdBy, record.createdAt.wholeMilliseconds,
                record.lastUsedAt?.wholeMilliseconds, record.expiresAt?.wholeMilliseconds,
                record.revokedAt?.wholeMilliseconds, record.revokedBy,
            ])
        for (place, templateID) in record.scope.enumerated() {
            try database.run(
                "INSERT INTO api_key_scopes (key_id, place, template_id) VALUES (?, ?, ?)",
                [record.id, place, templateID])
        }
    }

    public func delete(id: String) async throws {
        try await write { database in
            try database.run("DELETE FROM api_keys WHERE id = ?", [id])
            try Self.deleteRenders(database, ofKey: id)
        }
    }

    public func keys(organization: String) async throws -> [KeyRecord] {
        try await access { database in
            let scopes = try database.rows(
                """
                SELECT api_key_scopes.key_id, api_key_scopes.template_id FROM api_key_scopes
                JOIN api_keys ON api_keys.id = api_key_scopes.key_id WHERE api_keys.organization_id = ?
                ORDER BY api_key_scopes.key_id, api_key_scopes.place
                """, [organization])
            return try Self.records(
                try database.rows("SELECT * FROM api_keys WHERE organization_id = ?", [organization]), scopes)
        }
    }

    public func allKeys() async throws -> [KeyRecord] {
        try await access { database in
            let scopes = try database.rows("SELECT key_id, template_id FROM api_key_scopes ORDER BY key_id, place")
            return try Self.records(try database.rows("SELECT * FROM api_keys"), scopes)
        }
    }

    public func touch(_ uses: [(id: String, at: Date)]) async throws {
        guard !uses.isEmpty else { return }
        try await write { database in
            for use in uses {
                let milliseconds = use.at.wholeMilliseconds
                try database.run(
                    "UPDATE api_keys SET last_used_at = ? WHERE id = ? AND COALESCE(last_used_at < ?, 1)",
                    [milliseconds, use.id, milliseconds])
            }
        }
    }

    private static func records(_ rows: [Row], _ scopes: [Row]) throws -> [KeyRecord] {
        var scopeByKey: [String: [String]] = [:]
        for row in scopes { scopeByKey[try row.text("key_id"), default: []].append(try row.text("template_id")) }
        return try rows.map { row in
            try KeyRecord(row: row, scope: scopeByKey[try row.text("id")] ?? [])
        }
    }
}

extension KeyRecord {
    init(row: Row, scope: [String]) throws {
        self.init(
            id: try row.text("id"), organizationID: try row.text("organization_id"), name: try row.text("name"),
            type: try row.choice("type"), scope: scope, displayPrefix: try row.text("display_prefix"),
            digest: try row.bytes("digest"), pepperVersion: try row.integer("pepper_version"),
            createdBy: try row.text("created_by"), createdAt: try row.date("created_at"),
            lastUsedAt: try row.optionalDate("last_used_at"), expiresAt: try row.optionalDate("expires_at"),
            revokedAt: try row.optionalDate("revoked_at"), revokedBy: try row.optionalText("revoked_by"),
            rotatedTo: try row.optionalText("rotated_to"))
    }
}
