import Templates

/// What differs from what the template and the values asked for.
public struct RenderReport: Sendable, Equatable {
    public enum Kind: String, Sendable {
        /// Text was made smaller, as its `fit` allows.
        case shrunk
        /// Text was cut with an ellipsis, as its `overflow` asks.
        case ellipsis
        /// Text was cut without a mark.
        case cut
        /// A font family that was asked for does not exist here.
        case substitutedFont = "font-substituted"
        /// No font has this character.
        case missingGlyph = "glyph-missing"
        /// An image's colour profile was not applied.
        case ignoredColorProfile = "profile-ignored"
        /// An image was not to be had, and one of its fallbacks is shown.
        case imageFallback = "image-fallback"
        /// A picture of another server was not to be had, so its layer shows none.
        case failedImage = "image-failed"

        /// True where a strict render refuses the picture.
        public var failsStrict: Bool {
            switch self {
            case .cut, .substitutedFont, .missingGlyph, .failedImage: true
            case .shrunk, .ellipsis, .ignoredColorProfile, .imageFallback: false
            }
        }
    }

    public struct Entry: Sendable, Equatable {
        /// The layer's name, or its JSON pointer where it has none.
        public let layer: String
        public let kind: Kind
        /// The fact: a size, a family, code points. ASCII.
        public let detail: String
        /// The layer's place in the document.
        let place: Int
    }

    public private(set) var entries: [Entry] = []
    /// True where a picture of another server was not to be had: the same request may give another picture next time, so
    /// nobody should keep this one.
    public internal(set) var lacksImage = false

    public init() {}

    mutating func add(_ kind: Kind, layer: Layer, detail: String = "") {
        let ascii = detail.unicodeScalars.map { $0.isASCII && $0.value >= 0x20 ? String($0) : "?" }.joined()
        entries.append(Entry(layer: layer.label, kind: kind, detail: ascii, place: layer.id))
    }

    /// Both reports, in the order of the document.
    func joined(with other: RenderReport) -> RenderReport {
        if isEmpty || other.isEmpty { return isEmpty ? other : self }
        var report = RenderReport()
        // Swift's sort is stable: entries of one layer keep their order.
        report.entries = (entries + other.entries).sorted { $0.place < $1.place }
        report.lacksImage = lacksImage || other.lacksImage
        return report
    }

    public var isEmpty: Bool { entries.isEmpty }
    public var failsStrict: Bool { entries.contains { $0.kind.failsStrict } }

    /// The report as one header value: `title;shrunk=48, note;ellipsis`, at most about 1,000 characters.
    public var header: String {
        var value = ""
        for entry in entries {
            let item = "\(entry.layer);\(entry.kind.rawValue)" + (entry.detail.isEmpty ? "" : "=\(entry.detail)")
            if value.count + item.count > 1_000 { return value + ", ..." }
            value += value.isEmpty ? item : ", " + item
        }
        return value
    }
}
