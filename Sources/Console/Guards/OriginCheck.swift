import HTTPAPI
import HTTPTypes
import Hummingbird

/// Whether what changes something was sent by our own pages: against forged requests (CSRF).
///
/// `Sec-Fetch-Site` says it in every browser of today; where it is missing, `Origin` must be ours.
struct OriginCheck {
    let words: PublicWords

    func check(_ request: Request) throws(APIError) {
        if let site = request.headers[.secFetchSite] {
            guard site == "same-origin" else {
                throw APIError(.forbidden, "Sec-Fetch-Site is \(Redaction.quoted(site)); it must be same-origin")
            }
            return
        }
        guard let origin = request.headers[.origin]?.lowercased() else {
            throw APIError(.forbidden, "send Sec-Fetch-Site or Origin, as browsers do")
        }
        guard isOurs(origin, authority: request.head.authority ?? "") else {
            throw APIError(.forbidden, "the Origin is another site")
        }
    }

    private func isOurs(_ origin: String, authority: String) -> Bool {
        let scheme = HostCheck.scheme(of: origin)
        guard origin.hasPrefix(scheme + "://") else { return false }
        let sent = HostCheck.withDefaultPort(String(origin.dropFirst(scheme.count + 3)), scheme: scheme)
        if let publicURL = words.publicURL {
            guard HostCheck.scheme(of: publicURL) == scheme else { return false }
            return sent == HostCheck.withDefaultPort(HostCheck.authority(of: publicURL), scheme: scheme)
        }
        return sent == HostCheck.withDefaultPort(authority.lowercased(), scheme: scheme)
    }
}

extension HTTPField.Name {
    static let secFetchSite = HTTPField.Name.constant("Sec-Fetch-Site")
    static let csrfToken = HTTPField.Name.constant("X-CSRF-Token")
    static let referrerPolicy = HTTPField.Name.constant("Referrer-Policy")
}
