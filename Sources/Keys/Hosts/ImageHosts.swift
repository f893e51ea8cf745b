import Limit

/// The hosts that an organization's templates may load pictures from. None: pictures come from assets only.
public struct ImageHosts: Sendable, Hashable {
    private let entries: [HostEntry]

    /// Reads entries as people write them: hosts, or `*.host` for all their subdomains. A port is left out or 443.
    ///
    /// - Throws: ``KeyError/host(entry:_:)`` for the first that is none, ``KeyError/tooManyHosts(count:limit:)``.
    public init(parsing texts: [String], limits: Limits.Remote = Limits.Remote()) throws(KeyError) {
        guard texts.count <= limits.hosts else { throw .tooManyHosts(count: texts.count, limit: limits.hosts) }
        var entries: [HostEntry] = []
        for text in texts {
            let entry = try HostEntry(parsing: text)
            guard entry.port == nil || entry.port == WebAddress.usualPort else {
                throw .host(entry: text, .portNotUsed)
            }
            let portless = entry.withoutPort
            if !entries.contains(portless) { entries.append(portless) }
        }
        self.entries = entries
    }

    /// Takes what is stored. Entries were checked when they were saved; one that no longer parses covers nothing.
    public init(stored texts: [String]) {
        entries = texts.compactMap { text in
            do throws(KeyError) { return try HostEntry(parsing: text).withoutPort } catch { return nil }
        }
    }

    /// The entries in the form in which they are stored.
    public var texts: [String] { entries.map(\.text) }

    /// Whether nothing may be loaded.
    public var isEmpty: Bool { entries.isEmpty }

    /// Whether an address is on one of the hosts.
    public func contains(_ address: WebAddress) -> Bool { entries.contains { $0.covers(address) } }
}
