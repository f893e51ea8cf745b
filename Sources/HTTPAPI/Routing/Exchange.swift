import Catalog
import Foundation
import HTTPTypes
import Hummingbird
import Keys

/// One request on its way through the front.
struct Exchange: Sendable {
    let request: Request
    let requestID: String
    /// The farm clock's time when the request was seen.
    let arrival: Duration
    let parameters: [String: String]
    /// What stands after the `?`, undecoded.
    let query: String
    /// Tells when the client has gone.
    let hangUp: HangUp?
    /// Where the connection's tasks run; nil in tests that have no connection.
    let loop: LoopExecutor?
    /// The key of a route that needs one.
    var key: VerifiedKey?
    /// Where the key stood.
    var keyPlace: Credential.Place?
    /// How long the checks of the key took.
    var authentication: Duration = .zero

    /// The key of a route that needs one; such a route is never called without.
    func requireKey() throws(APIError) -> VerifiedKey {
        guard let key else { throw APIError(.serverError, "the route has no key") }
        return key
    }

    /// A path parameter by its name in the route's pattern.
    func parameter(_ name: String) -> String { parameters[name] ?? "" }

    var headers: HTTPFields { request.headers }

    /// Refuses a client that does not accept a media type.
    func require(accepting mediaType: String) throws(APIError) {
        guard Accept.allows(mediaType, values: headers[values: .accept]) else {
            throw APIError(.notAcceptable, "this answer is \(mediaType), which Accept does not allow")
        }
    }
}
