import Limit

/// How a server listens and what it says about itself.
public struct ServerConfiguration: Sendable {
    /// The address or name to bind.
    public var host = "127.0.0.1"
    /// The port to bind; 0 takes any free one, which `onRunning` reports.
    public var port = 8_080
    /// The port of a listener of its own for `GET /metrics`, without a token; nil opens none.
    public var metricsPort: Int?
    /// The address that it binds; keep it away from strangers.
    public var metricsHost = "127.0.0.1"
    /// The path of the admin socket; nil serves none.
    public var adminSocketPath: String?
    /// Certificate chain and private key; nil serves plain HTTP.
    public var tls: TLSFiles?
    /// Addresses in answers, and trusted proxies.
    public var words = PublicWords()
    /// Bounds of the listener: connections, deadlines, shutdown. The front has its own in ``FrontParts``.
    public var limits = Limits()

    /// PEM files.
    public struct TLSFiles: Sendable, Equatable {
        public var certificatePath: String
        public var keyPath: String

        /// Names the two files.
        public init(certificatePath: String, keyPath: String) {
            self.certificatePath = certificatePath
            self.keyPath = keyPath
        }
    }

    /// A server on 127.0.0.1:8080 without TLS and admin socket.
    public init() {}
}

/// Why a server could not be put together.
public enum ServerError: Error, Equatable, Sendable {
    /// The certificate or the key cannot be used.
    case tls
    /// The admin socket's path has more bytes than a Unix socket's address holds.
    case socketPathTooLong(bytes: Int, limit: Int)
}
