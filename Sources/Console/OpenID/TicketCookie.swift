import HTTPTypes
import OpenID

/// The cookie that ties the issuer's answer to the browser that asked. `SameSite=Lax`: the answer comes from another
/// site, as a page that is opened.
enum TicketCookie {
    static let secureName = "__Host-rs_oidc"
    static let plainName = "rs_oidc"

    static func value(in headers: HTTPFields) -> String? {
        let values = CookieValues(headers)
        return values[secureName] ?? values[plainName]
    }

    static func setting(_ ticket: SignInTicket, isSecure: Bool, seconds: Int) -> String {
        let attributes = SessionCookie.attributes(isSecure)
        return "\(isSecure ? secureName : plainName)=\(ticket.cookie); \(attributes); Max-Age=\(seconds)"
    }

    static func clearing(isSecure: Bool) -> String {
        "\(isSecure ? secureName : plainName)=; \(SessionCookie.attributes(isSecure)); Max-Age=0"
    }
}
