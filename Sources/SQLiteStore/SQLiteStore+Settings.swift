import Catalog
import GRDB

extension SQLiteStore {
    public func settings(organizationID: String) async throws(CatalogError) -> Settings {
        try await access { try Self.settings($0, organizationID) }
    }

    public func changeSettings(
        organizationID: String, _ change: @escaping @Sendable (inout Settings) -> Void
    ) async throws(CatalogError) -> Settings {
        try await write { database in
            var settings = try Self.settings(database, organizationID)
            change(&settings)
            try database.run(
                """
                INSERT INTO settings (organization_id, cache_policy, rate_profile, master_key_roles) VALUES (?, ?, ?, ?)
                ON CONFLICT (organization_id) DO UPDATE
                SET cache_policy = excluded.cache_policy, rate_profile = excluded.rate_profile,
                    master_key_roles = excluded.master_key_roles
                """,
                [
                    organizationID, settings.cachePolicy.rawValue, settings.rateProfile.rawValue,
                    settings.masterKeyRoles.joined(separator: ","),
                ])
            try database.run("DELETE FROM allowed_hosts WHERE organization_id = ?", [organizationID])
            for (place, entry) in settings.allowedHosts.enumerated() {
                try database.run(
                    "INSERT INTO allowed_hosts (organization_id, place, entry) VALUES (?, ?, ?)",
                    [organizationID, place, entry])
            }
            return settings
        }
    }

    private static func settings(_ database: Database, _ organizationID: String) throws -> Settings {
        try database.requireOrganization(organizationID)
        let row = try database.row(
            "SELECT * FROM settings WHERE organization_id = ?", [organizationID])
        guard let row else { return Settings() }
        let hosts = try database.rows(
            "SELECT entry FROM allowed_hosts WHERE organization_id = ? ORDER BY place", [organizationID])
        return Settings(
            allowedHosts: try hosts.map { try $0.text("entry") }, cachePolicy: try row.choice("cache_policy"),
            rateProfile: try row.choice("rate_profile"),
            masterKeyRoles: try row.text("master_key_roles").split(separator: ",").map(String.init))
    }
}
