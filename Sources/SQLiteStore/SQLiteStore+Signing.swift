import Catalog
import Foundation
import GRDB
import Keys

extension SQLiteStore: SigningSecretStore {
    public func allSigningSecrets() async throws -> [SigningSecretRecord] {
        try await access { database in
            try database.rows("SELECT * FROM signing_secrets").map(SigningSecretRecord.init(row:))
        }
    }

    public func rotateSigningSecret(
        to record: SigningSecretRecord, endingOthersAt moment: Date
    ) async throws -> [SigningSecretRecord] {
        try await write { database in
            try database.requireOrganization(record.organizationID)
            try database.run(
                "UPDATE signing_secrets SET expires_at = MIN(COALESCE(expires_at, ?), ?) WHERE organization_id = ?",
                [moment.wholeMilliseconds, moment.wholeMilliseconds, record.organizationID])
            try database.run(
                "DELETE FROM signing_secrets WHERE organization_id = ? AND expires_at <= ?",
                [record.organizationID, record.createdAt.wholeMilliseconds])
            try database.run(
                """
                INSERT INTO signing_secrets
                (id, organization_id, sealed, pepper_version, created_by, created_at, expires_at)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """,
                [
                    record.id, record.organizationID, Data(record.sealed), record.pepperVersion, record.createdBy,
                    record.createdAt.wholeMilliseconds, record.expiresAt?.wholeMilliseconds,
                ])
            return try database.rows(
                "SELECT * FROM signing_secrets WHERE organization_id = ?", [record.organizationID]
            ).map(SigningSecretRecord.init(row:))
        }
    }

    public func deleteSigningSecret(id: String) async throws {
        try await write { database in try database.run("DELETE FROM signing_secrets WHERE id = ?", [id]) }
    }
}

extension SigningSecretRecord {
    init(row: Row) throws {
        self.init(
            id: try row.text("id"), organizationID: try row.text("organization_id"), sealed: try row.bytes("sealed"),
            pepperVersion: try row.integer("pepper_version"), createdBy: try row.text("created_by"),
            createdAt: try row.date("created_at"), expiresAt: try row.optionalDate("expires_at"))
    }
}
