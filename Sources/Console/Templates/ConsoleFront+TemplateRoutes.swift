import Catalog
import Foundation
import HTTPAPI
import HTTPTypes
import Hummingbird
import People
import Templates

extension ConsoleFront {
    private static let document = Field.required("document", .object, "The template.")

    /// Templates and their revisions.
    static let templateRoutes: [ConsoleRoute] = [
        ConsoleRoute(.get, "/templates", .member(.viewTemplates), "Templates, last made first.", query: pageQuery) {
            console, exchange throws(APIError) in try await console.listTemplates(exchange)
        },
        ConsoleRoute(
            .post, "/templates", .member(.editTemplates), "Save a new template.", body: .fields([document]),
            answer: (201, "application/json")
        ) { console, exchange throws(APIError) in try await console.createTemplate(exchange) },
        ConsoleRoute(
            .get, "/templates/{template}", .member(.viewTemplates),
            "One template with its document; the ETag is its revision."
        ) { console, exchange throws(APIError) in try await console.readTemplate(exchange) },
        ConsoleRoute(
            .put, "/templates/{template}", .member(.editTemplates),
            "Save the next revision; If-Match guards against lost updates.", body: .fields([document])
        ) { console, exchange throws(APIError) in try await console.replaceTemplate(exchange) },
        ConsoleRoute(
            .patch, "/templates/{template}", .member(.editTemplates), "Save the next revision by a JSON Merge Patch.",
            body: .raw("application/merge-patch+json")
        ) { console, exchange throws(APIError) in try await console.patchTemplate(exchange) },
        ConsoleRoute(
            .delete, "/templates/{template}", .member(.deleteTemplates), "Delete a template and its revisions.",
            answer: (204, "")
        ) { console, exchange throws(APIError) in try await console.deleteTemplate(exchange) },
        ConsoleRoute(
            .post, "/templates/{template}/duplicate", .member(.editTemplates), "Save a copy under another slug.",
            body: .fields([
                .optional("name", .text(maximumBytes: 1_000), "The copy's name."),
                .optional("slug", .text(maximumBytes: 100), "The copy's slug."),
            ]), answer: (201, "application/json")
        ) { console, exchange throws(APIError) in try await console.duplicateTemplate(exchange) },
    ]

    private func listTemplates(_ exchange: ConsoleExchange) async throws(APIError) -> Response {
        let organization = try exchange.place().organization.id
        let query = try exchange.list()
        let page = try await stored { () throws(CatalogError) in
            try await parts.store.templates(organizationID: organization, page: query.page)
        }
        let authors = try await authors(in: organization)
        var items: [JSONValue] = []
        for summary in page.items {
            items.append(try await item(summary, organization: organization, authors: authors))
        }
        return Response(json: [
            "items": .array(items), "nextCursor": page.nextCursor.map { .string($0) } ?? .null,
        ])
    }

    /// A template as lists show it. One that this program would no longer save has no size and no layers.
    private func item(
        _ summary: TemplateSummary, organization: String, authors: Authors
    ) async throws(APIError) -> JSONValue {
        var members = Presentation.template(summary)
        members["createdBy"] = authors.json(summary.createdBy)
        if let template = try? await front.checkedTemplate(summary.id, organization: organization) {
            members["width"] = .number(Double(template.width))
            members["height"] = .number(Double(template.height))
            members["dynamicLayers"] = .array(
                template.dynamicLayers.map { ["name": .string($0.name), "type": .string($0.type)] })
        }
        return Presentation.object(members)
    }

    private func createTemplate(_ exchange: ConsoleExchange) async throws(APIError) -> Response {
        let place = try exchange.place()
        let document = try checked(try await exchange.fields().value("document"))
        let record = try await desk.createTemplate(document, organization: place.organization.id, by: place.person.id)
        await note("template.create", Self.subject(record), at: place, from: exchange)
        return try await answer(record, document.template, at: place, status: .created)
    }

    private func readTemplate(_ exchange: ConsoleExchange) async throws(APIError) -> Response {
        let place = try exchange.place()
        let record = try await template(of: exchange)
        return try await answer(record, try template(from: record.document), at: place)
    }

    private func replaceTemplate(_ exchange: ConsoleExchange) async throws(APIError) -> Response {
        let current = try await template(of: exchange)
        return try await save(checked(try await exchange.fields().value("document")), over: current, from: exchange)
    }

    private func patchTemplate(_ exchange: ConsoleExchange) async throws(APIError) -> Response {
        let current = try await template(of: exchange)
        let depth = parts.limits.template.depth
        let patch = try await exchange.json(["application/merge-patch+json", "application/json"], maximumDepth: depth)
        guard patch.objectValue != nil else { throw APIError(pointer: "", "the patch must be a JSON object") }
        let document = try template(from: current.document).document.merging(patch: patch)
        return try await save(checked(document), over: current, from: exchange)
    }

    /// Saves the next revision and writes down who did.
    func save(
        _ document: CatalogDesk.CheckedDocument, over current: TemplateRecord, from exchange: ConsoleExchange,
        detail: String? = nil
    ) async throws(APIError) -> Response {
        let place = try exchange.place()
        let condition = EntityTags(exchange.request.headers[values: .ifMatch])
        let record = try await desk.updateTemplate(current, to: document, condition: condition, by: place.person.id)
        await note(
            "template.update", Self.subject(record), at: place, from: exchange,
            detail: detail ?? "revision \(record.revision)")
        return try await answer(record, document.template, at: place)
    }

    private func deleteTemplate(_ exchange: ConsoleExchange) async throws(APIError) -> Response {
        let place = try exchange.place()
        let current = try await template(of: exchange)
        guard place.reach.covers(creator: current.createdBy, person: place.person.id) else {
            throw APIError(.forbidden, "the role \(place.role.rawValue) may delete own templates only")
        }
        try await desk.deleteTemplate(current, condition: EntityTags(exchange.request.headers[values: .ifMatch]))
        await note("template.delete", Self.subject(current), at: place, from: exchange)
        return Response(status: .noContent)
    }

    private func duplicateTemplate(_ exchange: ConsoleExchange) async throws(APIError) -> Response {
        let place = try exchange.place()
        let fields = try await exchange.fields()
        let original = try await template(of: exchange)
        var members = try template(from: original.document).document.objectValue ?? [:]
        let name = fields.optionalText("name") ?? "\(original.name) copy"
        members["name"] = .string(name)
        let slug: String
        if let asked = fields.optionalText("slug") {
            slug = asked
        } else {
            slug = try await freeSlug(String(original.slug.prefix(50)) + "-copy", at: place)
        }
        members["slug"] = .string(slug)
        let document = try checked(.object(members))
        let record = try await desk.createTemplate(document, organization: place.organization.id, by: place.person.id)
        await note(
            "template.create", Self.subject(record), at: place, from: exchange, detail: "copy of \(original.slug)")
        return try await answer(record, document.template, at: place, status: .created)
    }
}
