import Catalog
import Foundation
import HTTPAPI
import HTTPTypes
import Hummingbird
import NIOCore
import People
import Templates

extension ConsoleFront {
    private static let filters: [(name: String, words: String)] = [
        ("actor", "The id of who did it."), ("action", "Such as key.revoke."),
        ("from", "At this moment or later, as ISO 8601."), ("to", "Before this moment, as ISO 8601."),
    ]

    /// The log of who did what: one's own where the role sees no more.
    static let activityRoutes: [ConsoleRoute] = [
        ConsoleRoute(
            .get, "/activity", .member(.viewActivity), "Who did what, when and from where.",
            query: pageQuery + filters
        ) { console, exchange throws(APIError) in try await console.listActivity(exchange) },
        ConsoleRoute(
            .get, "/activity.csv", .member(.viewActivity), "The same as a table, all pages in one.",
            query: filters, answer: (200, "text/csv")
        ) { console, exchange throws(APIError) in try await console.exportActivity(exchange) },
    ]

    private func listActivity(_ exchange: ConsoleExchange) async throws(APIError) -> Response {
        let list = try exchange.list()
        let page = try await activity(exchange, list, list.page)
        return Response(json: Presentation.page(page, Self.item))
    }

    private func activity(
        _ exchange: ConsoleExchange, _ list: ListQuery, _ request: PageRequest
    ) async throws(APIError) -> Page<ActivityRecord> {
        let place = try exchange.place()
        var filter = ActivityFilter(
            actorID: list["actor"], action: list["action"], since: try list.date("from"), until: try list.date("to"))
        if place.reach == .own {
            guard filter.actorID.map({ $0 == place.person.id }) ?? true else {
                throw APIError(.forbidden, "the role \(place.role.rawValue) sees its own activity only")
            }
            filter.actorID = place.person.id
        }
        let settled = filter
        return try await api { () throws(PeopleError) in
            try await people.store.activity(
                organizationID: place.organization.id, matching: settled, page: request)
        }
    }

    private static func item(_ record: ActivityRecord) -> JSONValue {
        [
            "id": .string(record.id), "at": Presentation.date(record.at),
            "actor": ["id": .string(record.actorID), "name": .string(record.actorName)],
            "action": .string(record.action),
            "object": [
                "type": .string(record.subject.type), "id": .string(record.subject.id),
                "name": .string(record.subject.name),
            ],
            "address": .string(record.address), "detail": .string(record.detail),
        ]
    }

    private func exportActivity(_ exchange: ConsoleExchange) async throws(APIError) -> Response {
        let list = try exchange.list()
        var text = "at,actor,actor id,action,object type,object id,object,address,detail\r\n"
        var cursor: String?
        repeat {
            let request: PageRequest
            do throws(CatalogError) {
                request = try PageRequest(
                    cursor: cursor, limit: parts.limits.server.pageItems, limits: parts.limits.server)
            } catch {
                throw APIError(error)
            }
            let page = try await activity(exchange, list, request)
            for record in page.items { text += Self.row(record) }
            cursor = page.nextCursor
        } while cursor != nil && text.utf8.count < Self.exportBytes
        return Response(
            status: .ok,
            headers: [
                .contentType: "text/csv; charset=utf-8",
                .contentDisposition: "attachment; filename=\"activity-\(try exchange.place().organization.slug).csv\"",
            ], body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }

    /// The longest table; what is older is in the pages of the list.
    private static let exportBytes = 32 << 20

    private static func row(_ record: ActivityRecord) -> String {
        let at = record.at.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
        let subject = record.subject
        return [
            at, record.actorName, record.actorID, record.action, subject.type, subject.id, subject.name,
            record.address, record.detail,
        ].map(cell).joined(separator: ",") + "\r\n"
    }

    /// A cell by RFC 4180; what a spreadsheet would take for a formula is made a text.
    static func cell(_ text: String) -> String {
        let safe = text.first.map { "=+-@\t\r".contains($0) } ?? false ? "'" + text : text
        guard safe.contains(where: { ",\"\r\n".contains($0) }) else { return safe }
        return "\"" + safe.replacing("\"", with: "\"\"") + "\""
    }
}
