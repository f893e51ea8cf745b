import Catalog
import Foundation
import GRDB
import People

extension SQLiteStore {
    public func addInvitation(_ invitation: Invitation) async throws(PeopleError) {
        try await change { database in
            try database.run(
                "DELETE FROM invitations WHERE organization_id = ? AND email = ?",
                [invitation.organizationID, invitation.email])
            try database.run(
                """
                INSERT INTO invitations
                    (id, organization_id, email, role, digest, created_by, created_at, expires_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """,
                [
                    invitation.id, invitation.organizationID, invitation.email, invitation.role.rawValue,
                    invitation.digest, invitation.createdBy, invitation.createdAt.wholeMilliseconds,
                    invitation.expiresAt.wholeMilliseconds,
                ])
        }
    }

    public func invitations(organizationID: String) async throws(PeopleError) -> [Invitation] {
        try await look { database in
            try database.rows(
                "SELECT * FROM invitations WHERE organization_id = ? ORDER BY created_at DESC, id DESC",
                [organizationID]
            ).map { try Invitation(row: $0) }
        }
    }

    public func invitation(digest: String) async throws(PeopleError) -> Invitation? {
        try await look { try Self.invitation($0, digest) }
    }

    public func removeInvitation(organizationID: String, id: String) async throws(PeopleError) {
        try await change { database in
            guard
                try database.exists(
                    "SELECT 1 FROM invitations WHERE organization_id = ? AND id = ?", [organizationID, id])
            else { throw PeopleError.notFound }
            try database.run("DELETE FROM invitations WHERE id = ?", [id])
        }
    }

    public func acceptInvitation(
        digest: String, by person: Person, newPasswordHash: String?, at now: Date
    ) async throws(PeopleError) -> Membership {
        try await change { database in
            guard let invitation = try Self.invitation(database, digest), invitation.expiresAt > now else {
                throw PeopleError.linkNotValid
            }
            if try !database.exists("SELECT 1 FROM people WHERE id = ?", [person.id]) {
                try Self.add(person, newPasswordHash, database)
            }
            let place = Membership(
                organizationID: invitation.organizationID, personID: person.id, role: invitation.role, joinedAt: now)
            try Self.add(place, database)
            try database.run("DELETE FROM invitations WHERE id = ?", [invitation.id])
            return place
        }
    }

    private static func invitation(_ database: Database, _ digest: String) throws -> Invitation? {
        try database.row("SELECT * FROM invitations WHERE digest = ?", [digest]).map { try Invitation(row: $0) }
    }
}

extension Invitation {
    init(row: Row) throws {
        self.init(
            id: try row.text("id"), organizationID: try row.text("organization_id"), email: try row.text("email"),
            role: try row.choice("role"), digest: try row.text("digest"), createdBy: try row.text("created_by"),
            createdAt: try row.date("created_at"), expiresAt: try row.date("expires_at"))
    }
}
