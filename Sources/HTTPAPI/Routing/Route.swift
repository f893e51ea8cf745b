import HTTPTypes
import Hummingbird
import Keys

/// One method of one path, who may call it, and what it does.
struct Route: Routed {
    enum Access: Sendable, Equatable {
        /// Anybody, without a key.
        case open
        /// A key whose type may do this.
        case key(KeyOperation)
    }

    /// How long its own steps may take.
    enum Pace: Sendable, Equatable {
        /// Microseconds: it runs on the connection's event loop.
        case quick
        /// Perhaps milliseconds, for a large body: it runs on the shared pool, so that the loop's other connections go
        /// on.
        case slow
    }

    typealias Handler = @Sendable (Front, Exchange) async throws(APIError) -> Response

    package let method: HTTPRequest.Method
    /// Segments, of which those in braces are parameters, as OpenAPI writes them.
    package let pattern: String
    let access: Access
    let pace: Pace
    let handle: Handler

    init(
        _ method: HTTPRequest.Method, _ pattern: String, _ access: Access, _ pace: Pace = .slow,
        _ handle: @escaping Handler
    ) {
        self.method = method
        self.pattern = pattern
        self.access = access
        self.pace = pace
        self.handle = handle
    }
}
