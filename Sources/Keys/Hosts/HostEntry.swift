/// One allowed host, as it was saved: a host, all its subdomains, or an address, with or without a port.
public struct HostEntry: Sendable, Hashable {
    let host: Host
    /// Subdomains of `host`, at least one label deep, and not `host` itself.
    let isWildcard: Bool
    /// Matches this port alone; any where there is none.
    let port: UInt16?

    /// Reads what somebody typed or pasted.
    ///
    /// Lower-cased, Unicode as A-labels, one trailing dot stripped; of `https://host:port/…` host and port stay.
    ///
    /// - Throws: ``KeyError/host(entry:_:)`` with the reason.
    public init(parsing text: String) throws(KeyError) {
        do throws(HostProblem) {
            try self.init(Self.trimmed(text))
        } catch {
            throw .host(entry: text.utf8.count > HostText.byteLimit ? "" : text, error)
        }
    }

    /// The one form in which this entry is stored and listed; parsing it gives the same entry.
    public var text: String {
        (isWildcard ? "*." : "") + host.text + (port.map { ":\($0)" } ?? "")
    }

    private init(_ bytes: ArraySlice<UInt8>) throws(HostProblem) {
        guard bytes.count <= HostText.byteLimit else { throw .tooLong(bytes: bytes.count) }
        if let control = bytes.first(where: { $0 <= 0x20 || $0 == 0x7F }) { throw .character(Unicode.Scalar(control)) }
        let parts = try HostText(bytes)
        guard parts.defaultPort != nil || parts.rest.isEmpty else { throw .path }
        guard !parts.authority.starts(with: "*.[".utf8) else { throw .wildcardAddress }
        var authority = try Authority(parts.authority)
        port = authority.port
        guard !authority.host.elementsEqual("*".utf8) else { throw .bareWildcard }
        isWildcard = !authority.isAddress && authority.host.starts(with: "*.".utf8)
        if isWildcard { authority = try Authority(host: authority.host.dropFirst(2)) }
        guard !authority.host.contains(UInt8(ascii: "*")) else { throw .innerWildcard }
        if !authority.isAddress, InternationalName.isNeeded(for: authority.host) {
            authority = try Authority(host: InternationalName.ascii(authority.host)[...])
        }
        host = try Host(authority)
    }

    private init(_ host: Host, isWildcard: Bool) {
        self.host = host
        self.isWildcard = isWildcard
        port = nil
    }

    /// The same host, or the same subdomains, with any port.
    var withoutPort: HostEntry { HostEntry(host, isWildcard: isWildcard) }

    private static func trimmed(_ text: String) -> ArraySlice<UInt8> {
        let isSpace: (UInt8) -> Bool = { $0 == 0x20 || (0x09...0x0D).contains($0) }
        let start = Array(text.utf8).drop(while: isSpace)
        return start.prefix(start.count - start.reversed().prefix(while: isSpace).count)
    }
}

extension Authority {
    /// A name on its own.
    fileprivate init(host: ArraySlice<UInt8>) throws(HostProblem) {
        guard !host.isEmpty else { throw .emptyLabel }
        self.host = host
        isAddress = false
        port = nil
    }
}
