import Catalog
import Foundation
import GRDB
import People

extension SQLiteStore {
    public func addSession(_ session: Session, keeping limit: Int) async throws(PeopleError) {
        try await change { database in
            try database.run(
                """
                INSERT INTO sessions (id, person_id, digest, created_at, last_seen_at, address, user_agent)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """,
                [
                    session.id, session.personID, session.digest, session.createdAt.wholeMilliseconds,
                    session.lastSeenAt.wholeMilliseconds, session.address, session.userAgent,
                ])
            try database.run(
                """
                DELETE FROM sessions WHERE person_id = ? AND id NOT IN (
                    SELECT id FROM sessions WHERE person_id = ?
                    ORDER BY last_seen_at DESC, created_at DESC, id DESC LIMIT ?)
                """, [session.personID, session.personID, limit])
        }
    }

    public func session(digest: String) async throws(PeopleError) -> OpenSession? {
        try await look { database in
            guard let row = try database.row("SELECT * FROM sessions WHERE digest = ?", [digest]) else { return nil }
            let session = try Session(row: row)
            return try database.row("SELECT * FROM people WHERE id = ?", [session.personID]).map {
                OpenSession(session: session, person: try Person(row: $0))
            }
        }
    }

    public func sessions(personID: String) async throws(PeopleError) -> [Session] {
        try await look { database in
            try database.rows(
                """
                SELECT * FROM sessions WHERE person_id = ? ORDER BY last_seen_at DESC, created_at DESC, id DESC
                """, [personID]
            ).map { try Session(row: $0) }
        }
    }

    public func touchSession(id: String, at now: Date) async throws(PeopleError) {
        let moment = now.wholeMilliseconds
        try await change {
            try $0.run("UPDATE sessions SET last_seen_at = MAX(last_seen_at, ?) WHERE id = ?", [moment, id])
        }
    }

    public func removeSession(id: String) async throws(PeopleError) {
        try await change { try $0.run("DELETE FROM sessions WHERE id = ?", [id]) }
    }

    public func removeSessions(personID: String) async throws(PeopleError) {
        try await change { try $0.run("DELETE FROM sessions WHERE person_id = ?", [personID]) }
    }

    public func pruneSessions(createdBefore: Date, unseenSince: Date) async throws(PeopleError) {
        try await change {
            try $0.run(
                "DELETE FROM sessions WHERE created_at < ? OR last_seen_at < ?",
                [createdBefore.wholeMilliseconds, unseenSince.wholeMilliseconds])
        }
    }
}

extension Session {
    init(row: Row) throws {
        self.init(
            id: try row.text("id"), personID: try row.text("person_id"), digest: try row.text("digest"),
            createdAt: try row.date("created_at"), lastSeenAt: try row.date("last_seen_at"),
            address: try row.text("address"), userAgent: try row.text("user_agent"))
    }
}
