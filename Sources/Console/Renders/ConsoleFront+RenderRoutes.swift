import Catalog
import Foundation
import HTTPAPI
import HTTPTypes
import Hummingbird
import Keys
import People
import Rendering
import Templates

extension ConsoleFront {
    /// The renders of the past.
    static let renderRoutes: [ConsoleRoute] = [
        ConsoleRoute(
            .get, "/renders", .member(.viewRenders),
            "Renders, newest first; one's own keys' where the role sees no others.",
            query: pageQuery + [
                ("template", "Id or slug of a template."), ("key", "Id of a key."), ("status", "HTTP status."),
                ("from", "This moment or later."), ("to", "Before this moment."),
            ]
        ) { console, exchange throws(APIError) in try await console.listRenders(exchange) },
        ConsoleRoute(.get, "/renders/{render}", .member(.viewRenders), "One render with the request that made it.") {
            console, exchange throws(APIError) in try await console.readRender(exchange)
        },
        ConsoleRoute(
            .get, "/renders/{render}/thumbnail", .member(.viewRenders),
            "A small picture, drawn again from the request.",
            query: [("width", "Pixels across, 480 by default.")], answer: (200, "image/png")
        ) { console, exchange throws(APIError) in try await console.renderThumbnail(exchange) },
        ConsoleRoute(
            .post, "/renders/{render}/replay", .member(.replayRenders),
            "Draw the request again, unrecorded and uncounted.",
            answer: (200, "image/png")
        ) { console, exchange throws(APIError) in try await console.replay(exchange) },
    ]

    private func listRenders(_ exchange: ConsoleExchange) async throws(APIError) -> Response {
        let place = try exchange.place()
        let organization = place.organization.id
        let query = try exchange.list()
        var filter = HistoryFilter(
            keyID: query["key"], status: try query.integer("status", 100...599), since: try query.date("from"),
            until: try query.date("to"))
        if let reference = query["template"] {
            let isID = Identifier.isWellFormed(reference, .template)
            filter.templateID = isID ? reference : try await desk.template(reference, organization: organization).id
        }
        if place.reach != .all { filter.keyIDs = try await keys(of: place.person, in: organization) }
        let wanted = filter
        let page = try await stored { () throws(CatalogError) in
            try await parts.history.renders(organizationID: organization, matching: wanted, page: query.page)
        }
        let makers = try await makers(in: organization)
        return Response(json: Presentation.page(page) { makers.json($0) })
    }

    private func readRender(_ exchange: ConsoleExchange) async throws(APIError) -> Response {
        let record = try await render(of: exchange)
        var members = try await makers(in: exchange.place().organization.id).json(record).objectValue ?? [:]
        members["request"] = try request(of: record) ?? .null
        return Response(json: .object(members))
    }

    private func renderThumbnail(_ exchange: ConsoleExchange) async throws(APIError) -> Response {
        let record = try await render(of: exchange)
        let past = try await past(record, exchange)
        return try await thumbnail(of: past.template, width: exchange.query()["width"], for: exchange) { draft in
            draft.overrides = past.overrides
            // The same picture, smaller: its canvas may be another than the template's.
            let width = Double(past.options.width ?? past.template.width)
            draft.options.width = past.options.width
            draft.options.height = past.options.height
            draft.options.scale = max(0.01, draft.options.scale * Double(past.template.width) / width)
        }
    }

    private func replay(_ exchange: ConsoleExchange) async throws(APIError) -> Response {
        let record = try await render(of: exchange)
        let past = try await past(record, exchange)
        let place = try exchange.place()
        var draft = Draft(
            template: past.template, organization: place.organization.id, lane: "preview \(place.person.id)")
        draft.overrides = past.overrides
        draft.options = past.options
        let picture = try await front.paint(try await front.plan(draft))
        var headers: HTTPFields = [
            .contentType: picture.contentType, .contentSecurityPolicy: "default-src 'none'; sandbox",
        ]
        if let report = picture.report { headers[.renderReport] = report }
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: picture.bytes))
    }

    /// A render of the past, within reach: another person's is not there for those who see their own only.
    private func render(of exchange: ConsoleExchange) async throws(APIError) -> RenderRecord {
        let place = try exchange.place()
        let record = try await stored { () throws(CatalogError) in
            try await parts.history.render(
                organizationID: place.organization.id, id: exchange.parameter("render"))
        }
        if place.reach != .all {
            let own = try await keys(of: place.person, in: place.organization.id)
            guard own.contains(record.keyID) else { throw APIError(CatalogError.notFound) }
        }
        return record
    }

    private func request(of record: RenderRecord) throws(APIError) -> JSONValue? {
        guard let text = record.request else { return nil }
        do throws(JSONParseError) {
            return try JSONParser.parse(Array(text.utf8), maximumDepth: parts.limits.template.depth + 4)
        } catch {
            return nil
        }
    }

    /// What a render of the past was made of: the template's revision of that time, if it is still there.
    private func past(
        _ record: RenderRecord, _ exchange: ConsoleExchange
    ) async throws(APIError) -> (template: Template, overrides: [String: JSONValue], options: OutputOptions) {
        guard let request = try request(of: record), let id = record.templateID, let number = record.revision else {
            throw APIError(.notFound, "the request of this render was not kept, so it cannot be drawn again")
        }
        let organization = try exchange.place().organization.id
        let revision = try await stored { () throws(CatalogError) in
            try await parts.store.templateRevision(organizationID: organization, idOrSlug: id, revision: number)
        }
        guard let layers = request["layers"]?.objectValue else {
            throw APIError(.notFound, "the request was refused before its values were read, so there is no picture")
        }
        return (
            try template(from: revision.document), layers,
            try RenderOptions.read(request, limits: parts.limits.output)
        )
    }

    private func makers(in organization: String) async throws(APIError) -> Makers {
        let authors = try await authors(in: organization)
        let keys = try await keyed { () throws(KeyError) in try await parts.keys.list(organization: organization) }
        return Makers(authors: authors, keys: Dictionary(keys.map { ($0.id, $0) }) { first, _ in first })
    }
}

/// Whose keys made renders.
private struct Makers {
    let authors: Authors
    let keys: [String: KeyRecord]

    func json(_ record: RenderRecord) -> JSONValue {
        var members = Presentation.render(record).objectValue ?? [:]
        let key = keys[record.keyID]
        members["key"] = [
            "id": .string(record.keyID), "name": key.map { .string($0.name) } ?? .null,
            "prefix": key.map { .string($0.displayPrefix) } ?? .null,
        ]
        members["by"] = key.map { authors.json($0.createdBy) } ?? .null
        return .object(members)
    }
}
