import Hummingbird

/// Routes beside the public API's on the same listener: the console's.
package protocol Annex: Sendable {
    /// The pattern that answers a path, for logs and metrics.
    ///
    /// - Parameter isTaken: Whether the public API has a route of this path.
    /// - Returns: nil where the path is none of the annex's.
    func pattern(of path: String, isTaken: Bool) -> String?

    /// Answers a request whose path is the annex's.
    func answer(_ visit: Visit) async throws(APIError) -> Response
}

/// A request to an annex, with what the front knows of it.
package struct Visit: Sendable {
    package let request: Request
    /// Without the query.
    package let path: String
    /// What stands after the `?`, undecoded.
    package let query: String
    package let requestID: String
    /// The client's address; empty where there is none.
    package let address: String
    /// Tells when the client has gone.
    package let hangUp: HangUp?
}

/// The public listener: the front, and what was built on to it.
package struct PublicResponder: HTTPResponder {
    package typealias Context = FrontContext

    private let front: Front
    private let annex: (any Annex)?

    /// Joins the two.
    package init(front: Front, annex: (any Annex)?) {
        self.front = front
        self.annex = annex
    }

    /// Answers one request; whatever goes wrong becomes a problem, never a thrown error.
    package func respond(to request: Request, context: FrontContext) async -> Response {
        await front.respond(to: request, context: context, annex: annex)
    }
}
