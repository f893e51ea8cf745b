import Catalog
import Foundation
import GRDB
import People

extension SQLiteStore {
    public func members(organizationID: String) async throws(PeopleError) -> [Member] {
        try await look { database in
            let rows = try database.rows(
                """
                SELECT people.*, memberships.role, memberships.joined_at,
                    (SELECT MAX(last_seen_at) FROM sessions WHERE person_id = people.id) AS last_seen_at
                FROM memberships JOIN people ON people.id = memberships.person_id
                WHERE memberships.organization_id = ? ORDER BY memberships.joined_at, people.id
                """, [organizationID])
            return try rows.map { row in
                Member(
                    person: try Person(row: row), role: try row.choice("role"), joinedAt: try row.date("joined_at"),
                    lastSeenAt: try row.optionalDate("last_seen_at"))
            }
        }
    }

    public func memberships(personID: String) async throws(PeopleError) -> [Membership] {
        try await look { database in
            try database.rows(
                "SELECT * FROM memberships WHERE person_id = ? ORDER BY joined_at, organization_id", [personID]
            ).map { try Membership(row: $0) }
        }
    }

    public func membership(organizationID: String, personID: String) async throws(PeopleError) -> Membership? {
        try await look { try Self.place($0, organizationID, personID) }
    }

    public func addMember(_ membership: Membership) async throws(PeopleError) {
        try await change { try Self.addChecked(membership, $0) }
    }

    private static func addChecked(_ membership: Membership, _ database: Database) throws {
        guard try database.exists("SELECT 1 FROM people WHERE id = ?", [membership.personID]),
            try database.exists("SELECT 1 FROM organizations WHERE id = ?", [membership.organizationID])
        else { throw PeopleError.notFound }
        if membership.role == .owner, try hasOwner(database, membership.organizationID) {
            throw PeopleError.ownerExists
        }
        try add(membership, database)
    }

    private static func hasOwner(_ database: Database, _ organizationID: String) throws -> Bool {
        try database.exists(
            "SELECT 1 FROM memberships WHERE organization_id = ? AND role = 'owner'", [organizationID])
    }

    public func join(
        _ person: Person, passwordHash: String?, as membership: Membership
    ) async throws(PeopleError) {
        try await change { database in
            try Self.add(person, passwordHash, database)
            try Self.addChecked(membership, database)
        }
    }

    public func setUp(
        digest: String, owner: Person, passwordHash: String, at now: Date
    ) async throws(PeopleError) -> Membership {
        try await change { database in
            guard let link = try Self.link(database, digest, .setup, now), let organizationID = link.organizationID
            else { throw PeopleError.linkNotValid }
            guard try !Self.hasOwner(database, organizationID) else { throw PeopleError.alreadySetUp }
            let place = Membership(organizationID: organizationID, personID: owner.id, role: .owner, joinedAt: now)
            try Self.add(owner, passwordHash, database)
            try Self.addChecked(place, database)
            try database.run("DELETE FROM one_time_links WHERE digest = ?", [digest])
            return place
        }
    }

    public func createOrganization(
        _ organization: Organization, owner personID: String, at now: Date
    ) async throws(CatalogError) {
        try Self.check(organization)
        try await write { database in
            guard try database.exists("SELECT 1 FROM people WHERE id = ?", [personID]) else {
                throw CatalogError.notFound
            }
            try Self.add(organization, database)
            try Self.add(
                Membership(organizationID: organization.id, personID: personID, role: .owner, joinedAt: now), database)
        }
    }

    public func changeRole(
        organizationID: String, personID: String, to role: Role
    ) async throws(PeopleError) {
        try await change { database in
            guard let place = try Self.place(database, organizationID, personID) else { throw PeopleError.notFound }
            try place.role.check(changeTo: role)
            try Self.set(role, of: personID, in: organizationID, database)
        }
    }

    public func removeMember(organizationID: String, personID: String) async throws(PeopleError) {
        try await change { database in
            guard let place = try Self.place(database, organizationID, personID) else { throw PeopleError.notFound }
            guard place.role != .owner else { throw PeopleError.ownerStays }
            try database.run(
                "DELETE FROM memberships WHERE organization_id = ? AND person_id = ?", [organizationID, personID])
        }
    }

    public func transferOwnership(
        organizationID: String, from owner: String, to heir: String
    ) async throws(PeopleError) {
        try await change { database in
            guard owner != heir, try Self.place(database, organizationID, owner)?.role == .owner,
                try Self.place(database, organizationID, heir) != nil
            else { throw PeopleError.notFound }
            try Self.set(.admin, of: owner, in: organizationID, database)
            try Self.set(.owner, of: heir, in: organizationID, database)
        }
    }

    private static func set(
        _ role: Role, of personID: String, in organizationID: String, _ database: Database
    ) throws {
        try database.run(
            "UPDATE memberships SET role = ? WHERE organization_id = ? AND person_id = ?",
            [role.rawValue, organizationID, personID])
    }

    static func add(_ place: Membership, _ database: Database) throws {
        guard try self.place(database, place.organizationID, place.personID) == nil else {
            throw PeopleError.alreadyMember
        }
        try database.run(
            "INSERT INTO memberships (organization_id, person_id, role, joined_at) VALUES (?, ?, ?, ?)",
            [place.organizationID, place.personID, place.role.rawValue, place.joinedAt.wholeMilliseconds])
    }

    private static func place(
        _ database: Database, _ organizationID: String, _ personID: String
    ) throws -> Membership? {
        try database.row(
            "SELECT * FROM memberships WHERE organization_id = ? AND person_id = ?", [organizationID, personID]
        ).map { try Membership(row: $0) }
    }
}

extension Membership {
    init(row: Row) throws {
        self.init(
            organizationID: try row.text("organization_id"), personID: try row.text("person_id"),
            role: try row.choice("role"), joinedAt: try row.date("joined_at"))
    }
}
