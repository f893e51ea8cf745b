import Foundation
import HTTPAPI
import Hummingbird

/// Whether a request was meant for this server: against names that were made to point at it (DNS rebinding).
///
/// With a public URL, `Host` must be its host and port. Without one it must be an address or `localhost`: no foreign
/// name can be either.
struct HostCheck {
    let words: PublicWords

    func check(_ request: Request) throws(APIError) {
        guard isOurs(request.head.authority ?? "") else {
            throw APIError(
                .forbidden,
                words.publicURL == nil
                    ? "without a public URL the dashboard answers to addresses and localhost only; set public-url"
                    : "the dashboard answers at its public URL only")
        }
    }

    func isOurs(_ authority: String) -> Bool {
        let authority = authority.lowercased()
        guard let publicURL = words.publicURL else {
            let host = Self.host(of: authority)
            return Self.isAddress(host) || host == "localhost"
        }
        return Self.withDefaultPort(authority, scheme: Self.scheme(of: publicURL))
            == Self.withDefaultPort(Self.authority(of: publicURL), scheme: Self.scheme(of: publicURL))
    }

    static func scheme(of url: String) -> String { url.lowercased().hasPrefix("https:") ? "https" : "http" }

    static func authority(of url: String) -> String {
        let rest = url.lowercased().split(separator: "/", maxSplits: 2, omittingEmptySubsequences: false).dropFirst(2)
        return rest.first.map { String($0.prefix { $0 != "/" }) } ?? ""
    }

    static func withDefaultPort(_ authority: String, scheme: String) -> String {
        let suffix = scheme == "https" ? ":443" : ":80"
        return authority.hasSuffix(suffix) ? String(authority.dropLast(suffix.count)) : authority
    }

    /// The authority without its port, and without the brackets of an IPv6 address.
    static func host(of authority: String) -> String {
        if authority.hasPrefix("[") { return String(authority.dropFirst().prefix { $0 != "]" }) }
        return String(authority.prefix { $0 != ":" })
    }

    static func isLoopback(_ authority: String) -> Bool {
        let host = host(of: authority.lowercased())
        return host == "localhost" || host == "::1" || host.hasPrefix("127.") && isAddress(host)
    }

    private static func isAddress(_ host: String) -> Bool {
        if host.contains(":") { return host.allSatisfy { $0.isHexDigit || $0 == ":" || $0 == "." } }
        let octets = host.split(separator: ".", omittingEmptySubsequences: false)
        return octets.count == 4 && octets.allSatisfy { UInt8($0) != nil }
    }
}
