/// The site that a request's `Origin` or `Referer` names.
struct RequestSite {
    let host: Host
    /// The port that is connected to: the one written, else the scheme's.
    let port: UInt16

    init(_ value: String, header: SiteHeader) throws(HostProblem) {
        guard value.utf8.count <= HostText.byteLimit else { throw .tooLong(bytes: value.utf8.count) }
        let bytes = Array(value.utf8)
        if let odd = value.unicodeScalars.first(where: { !(0x21...0x7E).contains($0.value) }) { throw .character(odd) }
        let parts = try HostText(bytes[...])
        guard let defaultPort = parts.defaultPort else { throw .scheme }
        guard header == .referer || parts.rest.isEmpty else { throw .path }
        let authority = try Authority(parts.authority)
        host = try Host(authority)
        port = authority.port ?? defaultPort
    }
}

/// The headers that say where a picture is embedded.
public enum SiteHeader: String, Sendable {
    case origin = "Origin"
    case referer = "Referer"
}
