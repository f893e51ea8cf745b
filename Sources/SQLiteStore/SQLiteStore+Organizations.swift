import Catalog
import Foundation
import GRDB

extension SQLiteStore {
    public func createOrganization(_ organization: Organization) async throws(CatalogError) {
        try Self.check(organization)
        try await write { try Self.add(organization, $0) }
    }

    static func check(_ organization: Organization) throws(CatalogError) {
        try Slug.check(organization.slug)
        try DisplayName.check(organization.name)
    }

    static func add(_ organization: Organization, _ database: Database) throws {
        if try database.exists("SELECT 1 FROM organizations WHERE slug = ?", [organization.slug]) {
            throw CatalogError.slugTaken(organization.slug)
        }
        try database.run(
            "INSERT INTO organizations (id, slug, name, created_at) VALUES (?, ?, ?, ?)",
            [organization.id, organization.slug, organization.name, organization.createdAt.wholeMilliseconds])
    }

    public func renameOrganization(_ id: String, to name: String) async throws(CatalogError) -> Organization {
        try DisplayName.check(name)
        return try await write { database in
            try database.run("UPDATE organizations SET name = ? WHERE id = ?", [name, id])
            guard let row = try database.row("SELECT * FROM organizations WHERE id = ?", [id]) else {
                throw CatalogError.notFound
            }
            return try Organization(row: row)
        }
    }

    public func organization(_ idOrSlug: String) async throws(CatalogError) -> Organization {
        try await access { database in
            let row = try database.row(
                "SELECT * FROM organizations WHERE id = ? OR slug = ?", [idOrSlug, idOrSlug])
            guard let row else { throw CatalogError.notFound }
            return try Organization(row: row)
        }
    }

    public func organizations() async throws(CatalogError) -> [Organization] {
        try await access { database in
            try database.rows("SELECT * FROM organizations ORDER BY created_at, id").map(Organization.init(row:))
        }
    }
}

extension Organization {
    init(row: Row) throws {
        self.init(
            id: try row.text("id"), slug: try row.text("slug"), name: try row.text("name"),
            createdAt: try row.date("created_at"))
    }
}
