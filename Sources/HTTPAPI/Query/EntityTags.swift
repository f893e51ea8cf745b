/// The value of `If-Match` or `If-None-Match`: a list of entity tags, or `*` (RFC 9110, 13.1).
package enum EntityTags: Sendable, Equatable {
    case any
    /// Opaque texts without quotes and `W/`, each with whether it was weak.
    case listed([Tag])

    package struct Tag: Sendable, Equatable {
        package let opaque: String
        package let isWeak: Bool
    }

    /// Reads all values of the header; nil when there is none. What is no tag matches nothing.
    package init?(_ values: [String]) {
        guard !values.isEmpty else { return nil }
        let joined = values.joined(separator: ",")
        if joined.trimmingSpaces == "*" {
            self = .any
            return
        }
        var tags: [Tag] = []
        var rest = joined[...]
        while let quote = rest.firstIndex(of: "\"") {
            let before = rest[..<quote]
            let start = rest.index(after: quote)
            guard let end = rest[start...].firstIndex(of: "\"") else { break }
            tags.append(Tag(opaque: String(rest[start..<end]), isWeak: before.hasSuffix("W/")))
            rest = rest[rest.index(after: end)...]
        }
        self = .listed(tags)
    }

    /// Weak comparison: for `If-None-Match`.
    package func matchesWeakly(_ opaque: String) -> Bool {
        switch self {
        case .any: true
        case .listed(let tags): tags.contains { $0.opaque == opaque }
        }
    }

    /// Strong comparison: for `If-Match`.
    package func matchesStrongly(_ opaque: String) -> Bool {
        switch self {
        case .any: true
        case .listed(let tags): tags.contains { $0.opaque == opaque && !$0.isWeak }
        }
    }
}
