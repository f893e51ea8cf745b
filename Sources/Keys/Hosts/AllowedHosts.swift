import Limit

/// The hosts that may embed an organization's GET keys, ready to judge requests.
public struct AllowedHosts: Sendable, Equatable {
    /// The entries in their order, each once.
    public let entries: [HostEntry]
    private let exact: [Host: Ports]
    /// By the name that subdomains must end in.
    private let parents: [String: Ports]

    /// Puts entries together.
    public init(_ entries: [HostEntry]) {
        var seen: Set<HostEntry> = []
        self.entries = entries.filter { seen.insert($0).inserted }
        var exact: [Host: Ports] = [:]
        var parents: [String: Ports] = [:]
        for entry in self.entries {
            if entry.isWildcard, case .name(let name) = entry.host {
                parents[name, default: Ports()].insert(entry.port)
            } else {
                exact[entry.host, default: Ports()].insert(entry.port)
            }
        }
        self.exact = exact
        self.parents = parents
    }

    /// Reads entries as people write them.
    ///
    /// - Throws: ``KeyError/host(entry:_:)`` for the first that is none, ``KeyError/tooManyHosts(count:limit:)``.
    public init(parsing texts: [String], limits: Limits.Keys = Limits.Keys()) throws(KeyError) {
        guard texts.count <= limits.allowedHosts else {
            throw .tooManyHosts(count: texts.count, limit: limits.allowedHosts)
        }
        var entries: [HostEntry] = []
        for text in texts { entries.append(try HostEntry(parsing: text)) }
        self.init(entries)
    }

    /// The entries in the form in which they are stored.
    public var texts: [String] { entries.map(\.text) }

    /// Judges a request by all values of its two headers, as they were sent.
    ///
    /// Empty values are dropped; a header sent twice is a refusal; every header that is left must parse and match.
    public func allows(origin: [String], referer: [String]) -> HostVerdict {
        guard !entries.isEmpty else { return .notConfigured }
        var isAnyPresent = false
        for (header, all) in [(SiteHeader.origin, origin), (.referer, referer)] {
            let values = all.filter { !$0.isEmpty }
            guard let value = values.first else { continue }
            guard values.count == 1 else { return .refused(.headerRepeated(header)) }
            if let refusal = refusal(of: value, header: header) { return .refused(refusal) }
            isAnyPresent = true
        }
        return isAnyPresent ? .allowed : .noHeader
    }

    private func refusal(of value: String, header: SiteHeader) -> HostRefusal? {
        if value == "null" { return .nullOrigin(header) }
        do throws(HostProblem) {
            let site = try RequestSite(value, header: header)
            if matches(site) { return nil }
            return .notListed(header, host: site.host.text, port: Int(site.port))
        } catch {
            return .malformed(header, error)
        }
    }

    private func matches(_ site: RequestSite) -> Bool {
        if exact[site.host]?.contains(site.port) ?? false { return true }
        guard case .name(let name) = site.host else { return false }
        var parent = name[...]
        while let dot = parent.firstIndex(of: ".") {
            parent = parent[parent.index(after: dot)...]
            if parents[String(parent)]?.contains(site.port) ?? false { return true }
        }
        return false
    }
}

/// The ports that the entries of one host allow.
private struct Ports: Sendable, Equatable {
    private var isAny = false
    private var listed: Set<UInt16> = []

    mutating func insert(_ port: UInt16?) {
        if let port { listed.insert(port) } else { isAny = true }
    }

    func contains(_ port: UInt16) -> Bool { isAny || listed.contains(port) }
}
