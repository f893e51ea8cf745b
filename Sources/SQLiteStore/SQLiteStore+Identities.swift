import Catalog
import Foundation
import GRDB
import People

extension SQLiteStore {
    public func admit(_ arrival: Arrival) async throws(PeopleError) -> Admission {
        try await change { database in
            if let person = try Self.known(arrival.identity, database) { return Admission(person: person, way: .known) }
            let row = try database.row("SELECT * FROM people WHERE email = ?", [arrival.newcomer.email])
            if let row { return try Self.link(try Person(row: row), row, arrival, database) }
            return try Self.welcome(arrival, database)
        }
    }

    public func identities(personID: String) async throws(PeopleError) -> [Identity] {
        try await look { database in
            try database.rows("SELECT * FROM identities WHERE person_id = ? ORDER BY issuer", [personID]).map { row in
                Identity(issuer: try row.text("issuer"), subject: try row.text("subject"))
            }
        }
    }

    public func removeIdentities(personID: String) async throws(PeopleError) -> Int {
        try await change { database in
            let count = try database.rows("SELECT 1 FROM identities WHERE person_id = ?", [personID]).count
            try database.run("DELETE FROM identities WHERE person_id = ?", [personID])
            try database.run("DELETE FROM sessions WHERE person_id = ?", [personID])
            return count
        }
    }

    private static func known(_ identity: Identity, _ database: Database) throws -> Person? {
        try database.row(
            """
            SELECT people.* FROM identities JOIN people ON people.id = identities.person_id
            WHERE issuer = ? AND subject = ?
            """, [identity.issuer, identity.subject]
        ).map { try Person(row: $0) }
    }

    private static func link(
        _ person: Person, _ row: Row, _ arrival: Arrival, _ database: Database
    ) throws -> Admission {
        let isTaken = try database.exists(
            "SELECT 1 FROM identities WHERE issuer = ? AND person_id = ?", [arrival.identity.issuer, person.id])
        guard !isTaken else { throw PeopleError.identityOfAnother }
        try add(arrival.identity, of: person, arrival.at, database)
        let hadPassword = try row.optionalText("password_hash") != nil
        try database.run("UPDATE people SET password_hash = NULL WHERE id = ?", [person.id])
        try database.run("DELETE FROM sessions WHERE person_id = ?", [person.id])
        try database.run("DELETE FROM one_time_links WHERE person_id = ?", [person.id])
        return Admission(person: person, way: .linked(hadPassword: hadPassword))
    }

    private static func welcome(_ arrival: Arrival, _ database: Database) throws -> Admission {
        let newcomer = arrival.newcomer
        let invitations = try database.rows(
            "SELECT * FROM invitations WHERE email = ? AND expires_at > ? ORDER BY created_at, id",
            [newcomer.email, arrival.at.wholeMilliseconds]
        ).map { try Invitation(row: $0) }
        guard !invitations.isEmpty || arrival.place != nil else { throw PeopleError.notInvited }
        try add(newcomer, nil, database)
        try add(arrival.identity, of: newcomer, arrival.at, database)
        if invitations.isEmpty, let place = arrival.place {
            try add(place, database)
            return Admission(person: newcomer, way: .joined(place))
        }
        let places = invitations.map { $0.place(of: newcomer.id, at: arrival.at) }
        for place in places { try add(place, database) }
        for invitation in invitations { try database.run("DELETE FROM invitations WHERE id = ?", [invitation.id]) }
        return Admission(person: newcomer, way: .invited(places))
    }

    private static func add(
        _ identity: Identity, of person: Person, _ moment: Date, _ database: Database
    ) throws {
        try database.run(
            "INSERT INTO identities (issuer, subject, person_id, linked_at) VALUES (?, ?, ?, ?)",
            [identity.issuer, identity.subject, person.id, moment.wholeMilliseconds])
    }
}
