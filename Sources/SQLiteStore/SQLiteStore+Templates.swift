import Catalog
import Foundation
import GRDB

extension SQLiteStore {
    public func createTemplate(
        id: String, organizationID: String, _ save: TemplateSave
    ) async throws(CatalogError) -> TemplateRecord {
        try save.check()
        let record = TemplateRecord(
            id: id, organizationID: organizationID, slug: save.slug, name: save.name, revision: 1,
            document: save.document, createdAt: save.savedAt, updatedAt: save.savedAt, createdBy: save.savedBy)
        try await write { database in
            try database.requireOrganization(organizationID)
            try Self.requireFreeSlug(database, record)
            try database.run(
                """
                INSERT INTO templates
                    (id, organization_id, slug, name, revision, created_at, updated_at, created_by)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """,
                [
                    id, organizationID, record.slug, record.name, 1, record.createdAt.wholeMilliseconds,
                    record.updatedAt.wholeMilliseconds, record.createdBy,
                ])
            try Self.addRevision(database, of: record, save)
        }
        return record
    }

    public func updateTemplate(
        organizationID: String, idOrSlug: String, _ save: TemplateSave, expecting revision: Int?
    ) async throws(CatalogError) -> TemplateRecord {
        try save.check()
        return try await write { database in
            let current = try Self.current(database, organizationID, idOrSlug, expecting: revision)
            let record = TemplateRecord(
                id: current.id, organizationID: organizationID, slug: save.slug, name: save.name,
                revision: current.revision + 1, document: save.document, createdAt: current.createdAt,
                updatedAt: save.savedAt, createdBy: current.createdBy)
            try Self.requireFreeSlug(database, record)
            try database.run(
                "UPDATE templates SET slug = ?, name = ?, revision = ?, updated_at = ? WHERE id = ?",
                [record.slug, record.name, record.revision, record.updatedAt.wholeMilliseconds, record.id])
            try Self.addRevision(database, of: record, save)
            return record
        }
    }

    public func deleteTemplate(
        organizationID: String, idOrSlug: String, expecting revision: Int?
    ) async throws(CatalogError) {
        try await write { database in
            let current = try Self.current(database, organizationID, idOrSlug, expecting: revision)
            try database.run("DELETE FROM templates WHERE id = ?", [current.id])
        }
    }

    private static func requireFreeSlug(_ database: Database, _ record: TemplateRecord) throws {
        let isTaken = try database.exists(
            "SELECT 1 FROM templates WHERE organization_id = ? AND slug = ? AND id <> ?",
            [record.organizationID, record.slug, record.id])
        if isTaken { throw CatalogError.slugTaken(record.slug) }
    }

    private static func addRevision(_ database: Database, of record: TemplateRecord, _ save: TemplateSave) throws {
        try database.run(
            """
            INSERT INTO template_revisions (template_id, revision, name, document, saved_at, saved_by)
            VALUES (?, ?, ?, ?, ?, ?)
            """,
            [
                record.id, record.revision, save.name, Data(save.document), save.savedAt.wholeMilliseconds,
                save.savedBy,
            ])
        try database.run("DELETE FROM template_assets WHERE template_id = ?", [record.id])
        for name in save.uses {
            try database.run(
                "INSERT INTO template_assets (template_id, asset_name) VALUES (?, ?)", [record.id, name])
        }
    }

    /// The template's summary, found by identifier or slug and of the revision that the caller expects.
    static func current(
        _ database: Database, _ organizationID: String, _ idOrSlug: String, expecting revision: Int? = nil
    ) throws -> TemplateSummary {
        let row = try database.row(
            "SELECT * FROM templates WHERE organization_id = ? AND (id = ? OR slug = ?)",
            [organizationID, idOrSlug, idOrSlug])
        guard let row else { throw CatalogError.notFound }
        let summary = try TemplateSummary(row: row)
        if let revision, revision != summary.revision {
            throw CatalogError.revisionMismatch(current: summary.revision)
        }
        return summary
    }
}
