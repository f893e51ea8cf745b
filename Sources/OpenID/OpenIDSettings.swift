import Foundation

/// The one issuer that people may sign in by, and what the issuer knows this server as.
public struct OpenIDSettings: Sendable, Equatable {
    /// The issuer's identifier, to the letter; its discovery document lies below it.
    public let issuer: String
    public let clientID: String
    /// nil for a client without a secret, which PKCE alone protects.
    public let clientSecret: String?
    /// Always with `openid` and `email`.
    public let scopes: [String]
    /// What the button says after "Sign in with".
    public let label: String
    /// A PEM file with more certificate authorities to trust, for an issuer inside the house.
    public let authorities: String?
    /// A PEM file with the authorities to trust in any case; nil: those that the library finds.
    public let systemAuthorities: String?

    /// Describes the issuer.
    public init(
        issuer: String, clientID: String, clientSecret: String?, scopes: [String], label: String,
        authorities: String? = nil, systemAuthorities: String? = nil
    ) {
        self.issuer = issuer
        self.clientID = clientID
        self.clientSecret = clientSecret
        self.scopes = ["openid", "email"] + scopes.filter { $0 != "openid" && $0 != "email" }
        self.label = label
        self.authorities = authorities
        self.systemAuthorities = systemAuthorities
    }

    /// Whether a URL may be spoken to: over HTTPS, or in the clear on this very machine.
    public static func isAcceptable(_ url: String) -> Bool {
        guard let parts = URLComponents(string: url), let host = parts.host, !host.isEmpty, parts.user == nil,
            parts.password == nil, parts.fragment == nil
        else { return false }
        switch parts.scheme {
        case "https": return true
        case "http": return ["localhost", "127.0.0.1", "::1", "[::1]"].contains(host)
        default: return false
        }
    }
}

extension OpenIDSettings: CustomStringConvertible, CustomReflectable {
    /// Without the secret.
    public var description: String { "OpenIDSettings[\(issuer)]" }
    /// A mirror without children.
    public var customMirror: Mirror { Mirror(self, children: [(label: String?, value: Any)]()) }
}
