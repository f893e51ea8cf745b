/// Whether a request comes from an allowed host. Anti-hotlinking, not authentication: a client can send any header.
public enum HostVerdict: Sendable, Equatable {
    /// Every header that is present names an allowed host.
    case allowed
    /// The organization allows no host yet, so no GET key works.
    case notConfigured
    /// The request carries neither `Origin` nor `Referer`.
    case noHeader
    /// One of the headers speaks against it.
    case refused(HostRefusal)
}

/// What speaks against a request.
public enum HostRefusal: Sendable, Equatable {
    /// The header is there more than once.
    case headerRepeated(SiteHeader)
    /// The page hides where it comes from.
    case nullOrigin(SiteHeader)
    /// The header's value is no address of a page.
    case malformed(SiteHeader, HostProblem)
    /// The host is not in the list, or not with this port.
    case notListed(SiteHeader, host: String, port: Int)
}

extension HostVerdict {
    /// A sentence for the person who wonders why the picture is missing; it names no host that is allowed.
    public var explanation: String {
        switch self {
        case .allowed: "the host is allowed"
        case .notConfigured: "no allowed host is configured; add the hosts that may embed pictures to the settings"
        case .noHeader: "the request carries neither Origin nor Referer, so its host is unknown"
        case .refused(.headerRepeated(let header)): "the request carries more than one \(header.rawValue)"
        case .refused(.nullOrigin(let header)): "\(header.rawValue) is null, so the host is unknown"
        case .refused(.malformed(let header, let problem)):
            "\(header.rawValue) is no http or https address: \(problem.explanation)"
        case .refused(.notListed(let header, let host, let port)):
            "\(header.rawValue) names \(host), port \(port), which is not among the allowed hosts"
        }
    }
}
