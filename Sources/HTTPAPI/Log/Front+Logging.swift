import Hummingbird
import Logging

extension Front {
    /// One line for one request. Neither path nor query is in it, only the route's pattern: a GET render's query
    /// holds a key, and whatever else strangers send stays out too.
    ///
    /// - Parameters:
    ///   - peer: The address at the other end of the connection; asked for only where a line is written.
    ///   - forwarded: Values of `X-Forwarded-For`, likewise.
    func log(_ facts: RequestFacts, peer: @autoclosure () -> String?, forwarded: @autoclosure () -> [String]) {
        let level: Logger.Level = facts.status >= 500 && facts.status != 503 ? .error : .info
        guard parts.logger.logLevel <= level else { return }
        var metadata: Logger.Metadata = [
            "request": .string(facts.requestID), "method": .string(facts.method),
            "route": .string(facts.route ?? "-"), "status": .stringConvertible(facts.status),
            "microseconds": .stringConvertible(Int((parts.clock.now() - facts.arrival) / .microseconds(1))),
        ]
        if let key = facts.key { metadata["key"] = .string(key) }
        if let address = parts.words.trustedProxies.client(of: peer(), forwarded: forwarded()) {
            metadata["client"] = .string(address)
        }
        parts.logger.log(level: level, "request", metadata: metadata)
    }

    /// The method where it is one that has a meaning here; whatever else was sent stays out of logs and metrics.
    func methodName(_ exchange: Exchange) -> String {
        let name = exchange.request.method.rawValue
        return knownMethods.contains(name) ? name : "other"
    }
}

/// What a request's line in the log tells.
struct RequestFacts {
    let requestID: String
    let method: String
    /// The pattern; nil where there is no such route.
    let route: String?
    let status: Int
    let arrival: Duration
    /// The key's id.
    let key: String?
}

private let knownMethods: Set<String> = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]
