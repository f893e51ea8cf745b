import HTTPAPI
import HTTPTypes
import Hummingbird
import Limit
import People

/// The cookie that carries a session's token.
enum SessionCookie {
    /// The prefix has browsers insist on `Secure`, `Path=/` and no domain.
    static let secureName = "__Host-rs_session"
    /// For plain HTTP on another host than this, where browsers keep no `Secure` cookie.
    static let plainName = "rs_session"

    /// The token of a request; nil where there is none or it cannot be one.
    static func token(in headers: HTTPFields) -> Token? {
        let values = CookieValues(headers)
        return (values[secureName] ?? values[plainName]).flatMap { Token($0) }
    }

    /// Whether browsers that reach us like this keep `Secure` cookies: over HTTPS, and on this very machine.
    static func isSecure(publicURL: String?, authority: String) -> Bool {
        if let publicURL {
            return HostCheck.scheme(of: publicURL) == "https"
                || HostCheck.isLoopback(HostCheck.authority(of: publicURL))
        }
        return HostCheck.isLoopback(authority)
    }

    /// The header that sets the cookie.
    static func setting(_ token: Token, isSecure: Bool, seconds: Int) -> String {
        token.withPlainText { text in
            "\(isSecure ? secureName : plainName)=\(text); \(attributes(isSecure)); Max-Age=\(seconds)"
        }
    }

    /// The header that removes it.
    static func clearing(isSecure: Bool) -> String {
        "\(isSecure ? secureName : plainName)=; \(attributes(isSecure)); Max-Age=0"
    }

    static func attributes(_ isSecure: Bool) -> String {
        "Path=/; HttpOnly; SameSite=Lax" + (isSecure ? "; Secure" : "")
    }
}
