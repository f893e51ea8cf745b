import HTTPTypes
import Hummingbird
import Keys

extension Front {
    /// The one route that takes a key from its query.
    static let imagePattern = "/api/v1/render"

    /// Checks the key, then what its type may do. Hosts come later, since they need the organization's settings.
    func authenticate(_ exchange: inout Exchange, operation: KeyOperation) throws(APIError) {
        let credential = try Credential(
            headers: exchange.headers, query: QueryPairs.keys(in: exchange.query, isImage: operation == .renderGET))
        let key: VerifiedKey
        switch parts.keys.snapshot.verify(credential.secret, now: parts.now()) {
        case .valid(let verified): key = verified
        case .unknown: throw Credential.unknown
        case .revoked: throw Credential.refusal("the API key was revoked")
        case .expired: throw Credential.refusal("the API key has expired")
        }
        exchange.key = key
        exchange.keyPlace = credential.place
        defer { exchange.authentication = parts.clock.now() - exchange.arrival }
        guard key.may(operation) else { throw refusal(key, operation, exchange) }
        if key.type == .get, credential.place == .header {
            throw recorded(
                APIError(.forbidden, "a GET key belongs into the query of GET \(Self.imagePattern), not into a header"),
                exchange, operation)
        }
    }

    private func refusal(_ key: VerifiedKey, _ operation: KeyOperation, _ exchange: Exchange) -> APIError {
        let detail =
            key.type == .get
            ? "a GET key may call GET \(Self.imagePattern) only"
            : "a \(key.type.rawValue) key may not do this"
        return recorded(APIError(.forbidden, detail), exchange, operation)
    }

    /// A render that is refused for its key's type still belongs into the history.
    private func recorded(
        _ error: APIError, _ exchange: Exchange, _ operation: KeyOperation
    ) -> APIError {
        if operation == .renderSync || operation == .renderGET, let key = exchange.key {
            var track = RenderTrack(source: operation == .renderGET ? .get : .sync, key: key)
            track.refuse(error)
            record(track, since: exchange.arrival)
        }
        return error
    }
}

extension QueryPairs {
    /// Keys in a query string, found leniently: a broken pair elsewhere must not hide what is wrong with the key.
    ///
    /// - Parameter isImage: Whether it is the image's route. Anywhere else `key` may name something, such as the key's
    ///   id in a filter, and only what looks like a key is one.
    static func keys(in query: String, isImage: Bool) -> [String] {
        guard query.contains("ey=") else { return [] }
        var keys: [String] = []
        for part in query.split(separator: "&") {
            let pair: QueryPairs
            do throws(APIError) { pair = try QueryPairs(part) } catch { continue }
            keys += pair.values(of: "apiKey", alias: "key")
        }
        return isImage ? keys : keys.filter { $0.hasPrefix("rs_") }
    }
}
