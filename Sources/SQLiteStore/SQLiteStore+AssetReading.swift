import Catalog
import GRDB

extension SQLiteStore {
    public func asset(organizationID: String, id: String) async throws(CatalogError) -> AssetRecord {
        try await access { try Self.asset($0, organizationID, id) }
    }

    public func assets(
        organizationID: String, named names: Set<String>
    ) async throws(CatalogError) -> [String: AssetRecord] {
        try await access { database in
            var found: [String: AssetRecord] = [:]
            for name in names {
                let row = try database.row(
                    "SELECT * FROM assets WHERE organization_id = ? AND name = ?", [organizationID, name])
                found[name] = try row.map(AssetRecord.init(row:))
            }
            return found
        }
    }

    public func assets(organizationID: String, page: PageRequest) async throws(CatalogError) -> Page<AssetRecord> {
        let start = try page.start(of: .asset)
        return try await access { database in
            let rows = try database.rows(
                """
                SELECT * FROM assets WHERE organization_id = ? AND (created_at, id) < (?, ?)
                ORDER BY created_at DESC, id DESC LIMIT ?
                """, [organizationID, start.order, start.id, page.limit + 1])
            return Page(found: try rows.map(AssetRecord.init(row:)), limit: page.limit)
        }
    }

    public func fonts(organizationID: String) async throws(CatalogError) -> [AssetRecord] {
        try await access { database in
            try database.rows(
                "SELECT * FROM assets WHERE organization_id = ? AND kind = ? ORDER BY name",
                [organizationID, AssetKind.font.rawValue]
            ).map(AssetRecord.init(row:))
        }
    }

    public func assetBytes(hash: String) async throws(CatalogError) -> [UInt8] {
        try await access { database in
            guard let row = try database.row("SELECT bytes FROM blobs WHERE hash = ?", [hash]) else {
                throw CatalogError.notFound
            }
            return try row.bytes("bytes")
        }
    }
}

extension AssetRecord {
    init(row: Row) throws {
        self.init(
            id: try row.text("id"), organizationID: try row.text("organization_id"), name: try row.text("name"),
            kind: try row.choice("kind"), contentType: try row.text("content_type"), hash: try row.text("hash"),
            byteCount: try row.integer("byte_count"), width: try row.optionalInteger("width"),
            height: try row.optionalInteger("height"), family: try row.optionalText("family"),
            weight: try row.optionalInteger("weight"), isItalic: try row.optionalInteger("is_italic").map { $0 != 0 },
            createdAt: try row.date("created_at"), createdBy: try row.text("created_by"))
    }
}
