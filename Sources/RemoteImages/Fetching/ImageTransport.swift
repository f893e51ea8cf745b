import Keys

/// Asks a server once. It blocks, so it is asked on threads that fetch.
public protocol ImageTransport: Sendable {
    /// Sends one GET and follows no redirect.
    func get(_ request: TransportRequest) throws(RemoteImageError) -> TransportAnswer
}

/// One GET.
public struct TransportRequest: Sendable, Equatable {
    /// Where the picture is.
    public let address: WebAddress
    /// The only addresses that may be connected to.
    public let vetted: [NetworkAddress]
    /// Whether the server's own configuration trusts the host.
    public let isTrusted: Bool
    /// The longest body.
    public let byteLimit: Int
    public let timeoutMilliseconds: Int
}

/// What a server answered.
public enum TransportAnswer: Sendable, Equatable {
    /// 200.
    case found([UInt8])
    /// Where a 301, 302, 303, 307 or 308 leads to; empty where that is not said.
    case moved(to: String)
    /// Any other status.
    case other(Int)
}
