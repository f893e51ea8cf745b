/// The bytes of one plain request for a hit, as places in them. Pure.
///
/// It takes over from the parser only where nothing is left to interpret: the whole request, nothing behind it, and no
/// byte or field that is unusual. Whatever it does not take goes the ordinary way, so to refuse is always right.
struct RequestScan: Sendable, Equatable {
    /// What a request may have.
    struct Bounds: Sendable {
        let targetBytes: Int
        /// Of all names and values.
        let fieldBytes: Int
        let fields: Int
    }

    /// Up to two places.
    struct Places: Sendable, Equatable {
        private(set) var first: Range<Int>?
        private(set) var second: Range<Int>?

        /// False where both are taken.
        @inline(__always)
        mutating func add(_ place: Range<Int>) -> Bool {
            if first == nil { first = place } else if second == nil { second = place } else { return false }
            return true
        }

        func texts(in bytes: Span<UInt8>) -> [String] { [first, second].compactMap { $0 }.map { bytes.text($0) } }
    }

    let target: Range<Int>
    /// The value of `apiKey` or `key`, inside the target.
    let key: Range<Int>
    /// The one value of `Origin` that is not empty: two are refused by every list of hosts.
    var origin: Range<Int>?
    /// Likewise of `Referer`.
    var referer: Range<Int>?
    /// The one value of `Accept`; nil where everything is accepted.
    var accepted: Range<Int>?
    /// The one value of `If-None-Match`.
    var entityTag: Range<Int>?
    /// Values of `X-Forwarded-For` in their order.
    var forwarded = Places()
    private var hasAccept = false
    private var hasHost = false

    private static let method = [UInt8]("GET ".utf8)
    private static let version = [UInt8](" HTTP/1.1\r\n".utf8)
    private static let end = [UInt8]("\r\n\r\n".utf8)

    /// Reads what has arrived.
    ///
    /// - Returns: Nil unless the bytes are one request from beginning to end, in plain ASCII.
    init?(_ bytes: Span<UInt8>, within bounds: Bounds) {
        guard Self.end.span.equals(bytes, from: bytes.count - 4), Self.method.span.equals(bytes, from: 0),
            TargetCut.start.span.equals(bytes, from: 4),
            let cut = TargetCut(query: 4 + TargetCut.start.count, in: bytes),
            cut.end - 4 <= bounds.targetBytes, Self.version.span.equals(bytes, from: cut.end)
        else { return nil }
        target = 4..<cut.end
        key = cut.key
        let end = FieldLines.read(bytes, from: cut.end + Self.version.count, within: bounds) { name, value in
            take(name, value, of: bytes)
        }
        guard end == bytes.count, hasHost else { return nil }
    }

    /// Notes a field; false where it needs the ordinary way.
    @inline(__always)
    private mutating func take(_ name: FieldName, _ value: Range<Int>, of bytes: Span<UInt8>) -> Bool {
        switch name.meaning {
        case .nothing, .contentType, .contentEncoding: return true
        case .authorization, .apiKey, .contentLength, .refused: return false
        case .host:
            guard !hasHost, !value.isEmpty else { return false }
            hasHost = true
        case .origin:
            guard !value.isEmpty else { return true }
            guard origin == nil else { return false }
            origin = value
        case .referer:
            guard !value.isEmpty else { return true }
            guard referer == nil else { return false }
            referer = value
        case .accept:
            guard !hasAccept else { return false }
            hasAccept = true
            accepted = FieldValue.isAnything(value, in: bytes) ? nil : value
        case .entityTag:
            guard entityTag == nil else { return false }
            entityTag = value
        case .connection: return FieldValue.isKeepAlive(value, in: bytes)
        case .forwarded: return forwarded.add(value)
        }
        return true
    }
}
