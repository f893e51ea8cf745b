import Catalog
import Foundation
import GRDB
import People

extension SQLiteStore {
    public func appendActivity(_ record: ActivityRecord) async throws(PeopleError) {
        try await change { database in
            try database.run(
                """
                INSERT INTO activity
                    (id, organization_id, at, actor_id, actor_name, action, subject_type, subject_id, subject_name,
                    address, detail)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                [
                    record.id, record.organizationID, record.at.wholeMilliseconds, record.actorID, record.actorName,
                    record.action, record.subject.type, record.subject.id, record.subject.name, record.address,
                    record.detail,
                ])
        }
    }

    public func activity(
        organizationID: String, matching filter: ActivityFilter, page: PageRequest
    ) async throws(PeopleError) -> Page<ActivityRecord> {
        let start: Catalog.Cursor
        do throws(CatalogError) { start = try page.start(of: .activity) } catch { throw .malformedCursor }
        return try await look { database in
            let rows = try database.rows(
                """
                SELECT * FROM activity WHERE organization_id = ? AND (at, id) < (?, ?)
                    AND (? IS NULL OR actor_id = ?) AND (? IS NULL OR action = ?)
                    AND (? IS NULL OR at >= ?) AND (? IS NULL OR at < ?)
                ORDER BY at DESC, id DESC LIMIT ?
                """,
                [
                    organizationID, start.order, start.id, filter.actorID, filter.actorID, filter.action,
                    filter.action, filter.since?.wholeMilliseconds, filter.since?.wholeMilliseconds,
                    filter.until?.wholeMilliseconds, filter.until?.wholeMilliseconds, page.limit + 1,
                ])
            return Page(found: try rows.map { try ActivityRecord(row: $0) }, limit: page.limit)
        }
    }

    public func pruneActivity(before moment: Date, keeping rows: Int) async throws(PeopleError) {
        try await change { database in
            try database.run("DELETE FROM activity WHERE at < ?", [moment.wholeMilliseconds])
            try database.run(
                """
                DELETE FROM activity WHERE (at, id) <= (
                    SELECT at, id FROM activity ORDER BY at DESC, id DESC LIMIT 1 OFFSET ?)
                """, [rows])
        }
    }
}

extension ActivityRecord {
    init(row: Row) throws {
        self.init(
            id: try row.text("id"), organizationID: try row.text("organization_id"), at: try row.date("at"),
            actorID: try row.text("actor_id"), actorName: try row.text("actor_name"), action: try row.text("action"),
            subject: Subject(
                type: try row.text("subject_type"), id: try row.text("subject_id"),
                name: try row.text("subject_name")),
            address: try row.text("address"), detail: try row.text("detail"))
    }
}
