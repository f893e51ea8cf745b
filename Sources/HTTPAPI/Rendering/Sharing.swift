import Catalog
import HTTPTypes

/// Who may keep a GET render's answer, and which pages may read its pixels.
struct Sharing: Sendable {
    let policy: CachePolicy
    /// The origin that was sent and matched.
    let origin: String?
    /// The key stood in a header, which shared caches do not look at.
    let isByHeader: Bool
    /// How long a signed URL is still good; nil where the URL is not signed. No copy may outlive it.
    var secondsLeft: Int?

    private func age(_ seconds: Int) -> Int { min(seconds, max(0, secondsLeft ?? seconds)) }

    var headers: HTTPFields {
        var headers: HTTPFields = [.resourcePolicy: "cross-origin"]
        if isByHeader {
            headers[.cacheControl] = "private, max-age=\(age(3_600))"
            headers[.vary] = "Authorization, X-API-Key"
        } else if policy == .public {
            headers[.cacheControl] = "public, max-age=\(age(86_400)), s-maxage=\(age(604_800))"
            // The answer names the origin that asked, so a shared copy serves that origin only.
            headers[.vary] = "Origin"
        } else {
            headers[.cacheControl] = "private, max-age=\(age(3_600))"
            // A signature needs no Referer, so it does not matter to the answer.
            headers[.vary] = secondsLeft == nil ? "Origin, Referer" : "Origin"
        }
        if let origin { headers[.accessControlAllowOrigin] = origin }
        return headers
    }
}
