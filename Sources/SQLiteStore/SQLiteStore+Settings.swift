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
            try Self.replace("allowed_hosts", of: organizationID, by: settings.allowedHosts, in: database)
            try Self.replace("remote_image_hosts", of: organizationID, by: settings.remoteImageHosts, in: database)
            return settings
        }
    }

    /// Writes a list of hosts in its order. The table's name is one of ours, never a value of somebody.
    private static func replace(
        _ table: String, of organizationID: String, by entries: [String], in database: Database
    ) throws {
        try database.run("DELETE FROM \(table) WHERE organization_id = ?", [organizationID])
        for (place, entry) in entries.enumerated() {
            try database.run(
                "INSERT INTO \(table) (organization_id, place, entry) VALUES (?, ?, ?)",
                [organizationID, place, entry])
        }
    }

    private static func hosts(_ table: String, _ database: Database, _ organizationID: String) throws -> [String] {
        try database.rows("SELECT entry FROM \(table) WHERE organization_id = ? ORDER BY place", [organizationID])
            .map { try $0.text("entry") }
    }

    private static func settings(_ database: Database, _ organizationID: String) throws -> Settings {
        try database.requireOrganization(organizationID)
        let row = try database.row(
            "SELECT * FROM settings WHERE organization_id = ?", [organizationID])
        guard let row else { return Settings() }
        return Settings(
            allowedHosts: try hosts("allowed_hosts", database, organizationID),
            cachePolicy: try row.choice("cache_policy"), rateProfile: try row.choice("rate_profile"),
            masterKeyRoles: try row.text("master_key_roles").split(separator: ",").map(String.init),
            remoteImageHosts: try hosts("remote_image_hosts", database, organizationID))
    }
}
