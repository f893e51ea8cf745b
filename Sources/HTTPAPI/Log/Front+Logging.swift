import Hummingbird
import Logging

extension Front {
    /// One line for one request. Neither path nor query is in it, only the route's pattern: a GET render's query
    /// holds a key, and whatever else strangers send stays out too.
    nonisolated func log(_ exchange: Exchange, route: String?, status: Int, context: FrontContext) {
        let level: Logger.Level = status >= 500 && status != 503 ? .error : .info
        var metadata: Logger.Metadata = [
            "request": .string(exchange.requestID), "method": .string(methodName(exchange)),
            "route": .string(route ?? "-"), "status": .stringConvertible(status),
            "microseconds": .stringConvertible(Int((parts.clock.now() - exchange.arrival) / .microseconds(1))),
        ]
        if let key = exchange.key { metadata["key"] = .string(key.id) }
        if let address = parts.words.trustedProxies.client(
            of: context.channel.remoteAddress?.ipAddress, forwarded: exchange.headers[values: .forwardedFor])
        {
            metadata["client"] = .string(address)
        }
        parts.logger.log(level: level, "request", metadata: metadata)
    }

    /// The method where it is one that has a meaning here; whatever else was sent stays out of logs and metrics.
    nonisolated func methodName(_ exchange: Exchange) -> String {
        let name = exchange.request.method.rawValue
        return knownMethods.contains(name) ? name : "other"
    }
}

private let knownMethods: Set<String> = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]
