import Catalog
import HTTPAPI
import HTTPTypes
import Hummingbird
import People

extension ConsoleFront: Annex {
    package func pattern(of path: String, isTaken: Bool) -> String? {
        if path == ConsoleRoute.prefix || path.hasPrefix(ConsoleRoute.prefix + "/") {
            return routes.match(path)?.pattern ?? ConsoleRoute.prefix
        }
        if path == "/" { return "/" }
        guard !isTaken, DashboardFiles.covers(path) else { return nil }
        return "/dashboard"
    }

    package func answer(_ visit: Visit) async throws(APIError) -> Response {
        try HostCheck(words: parts.words).check(visit.request)
        guard visit.path == ConsoleRoute.prefix || visit.path.hasPrefix(ConsoleRoute.prefix + "/") else {
            return try files.answer(visit)
        }
        try refuseKeys(visit)
        guard let match = routes.match(visit.path) else {
            throw APIError(.notFound, "there is no such route; \(ConsoleRoute.prefix)/openapi.json lists all")
        }
        guard let route = match.route(for: visit.request.method) else {
            if visit.request.method == .options { return Response(status: .noContent, headers: [.allow: match.allow]) }
            throw APIError(
                .methodNotAllowed, "\(match.pattern) allows \(match.allow)", headers: [.allow: match.allow])
        }
        let exchange = try await admit(visit, to: route, parameters: match.parameters)
        var response = try await route.handle(self, exchange)
        if !response.headers.contains(.cacheControl) { response.headers[.cacheControl] = "no-store" }
        return response
    }

    /// A leaked key must not reach what people do: it could make itself another.
    private func refuseKeys(_ visit: Visit) throws(APIError) {
        let headers = visit.request.headers
        let query = try QueryPairs(visit.query)
        let hasKey =
            headers.contains(.authorization) || headers.contains(.apiKey)
            || query.pairs.contains { pair in
                pair.name == "apiKey" || pair.value.hasPrefix("rs_live_") || pair.value.hasPrefix("rs_get_")
            }
        guard !hasKey else {
            throw APIError(.forbidden, "API keys have no access here: the session API is for people who are signed in")
        }
    }

    /// The checks of every route, cheapest first: where it comes from, who it is, their secret, their role.
    private func admit(
        _ visit: Visit, to route: ConsoleRoute, parameters: [String: String]
    ) async throws(APIError) -> ConsoleExchange {
        let isUnsafe = route.method != .get
        if isUnsafe { try OriginCheck(words: parts.words).check(visit.request) }
        let token = SessionCookie.token(in: visit.request.headers)
        var open: OpenSession?
        if let token { open = try await api { () throws(PeopleError) in try await people.session(token) } }
        if route.access != .open {
            guard let token, open != nil else { throw Self.signedOut }
            if route.needsCompanion {
                let sent = visit.request.headers[.csrfToken] ?? ""
                guard token.isCompanion(sent) else {
                    throw APIError(.forbidden, "send X-CSRF-Token with the csrf of GET \(ConsoleRoute.prefix)/session")
                }
            }
        }
        var standing: ConsoleExchange.Place?
        if case .member(let action) = route.access, let open {
            standing = try await place(of: open.person, in: parameters["slug"] ?? "", for: action)
        }
        return ConsoleExchange(
            route: route, visit: visit, parameters: parameters, limits: parts.limits, open: open,
            token: open == nil ? nil : token, standing: standing)
    }

    /// Another organization is not found, whether it exists or not; a role that may not is forbidden.
    private func place(
        of person: Person, in slug: String, for action: PersonAction
    ) async throws(APIError) -> ConsoleExchange.Place {
        let missing = APIError(.notFound, "you are in no organization \(Redaction.quoted(slug))")
        let organization: Organization
        do throws(CatalogError) { organization = try await parts.store.organization(slug) } catch .notFound {
            throw missing
        } catch {
            throw APIError(error)
        }
        let membership = try await api { () throws(PeopleError) in
            try await people.store.membership(organizationID: organization.id, personID: person.id)
        }
        guard let membership, organization.slug == slug else { throw missing }
        let reach = Matrix.reach(membership.role, action)
        guard reach != .none else {
            throw APIError(.forbidden, "the role \(membership.role.rawValue) may not do this")
        }
        return .init(organization: organization, person: person, role: membership.role, reach: reach)
    }

    static let signedOut = APIError(.authenticationError, "sign in first")

    /// Gives an error about people its status and public words.
    package func api<Value>(_ body: () async throws(PeopleError) -> Value) async throws(APIError) -> Value {
        do throws(PeopleError) { return try await body() } catch { throw APIError(error) }
    }
}
