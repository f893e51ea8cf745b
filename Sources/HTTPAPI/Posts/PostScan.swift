/// The bytes of one plain POST render, as places in them. Pure.
///
/// As with ``RequestScan``: it takes the whole request with its body, and nothing behind it, where nothing is left to
/// interpret. To refuse is always right.
struct PostScan: Sendable, Equatable {
    /// The value of `X-API-Key`, or what stands behind `Bearer`.
    private(set) var key: Range<Int>
    private(set) var body: Range<Int>
    private var fields = Fields()

    /// The one value of `Accept`; nil where everything is accepted.
    var accepted: Range<Int>? { fields.accepted }

    private static let start = [UInt8]("POST \(Front.syncPattern) HTTP/1.1\r\n".utf8)

    /// Reads what has arrived.
    ///
    /// - Returns: Nil unless the bytes are one request from beginning to end, with one key in its header and a body of
    ///   JSON that has a length.
    init?(_ bytes: Span<UInt8>, within bounds: RequestScan.Bounds) {
        var fields = Fields()
        guard Self.start.span.equals(bytes, from: 0),
            let end = FieldLines.read(
                bytes, from: Self.start.count, within: bounds, { fields.take($0, $1, of: bytes) }),
            fields.hasHost, let key = fields.key, let length = fields.length, length == bytes.count - end
        else { return nil }
        self.key = key
        self.fields = fields
        body = end..<bytes.count
    }

    /// Values of `X-Forwarded-For`, for the log.
    func forwardedTexts(in bytes: Span<UInt8>) -> [String] { fields.forwarded.texts(in: bytes) }

    private struct Fields: Sendable, Equatable {
        var key: Range<Int>?
        var length: Int?
        var accepted: Range<Int>?
        var forwarded = RequestScan.Places()
        var hasHost = false
        private var hasAccept = false
        private var hasType = false
        private static let type = [UInt8]("application/json".utf8)

        /// Notes a field; false where it needs the ordinary way.
        @inline(__always)
        mutating func take(_ name: FieldName, _ value: Range<Int>, of bytes: Span<UInt8>) -> Bool {
            switch name.meaning {
            case .nothing, .origin, .referer, .entityTag: return true
            case .refused, .contentEncoding: return false
            case .host:
                guard !hasHost, !value.isEmpty else { return false }
                hasHost = true
            case .accept:
                guard !hasAccept else { return false }
                hasAccept = true
                accepted = FieldValue.isAnything(value, in: bytes) ? nil : value
            case .connection: return FieldValue.isKeepAlive(value, in: bytes)
            case .forwarded: return forwarded.add(value)
            case .authorization:
                guard key == nil, let token = FieldValue.bearer(value, in: bytes) else { return false }
                key = token
            case .apiKey:
                guard key == nil else { return false }
                key = value
            case .contentLength:
                guard length == nil, let number = FieldValue.number(value, in: bytes) else { return false }
                length = number
            case .contentType:
                guard !hasType, value.count == Self.type.count, Self.type.span.equals(bytes, from: value.lowerBound)
                else { return false }
                hasType = true
            }
            return true
        }
    }
}
