import HTTPAPI
import HTTPTypes
import Hummingbird
import People

/// One method of one path: who may call it, what it takes, what it answers, what it does.
///
/// A route that is not in ``ConsoleFront/routeList`` does not exist, and none is without an access: whatever is not
/// allowed is denied. The OpenAPI document is made from these.
package struct ConsoleRoute: Routed {
    /// Who may call it.
    package enum Access: Sendable, Equatable {
        /// Anybody, without a session.
        case open
        /// Anybody who is signed in.
        case person
        /// A member of the organization in the path whose role has the action in ``Matrix``; the reach goes along.
        case member(PersonAction)
    }

    /// What a request carries.
    package enum Body: Sendable {
        case none
        /// A JSON object.
        case fields([Field])
        /// Bytes of any kind, which the route reads itself.
        case raw(String)
    }

    package typealias Handler = @Sendable (ConsoleFront, ConsoleExchange) async throws(APIError) -> Response

    /// Stands before every pattern.
    package static let prefix = "/console/v1"

    package let method: HTTPRequest.Method
    package let pattern: String
    package let access: Access
    /// One line for the document.
    package let summary: String
    package let body: Body
    /// Names of the query's parameters, each with its words; any other is refused.
    package let query: [(name: String, words: String)]
    /// The status and the media type of success.
    package let answer: (status: Int, type: String)
    let handle: Handler

    /// Describes a route.
    ///
    /// - Parameter path: What follows ``prefix``; for a member's route, what follows `/orgs/{slug}` besides.
    package init(
        _ method: HTTPRequest.Method, _ path: String, _ access: Access, _ summary: String, body: Body = .none,
        query: [(name: String, words: String)] = [], answer: (status: Int, type: String) = (200, "application/json"),
        _ handle: @escaping Handler
    ) {
        self.method = method
        self.access = access
        self.summary = summary
        self.body = body
        self.query = query
        self.answer = answer
        self.handle = handle
        if case .member = access {
            pattern = Self.prefix + "/orgs/{slug}" + path
        } else {
            pattern = Self.prefix + path
        }
    }

    /// Whether a request must show that its sender may read the session: all that change something in it.
    var needsCompanion: Bool { access != .open && method != .get }
}

/// The parameters of a page of a list.
package let pageQuery: [(name: String, words: String)] = [
    ("limit", "Items of the page, at most."), ("cursor", "The nextCursor of the page before."),
]
