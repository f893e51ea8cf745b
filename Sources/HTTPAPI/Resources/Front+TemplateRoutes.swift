import Catalog
import HTTPTypes
import Hummingbird
import Keys
import Templates

extension Front {
    private static var documentTypes: [String] { ["application/json"] }
    private static var patchTypes: [String] { ["application/merge-patch+json", "application/json"] }

    /// `GET /api/v1/templates`. A project key sees the templates of its scope.
    func listTemplates(_ exchange: Exchange) async throws(APIError) -> Response {
        let key = try exchange.requireKey()
        try exchange.require(accepting: "application/json")
        let query = try ListQuery(exchange.query, limits: parts.limits.server)
        let page: Page<TemplateSummary>
        do throws(CatalogError) {
            page =
                key.type == .project
                ? try await scopePage(key, query.page)
                : try await parts.store.templates(organizationID: key.organizationID, page: query.page)
        } catch {
            throw APIError(error)
        }
        return Response(json: Presentation.page(page) { Presentation.object(Presentation.template($0)) })
    }

    /// `GET /api/v1/templates/{template}`.
    func readTemplate(_ exchange: Exchange) async throws(APIError) -> Response {
        let key = try exchange.requireKey()
        try exchange.require(accepting: "application/json")
        _ = try ListQuery.values(exchange.query, known: [])
        let found = try await template(exchange.parameter("template"), for: key)
        let tags = EntityTags(exchange.headers[values: .ifNoneMatch])
        if tags?.matchesWeakly(String(found.record.revision)) ?? false {
            return Response(status: .notModified, headers: [.eTag: Self.tag(found.record)])
        }
        return answer(found.record, found.template)
    }

    /// `POST /api/v1/templates`.
    func createTemplate(_ exchange: Exchange) async throws(APIError) -> Response {
        let key = try exchange.requireKey()
        let document = try await document(exchange, types: Self.documentTypes)
        let record = try await desk.acting(as: key.id).createTemplate(
            document, organization: key.organizationID, by: key.id)
        var response = answer(record, document.template, status: .created)
        response.headers[.location] = "/api/v1/templates/\(record.id)"
        return response
    }

    /// `PUT /api/v1/templates/{template}`: a new revision; it never makes a template.
    func replaceTemplate(_ exchange: Exchange) async throws(APIError) -> Response {
        let key = try exchange.requireKey()
        let desk = desk.acting(as: key.id)
        let current = try await desk.template(exchange.parameter("template"), organization: key.organizationID)
        let document = try await document(exchange, types: Self.documentTypes)
        return try await save(document, over: current, exchange: exchange, key: key)
    }

    /// `PATCH /api/v1/templates/{template}`: a merge patch on the document.
    func patchTemplate(_ exchange: Exchange) async throws(APIError) -> Response {
        let key = try exchange.requireKey()
        let desk = desk.acting(as: key.id)
        let current = try await desk.template(exchange.parameter("template"), organization: key.organizationID)
        try ContentType.require(Self.patchTypes, in: exchange.headers)
        let bytes = try await BodyReader.bytes(of: exchange.request, limit: parts.limits.server.bodyBytes)
        let patch: JSONValue
        let stored: JSONValue
        do throws(JSONParseError) {
            patch = try JSONParser.parse(bytes, maximumDepth: parts.limits.template.depth)
            stored = try JSONParser.parse(current.document, maximumDepth: parts.limits.template.depth)
        } catch {
            throw APIError(error)
        }
        guard patch.objectValue != nil else { throw APIError.patchShape }
        let merged = stored.merging(patch: patch)
        let document = try CatalogDesk.CheckedDocument(Array(merged.prettyText.utf8), desk: desk)
        return try await save(document, over: current, exchange: exchange, key: key)
    }

    /// `DELETE /api/v1/templates/{template}`.
    func deleteTemplate(_ exchange: Exchange) async throws(APIError) -> Response {
        let key = try exchange.requireKey()
        let desk = desk.acting(as: key.id)
        let current = try await desk.template(exchange.parameter("template"), organization: key.organizationID)
        try await desk.deleteTemplate(current, condition: EntityTags(exchange.headers[values: .ifMatch]))
        return Response(status: .noContent)
    }

    private func save(
        _ document: CatalogDesk.CheckedDocument, over current: TemplateRecord, exchange: Exchange, key: VerifiedKey
    ) async throws(APIError) -> Response {
        let condition = EntityTags(exchange.headers[values: .ifMatch])
        let record = try await desk.acting(as: key.id).updateTemplate(
            current, to: document, condition: condition, by: key.id)
        return answer(record, document.template)
    }

    private func document(
        _ exchange: Exchange, types: [String]
    ) async throws(APIError) -> CatalogDesk.CheckedDocument {
        try ContentType.require(types, in: exchange.headers)
        let bytes = try await BodyReader.bytes(of: exchange.request, limit: parts.limits.server.bodyBytes)
        return try CatalogDesk.CheckedDocument(bytes, desk: desk)
    }

    private func scopePage(
        _ key: VerifiedKey, _ request: PageRequest
    ) async throws(CatalogError) -> Page<TemplateSummary> {
        var found: [TemplateSummary] = []
        for id in key.scope {
            do throws(CatalogError) {
                found.append(try await parts.store.template(organizationID: key.organizationID, idOrSlug: id).summary)
            } catch .notFound {
                // A template that was deleted stays in the scope and is no more.
                continue
            }
        }
        return Page(of: found, below: try request.start(of: .template), limit: request.limit)
    }

    private func answer(
        _ record: TemplateRecord, _ template: Template, status: HTTPResponse.Status = .ok
    ) -> Response {
        var members = Presentation.template(record.summary)
        members["width"] = .number(Double(template.width))
        members["height"] = .number(Double(template.height))
        members["document"] = template.document
        members["dynamicLayers"] = .array(template.dynamicLayers.map { $0.json })
        return Response(status: status, json: Presentation.object(members), headers: [.eTag: Self.tag(record)])
    }

    /// A strong tag: the revision's number.
    private static func tag(_ record: TemplateRecord) -> String { "\"\(record.revision)\"" }
}
