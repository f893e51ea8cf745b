import Catalog
import HTTPTypes

/// Who may keep a GET render's answer, and which pages may read its pixels.
struct Sharing: Sendable {
    let policy: CachePolicy
    /// The origin that was sent and matched.
    let origin: String?
    /// The key stood in a header, which shared caches do not look at.
    let isByHeader: Bool

    var headers: HTTPFields {
        var headers: HTTPFields = [.resourcePolicy: "cross-origin"]
        if isByHeader {
            headers[.cacheControl] = "private, max-age=3600"
            headers[.vary] = "Authorization, X-API-Key"
        } else if policy == .public {
            headers[.cacheControl] = "public, max-age=86400, s-maxage=604800"
            // The answer names the origin that asked, so a shared copy serves that origin only.
            headers[.vary] = "Origin"
        } else {
            headers[.cacheControl] = "private, max-age=3600"
            headers[.vary] = "Origin, Referer"
        }
        if let origin { headers[.accessControlAllowOrigin] = origin }
        return headers
    }
}
