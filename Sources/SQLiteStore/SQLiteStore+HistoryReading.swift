import Catalog
import Foundation
import GRDB

extension SQLiteStore {
    public func render(organizationID: String, id: String) async throws(CatalogError) -> RenderRecord {
        try await access { database in
            let row = try database.row(
                "SELECT * FROM renders WHERE id = ? AND organization_id = ?", [id, organizationID])
            guard let row else { throw CatalogError.notFound }
            return try RenderRecord(row: row)
        }
    }

    public func renders(
        organizationID: String, matching filter: HistoryFilter, page: PageRequest
    ) async throws(CatalogError) -> Page<RenderRecord> {
        let start = try page.start(of: .render)
        var conditions = ["(created_at, id) < (?, ?)"]
        var arguments: StatementArguments = [start.order, start.id]
        // A plus sign keeps SQLite from using the organization's index where a key or template narrows more.
        let isNarrow = filter.keyID != nil || filter.templateID != nil
        conditions.append(isNarrow ? "+organization_id = ?" : "organization_id = ?")
        arguments += [organizationID]
        if let keyID = filter.keyID {
            conditions.append("key_id = ?")
            arguments += [keyID]
        }
        if let keyIDs = filter.keyIDs {
            conditions.append("+key_id IN (SELECT value FROM json_each(?))")
            arguments += [try Self.list(keyIDs)]
        }
        if let templateID = filter.templateID {
            conditions.append(filter.keyID == nil ? "template_id = ?" : "+template_id = ?")
            arguments += [templateID]
        }
        if let status = filter.status {
            conditions.append(isNarrow ? "+status = ?" : "status = ?")
            arguments += [status]
            // The index by status holds the others only, and SQLite uses it where the query says the same.
            if status != 200 { conditions.append("status <> 200") }
        }
        if let since = filter.since {
            conditions.append("created_at >= ?")
            arguments += [since.wholeMilliseconds]
        }
        if let until = filter.until {
            conditions.append("created_at < ?")
            arguments += [until.wholeMilliseconds]
        }
        let sql = """
            SELECT * FROM renders WHERE \(conditions.joined(separator: " AND "))
            ORDER BY created_at DESC, id DESC LIMIT \(page.limit + 1)
            """
        let bound = arguments
        return try await access { database in
            Page(found: try database.rows(sql, bound).map(RenderRecord.init(row:)), limit: page.limit)
        }
    }

    /// Texts as a JSON list, which one parameter carries however many there are.
    private static func list(_ texts: Set<String>) throws(CatalogError) -> String {
        do {
            return String(decoding: try JSONEncoder().encode(texts.sorted()), as: UTF8.self)
        } catch {
            throw .storage(reason: "a list of texts cannot be written")
        }
    }
}

extension RenderRecord {
    init(row: Row) throws {
        self.init(
            id: try row.text("id"), organizationID: try row.text("organization_id"),
            templateID: try row.optionalText("template_id"), templateSlug: try row.optionalText("template_slug"),
            revision: try row.optionalInteger("revision"), keyID: try row.text("key_id"),
            source: try row.choice("source"), status: try row.integer("status"),
            errorSlug: try row.optionalText("error_slug"), detail: try row.optionalText("detail"),
            format: try row.text("format"), width: try row.integer("width"), height: try row.integer("height"),
            byteCount: try row.integer("byte_count"), durationMilliseconds: try row.real("duration_milliseconds"),
            report: try row.optionalText("report"), request: try row.optionalText("request"),
            createdAt: try row.date("created_at"))
    }
}
