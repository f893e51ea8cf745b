import Catalog
import GRDB

extension SQLiteStore {
    public func template(organizationID: String, idOrSlug: String) async throws(CatalogError) -> TemplateRecord {
        try await access { database in
            let summary = try Self.current(database, organizationID, idOrSlug)
            let revision = try Self.revision(database, of: summary, summary.revision)
            return TemplateRecord(
                id: summary.id, organizationID: organizationID, slug: summary.slug, name: summary.name,
                revision: summary.revision, document: revision.document, createdAt: summary.createdAt,
                updatedAt: summary.updatedAt, createdBy: summary.createdBy)
        }
    }

    public func templates(
        organizationID: String, page: PageRequest
    ) async throws(CatalogError) -> Page<TemplateSummary> {
        let start = try page.start(of: .template)
        return try await access { database in
            let rows = try database.rows(
                """
                SELECT * FROM templates WHERE organization_id = ? AND (created_at, id) < (?, ?)
                ORDER BY created_at DESC, id DESC LIMIT ?
                """, [organizationID, start.order, start.id, page.limit + 1])
            return Page(found: try rows.map(TemplateSummary.init(row:)), limit: page.limit)
        }
    }

    public func templateRevision(
        organizationID: String, idOrSlug: String, revision: Int
    ) async throws(CatalogError) -> TemplateRevision {
        try await access { database in
            try Self.revision(database, of: try Self.current(database, organizationID, idOrSlug), revision)
        }
    }

    public func templateRevisions(
        organizationID: String, idOrSlug: String, page: PageRequest
    ) async throws(CatalogError) -> Page<TemplateRevisionSummary> {
        let start = try page.start(of: .template)
        return try await access { database in
            let summary = try Self.current(database, organizationID, idOrSlug)
            let rows = try database.rows(
                """
                SELECT template_id, revision, name, saved_at, saved_by FROM template_revisions
                WHERE template_id = ? AND revision < ? ORDER BY revision DESC LIMIT ?
                """, [summary.id, start.order, page.limit + 1])
            return Page(found: try rows.map(TemplateRevisionSummary.init(row:)), limit: page.limit)
        }
    }

    private static func revision(
        _ database: Database, of summary: TemplateSummary, _ number: Int
    ) throws -> TemplateRevision {
        let row = try database.row(
            "SELECT * FROM template_revisions WHERE template_id = ? AND revision = ?", [summary.id, number])
        guard let row else { throw CatalogError.notFound }
        return TemplateRevision(
            templateID: summary.id, revision: number, name: try row.text("name"),
            document: try row.bytes("document"), savedAt: try row.date("saved_at"), savedBy: try row.text("saved_by"))
    }
}

extension TemplateSummary {
    init(row: Row) throws {
        self.init(
            id: try row.text("id"), organizationID: try row.text("organization_id"), slug: try row.text("slug"),
            name: try row.text("name"), revision: try row.integer("revision"), createdAt: try row.date("created_at"),
            updatedAt: try row.date("updated_at"), createdBy: try row.text("created_by"))
    }
}

extension TemplateRevisionSummary {
    init(row: Row) throws {
        self.init(
            templateID: try row.text("template_id"), revision: try row.integer("revision"),
            name: try row.text("name"), savedAt: try row.date("saved_at"), savedBy: try row.text("saved_by"))
    }
}
