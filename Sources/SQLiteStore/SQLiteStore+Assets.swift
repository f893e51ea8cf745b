import Catalog
import Foundation
import GRDB

extension SQLiteStore {
    public func addAsset(
        _ asset: AssetRecord, bytes: [UInt8], replacing isReplacing: Bool
    ) async throws(CatalogError) -> AssetRecord {
        try AssetName.check(asset.name)
        return try await write { database in
            try database.requireOrganization(asset.organizationID)
            let old = try database.row(
                "SELECT id, hash FROM assets WHERE organization_id = ? AND name = ?",
                [asset.organizationID, asset.name])
            if old != nil, !isReplacing { throw CatalogError.nameTaken(asset.name) }
            try database.run(
                "INSERT INTO blobs (hash, bytes) VALUES (?, ?) ON CONFLICT (hash) DO NOTHING",
                [asset.hash, Data(bytes)])
            guard let old else {
                try Self.insert(database, asset)
                return asset
            }
            let stored = asset.replacing(id: try old.text("id"))
            try database.run("DELETE FROM assets WHERE id = ?", [stored.id])
            try Self.insert(database, stored)
            try Self.dropBlobIfUnused(database, hash: try old.text("hash"))
            return stored
        }
    }

    public func deleteAsset(organizationID: String, id: String) async throws(CatalogError) {
        try await write { database in
            let asset = try Self.asset(database, organizationID, id)
            let users = try database.rows(
                """
                SELECT templates.slug FROM template_assets
                JOIN templates ON templates.id = template_assets.template_id
                WHERE template_assets.asset_name = ? AND templates.organization_id = ?
                ORDER BY templates.slug LIMIT \(CatalogError.inUseLimit)
                """, [asset.name, organizationID])
            guard users.isEmpty else { throw CatalogError.inUse(by: try users.map { try $0.text("slug") }) }
            try database.run("DELETE FROM assets WHERE id = ?", [id])
            try Self.dropBlobIfUnused(database, hash: asset.hash)
        }
    }

    private static func insert(_ database: Database, _ asset: AssetRecord) throws {
        try database.run(
            """
            INSERT INTO assets
                (id, organization_id, name, kind, content_type, hash, byte_count, width, height, family, weight,
                is_italic, created_at, created_by)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                asset.id, asset.organizationID, asset.name, asset.kind.rawValue, asset.contentType, asset.hash,
                asset.byteCount, asset.width, asset.height, asset.family, asset.weight, asset.isItalic,
                asset.createdAt.wholeMilliseconds, asset.createdBy,
            ])
    }

    private static func dropBlobIfUnused(_ database: Database, hash: String) throws {
        try database.run(
            "DELETE FROM blobs WHERE hash = ? AND NOT EXISTS (SELECT 1 FROM assets WHERE assets.hash = blobs.hash)",
            [hash])
    }

    static func asset(_ database: Database, _ organizationID: String, _ id: String) throws -> AssetRecord {
        let row = try database.row(
            "SELECT * FROM assets WHERE organization_id = ? AND id = ?", [organizationID, id])
        guard let row else { throw CatalogError.notFound }
        return try AssetRecord(row: row)
    }
}
