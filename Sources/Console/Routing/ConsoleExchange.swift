import Catalog
import HTTPAPI
import HTTPTypes
import Hummingbird
import Limit
import People
import Templates

/// One request to the session API, with who sends it.
package struct ConsoleExchange: Sendable {
    package let route: ConsoleRoute
    package let visit: Visit
    package let parameters: [String: String]
    let limits: Limits
    /// The session of the cookie; nil where there is none.
    package let open: OpenSession?
    /// The secret in the cookie.
    let token: Token?
    /// Where in the organization of the path the person stands.
    let standing: Place?

    /// A member at work in an organization.
    package struct Place: Sendable {
        package let organization: Organization
        package let person: Person
        package let role: Role
        /// Of which objects the role may do what the route does: ``Reach/own`` leaves the choice to the route.
        package let reach: Reach
    }

    /// The member; a route for members is never called without one.
    package func place() throws(APIError) -> Place {
        guard let standing else { throw APIError(.serverError, "the route has no member") }
        return standing
    }

    /// The session; a route for people is never called without one.
    package func session() throws(APIError) -> OpenSession {
        guard let open else { throw APIError(.serverError, "the route has no session") }
        return open
    }

    /// A path parameter by its name in the route's pattern.
    package func parameter(_ name: String) -> String { parameters[name] ?? "" }

    package var request: Request { visit.request }

    package var caller: PeopleDesk.Caller {
        PeopleDesk.Caller(address: visit.address, userAgent: request.headers[.userAgent] ?? "")
    }

    /// Reads the body and checks it against the route's fields.
    package func fields() async throws(APIError) -> Fields {
        guard case .fields(let fields) = route.body else { throw APIError(.serverError, "the route has no fields") }
        let value = try await json(["application/json"], maximumDepth: limits.template.depth + 4)
        do throws(ProblemList) { return try Fields(value, of: fields) } catch {
            throw APIError(problems: error.problems)
        }
    }

    /// Reads the body as JSON.
    package func json(_ types: [String], maximumDepth: Int) async throws(APIError) -> JSONValue {
        try ContentType.require(types, in: request.headers)
        let bytes = try await BodyReader.bytes(of: request, limit: limits.server.bodyBytes)
        do throws(JSONParseError) {
            return try JSONParser.parse(bytes, maximumDepth: maximumDepth)
        } catch {
            throw APIError(error)
        }
    }

    /// The query of a list.
    package func list() throws(APIError) -> ListQuery {
        try ListQuery(
            visit.query, filters: route.query.map(\.name).filter { $0 != "limit" && $0 != "cursor" },
            limits: limits.server)
    }

    /// The pairs of the query, all known and each at most once.
    package func query() throws(APIError) -> [String: String] {
        try ListQuery.values(visit.query, known: route.query.map(\.name))
    }
}
