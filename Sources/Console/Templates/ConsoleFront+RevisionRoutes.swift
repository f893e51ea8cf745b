import Catalog
import Foundation
import HTTPAPI
import HTTPTypes
import Hummingbird
import People
import Templates

extension ConsoleFront {
    /// Old revisions of templates, and small pictures of them.
    static let revisionRoutes: [ConsoleRoute] = [
        ConsoleRoute(
            .get, "/templates/{template}/revisions", .member(.viewTemplates), "Revisions, last saved first.",
            query: pageQuery
        ) { console, exchange throws(APIError) in try await console.listRevisions(exchange) },
        ConsoleRoute(
            .get, "/templates/{template}/revisions/{revision}", .member(.viewTemplates), "One revision's document."
        ) { console, exchange throws(APIError) in try await console.readRevision(exchange) },
        ConsoleRoute(
            .post, "/templates/{template}/revisions/{revision}/restore", .member(.editTemplates),
            "Save an old revision's document as the next revision."
        ) { console, exchange throws(APIError) in try await console.restoreRevision(exchange) },
        ConsoleRoute(
            .get, "/templates/{template}/thumbnail", .member(.viewTemplates), "A small picture of a template.",
            query: [("revision", "Another revision than the current."), ("width", "Pixels across, 480 by default.")],
            answer: (200, "image/png")
        ) { console, exchange throws(APIError) in try await console.templateThumbnail(exchange) },
    ]

    private func listRevisions(_ exchange: ConsoleExchange) async throws(APIError) -> Response {
        let organization = try exchange.place().organization.id
        let query = try exchange.list()
        let page = try await stored { () throws(CatalogError) in
            try await parts.store.templateRevisions(
                organizationID: organization, idOrSlug: exchange.parameter("template"), page: query.page)
        }
        let authors = try await authors(in: organization)
        return Response(
            json: Presentation.page(page) { revision in
                [
                    "revision": .number(Double(revision.revision)), "name": .string(revision.name),
                    "savedAt": Presentation.date(revision.savedAt), "savedBy": authors.json(revision.savedBy),
                ]
            })
    }

    private func readRevision(_ exchange: ConsoleExchange) async throws(APIError) -> Response {
        let found = try await storedRevision(exchange, exchange.parameter("revision"))
        let authors = try await authors(in: exchange.place().organization.id)
        return Response(json: [
            "revision": .number(Double(found.revision)), "name": .string(found.name),
            "savedAt": Presentation.date(found.savedAt), "savedBy": authors.json(found.savedBy),
            "document": try template(from: found.document).document,
        ])
    }

    private func restoreRevision(_ exchange: ConsoleExchange) async throws(APIError) -> Response {
        let current = try await template(of: exchange)
        let found = try await storedRevision(exchange, exchange.parameter("revision"))
        var members = try template(from: found.document).document.objectValue ?? [:]
        // The slug stays: addresses that are in use must not change because a picture does.
        if members["slug"] != nil { members["slug"] = .string(current.slug) }
        return try await save(
            checked(.object(members)), over: current, from: exchange, detail: "restored revision \(found.revision)")
    }

    private func storedRevision(
        _ exchange: ConsoleExchange, _ text: String
    ) async throws(APIError) -> TemplateRevision {
        let organization = try exchange.place().organization.id
        let number = try revision(text, at: "/revision")
        return try await stored { () throws(CatalogError) in
            try await parts.store.templateRevision(
                organizationID: organization, idOrSlug: exchange.parameter("template"), revision: number)
        }
    }

    private func templateThumbnail(_ exchange: ConsoleExchange) async throws(APIError) -> Response {
        let query = try exchange.query()
        let document: [UInt8]
        if let text = query["revision"] {
            document = try await storedRevision(exchange, text).document
        } else {
            document = try await template(of: exchange).document
        }
        return try await thumbnail(of: template(from: document), width: query["width"], for: exchange)
    }
}
