import Catalog
import Foundation
import GRDB
import People

extension SQLiteStore: PeopleStore {
    public func hasPeople() async throws(PeopleError) -> Bool {
        try await look { try $0.exists("SELECT 1 FROM people LIMIT 1") }
    }

    public func addPerson(_ person: Person, passwordHash: String?) async throws(PeopleError) {
        try await change { try Self.add(person, passwordHash, $0) }
    }

    static func add(_ person: Person, _ passwordHash: String?, _ database: Database) throws {
        guard try !database.exists("SELECT 1 FROM people WHERE email = ?", [person.email]) else {
            throw PeopleError.emailTaken
        }
        try database.run(
            "INSERT INTO people (id, email, name, password_hash, created_at) VALUES (?, ?, ?, ?, ?)",
            [person.id, person.email, person.name, passwordHash, person.createdAt.wholeMilliseconds])
    }

    public func person(_ idOrEmail: String) async throws(PeopleError) -> Person? {
        try await look { database in
            try database.row("SELECT * FROM people WHERE id = ? OR email = ?", [idOrEmail, idOrEmail])
                .map { try Person(row: $0) }
        }
    }

    public func passwordHash(personID: String) async throws(PeopleError) -> String? {
        try await look { database in
            try database.row("SELECT password_hash FROM people WHERE id = ?", [personID])?
                .optionalText("password_hash")
        }
    }

    public func renamePerson(_ id: String, to name: String) async throws(PeopleError) -> Person {
        try await change { database in
            try database.run("UPDATE people SET name = ? WHERE id = ?", [name, id])
            guard let row = try database.row("SELECT * FROM people WHERE id = ?", [id]) else {
                throw PeopleError.notFound
            }
            return try Person(row: row)
        }
    }

    public func setPassword(
        personID: String, hash: String, keepingSession sessionID: String?
    ) async throws(PeopleError) {
        try await change { database in
            guard try database.exists("SELECT 1 FROM people WHERE id = ?", [personID]) else {
                throw PeopleError.notFound
            }
            try database.run("UPDATE people SET password_hash = ? WHERE id = ?", [hash, personID])
            try database.run("DELETE FROM sessions WHERE person_id = ? AND id IS NOT ?", [personID, sessionID])
        }
    }

    public func addLink(_ link: OneTimeLink) async throws(PeopleError) {
        try await change { database in
            try database.run("DELETE FROM one_time_links WHERE expires_at <= ?", [link.createdAt.wholeMilliseconds])
            try database.run(
                """
                INSERT INTO one_time_links (digest, purpose, person_id, organization_id, created_at, expires_at)
                VALUES (?, ?, ?, ?, ?, ?)
                """,
                [
                    link.digest, link.purpose.rawValue, link.personID, link.organizationID,
                    link.createdAt.wholeMilliseconds, link.expiresAt.wholeMilliseconds,
                ])
        }
    }

    public func link(
        digest: String, purpose: OneTimeLink.Purpose, at now: Date
    ) async throws(PeopleError) -> OneTimeLink? {
        try await look { try Self.link($0, digest, purpose, now) }
    }

    static func link(
        _ database: Database, _ digest: String, _ purpose: OneTimeLink.Purpose, _ now: Date
    ) throws -> OneTimeLink? {
        let row = try database.row(
            "SELECT * FROM one_time_links WHERE digest = ? AND purpose = ? AND expires_at > ?",
            [digest, purpose.rawValue, now.wholeMilliseconds])
        return try row.map { row in
            OneTimeLink(
                purpose: purpose, digest: digest, personID: try row.optionalText("person_id"),
                organizationID: try row.optionalText("organization_id"), createdAt: try row.date("created_at"),
                expiresAt: try row.date("expires_at"))
        }
    }

    public func takeLink(digest: String, at now: Date) async throws(PeopleError) -> Bool {
        try await change { database in
            let isThere = try database.exists(
                "SELECT 1 FROM one_time_links WHERE digest = ? AND expires_at > ?", [digest, now.wholeMilliseconds])
            try database.run("DELETE FROM one_time_links WHERE digest = ?", [digest])
            return isThere
        }
    }
}

extension Person {
    init(row: Row) throws {
        self.init(
            id: try row.text("id"), email: try row.text("email"), name: try row.text("name"),
            createdAt: try row.date("created_at"))
    }
}

extension SQLiteStore {
    /// Runs a transaction in whose body a refusal undoes everything.
    func change<Value: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws(PeopleError) -> Value {
        let outcome: Result<Value, PeopleError>
        do throws(CatalogError) {
            outcome = try await access { database in
                var value: Value?
                do {
                    try database.inTransaction(.immediate) {
                        value = try body(database)
                        return .commit
                    }
                } catch let error as PeopleError {
                    return .failure(error)
                }
                guard let value else { return .failure(.storage(reason: "a transaction was not committed")) }
                return .success(value)
            }
        } catch {
            throw PeopleError(error)
        }
        return try outcome.get()
    }

    /// Runs statements that only read.
    func look<Value: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws(PeopleError) -> Value {
        do throws(CatalogError) { return try await access(body) } catch { throw PeopleError(error) }
    }
}

extension PeopleError {
    /// What a failure of the storage means to people.
    init(_ error: CatalogError) {
        switch error {
        case .storageFull: self = .storageFull
        case .storage(let reason): self = .storage(reason: reason)
        case .malformedCursor: self = .malformedCursor
        default: self = .storage(reason: "unexpected refusal")
        }
    }
}
