import Catalog
import HTTPTypes
import Hummingbird
import Keys

extension Front {
    /// `GET /api/v1/renders`: newest first. A project key sees the renders that it made itself.
    func listRenders(_ exchange: Exchange) async throws(APIError) -> Response {
        let key = try exchange.requireKey()
        try exchange.require(accepting: "application/json")
        let query = try ListQuery(
            exchange.query, filters: ["template", "key", "status", "since", "until"], limits: parts.limits.server)
        if key.type == .project, let other = query["key"], other != key.id {
            throw APIError(.forbidden, "a project key sees its own renders only")
        }
        let filter = HistoryFilter(
            templateID: try await templateID(query["template"], for: key),
            keyID: key.type == .project ? key.id : query["key"], status: try query.integer("status", 100...599),
            since: try query.date("since"), until: try query.date("until"))
        do throws(CatalogError) {
            let page = try await parts.history.renders(
                organizationID: key.organizationID, matching: filter, page: query.page)
            return Response(json: Presentation.page(page, Presentation.render))
        } catch {
            throw APIError(error)
        }
    }

    /// `GET /api/v1/renders/{render}`.
    func readRender(_ exchange: Exchange) async throws(APIError) -> Response {
        let key = try exchange.requireKey()
        try exchange.require(accepting: "application/json")
        _ = try ListQuery.values(exchange.query, known: [])
        let missing = APIError(.notFound, "there is no render \(Redaction.quoted(exchange.parameter("render")))")
        do throws(CatalogError) {
            let render = try await parts.history.render(
                organizationID: key.organizationID, id: exchange.parameter("render"))
            guard key.type != .project || render.keyID == key.id else { throw CatalogError.notFound }
            return Response(json: Presentation.render(render))
        } catch .notFound {
            throw missing
        } catch {
            throw APIError(error)
        }
    }

    /// A filter by template takes an id, of a deleted template too, or the slug of one that is there.
    private func templateID(_ reference: String?, for key: VerifiedKey) async throws(APIError) -> String? {
        guard let reference else { return nil }
        if key.type == .project { return try await template(reference, for: key).record.id }
        if Identifier.isWellFormed(reference, .template) { return reference }
        return try await desk.template(reference, organization: key.organizationID).id
    }
}
