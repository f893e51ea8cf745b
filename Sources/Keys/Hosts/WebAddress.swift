/// An https URL as its parts. What is connected to is rebuilt from them, so that no second parser sees the original text
/// and understands something else.
public struct WebAddress: Sendable, Hashable {
    let host: Host
    /// 443 where none is written.
    public let port: UInt16
    /// Path and query, from the first `/` on, without the fragment.
    public let target: String

    /// The port of https.
    public static let usualPort: UInt16 = 443

    /// Reads a URL of printable ASCII, at most 4,096 bytes, without user information.
    public init(parsing text: String) throws(HostProblem) {
        let bytes = Array(text.utf8)
        guard bytes.count <= HostText.byteLimit else { throw .tooLong(bytes: bytes.count) }
        if let odd = text.unicodeScalars.first(where: { !(0x21...0x7E).contains($0.value) }) { throw .character(odd) }
        let parts = try HostText(bytes[...])
        guard parts.defaultPort == Self.usualPort else { throw .scheme }
        let authority = try Authority(parts.authority)
        host = try Host(authority)
        port = authority.port ?? Self.usualPort
        let rest = parts.rest.prefix { $0 != UInt8(ascii: "#") }
        target = (rest.first == UInt8(ascii: "/") ? "" : "/") + String(decoding: rest, as: UTF8.self)
    }

    /// The host as it stands in a URL: an IPv6 address in brackets.
    public var hostText: String { host.text }

    /// The host as resolvers take it: an IPv6 address without brackets.
    public var bareHost: String {
        switch host {
        case .name(let name): name
        case .address(let address): address.text
        }
    }

    /// Host and port, the usual one left out.
    public var authority: String { host.text + (port == Self.usualPort ? "" : ":\(port)") }

    /// The whole URL in its one form.
    public var text: String { "https://\(authority)\(target)" }
}

extension HostEntry {
    /// Whether the entry's host, or its `*.`, covers that of an address; ports are not looked at.
    public func covers(_ address: WebAddress) -> Bool {
        guard isWildcard else { return host == address.host }
        guard case .name(let parent) = host, case .name(let name) = address.host else { return false }
        return name.hasSuffix("." + parent)
    }

    /// The port that is written in the entry.
    public var writtenPort: UInt16? { port }
}
