import Keys

/// Hosts in private networks that the server's own configuration trusts: no organization can add one.
public struct TrustedHosts: Sendable, Equatable {
    private let entries: [HostEntry]

    /// Nobody.
    public static let none = TrustedHosts([])

    /// Takes entries such as `images.internal`, `*.internal` or `127.0.0.1:8443`.
    public init(_ entries: [HostEntry]) { self.entries = entries }

    /// Whether an address is on a trusted host and port: the one that an entry names, else the usual one.
    func contains(_ address: WebAddress) -> Bool {
        entries.contains { $0.covers(address) && ($0.writtenPort ?? WebAddress.usualPort) == address.port }
    }
}
