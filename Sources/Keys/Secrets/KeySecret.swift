/// A whole API key in memory: well formed, not necessarily known.
///
/// It prints as its redaction everywhere: description, debug description, reflection, `dump`. The text comes out
/// through ``withPlainText(_:)`` alone, which only the answer that creates a key has a reason to call.
public struct KeySecret: Sendable {
    /// Which of the two prefixes the key carries.
    public let prefix: KeyPrefix
    /// The whole key in ASCII, then zeros: it lies in the value itself, so a request makes no array of it.
    private let text: InlineArray<48, UInt8>

    /// - Parameter text: ``count(after:)`` bytes.
    init(prefix: KeyPrefix, text: Span<UInt8>) {
        precondition(text.count == Self.count(after: prefix))
        self.prefix = prefix
        self.text = InlineArray { place in place < text.count ? text[place] : 0 }
    }

    /// The prefix and four characters, which lists may show.
    public var displayPrefix: String {
        String(decoding: (0..<prefix.byteCount + 4).map { text[$0] }, as: UTF8.self)
    }

    /// Gives the whole key to `body`, for the one answer that shows it.
    public func withPlainText<Result, Failure: Error>(_ body: (String) throws(Failure) -> Result) throws(Failure)
        -> Result
    {
        try body(String(decoding: (0..<Self.count(after: prefix)).map { text[$0] }, as: UTF8.self))
    }

    /// Whether these are the bytes of the whole key: all are compared whatever the first difference.
    @inline(__always)
    func isSame(as bytes: Span<UInt8>) -> Bool {
        guard bytes.count == Self.count(after: prefix) else { return false }
        var difference: UInt8 = 0
        for place in bytes.indices { difference |= text[place] ^ bytes[place] }
        return difference == 0
    }

    /// Gives the bytes of the whole key to `body`, for its HMAC.
    @inline(__always)
    func withBytes<Result>(_ body: (Span<UInt8>) -> Result) -> Result {
        body(text.span.extracting(first: Self.count(after: prefix)))
    }
}

extension KeySecret: Equatable {
    /// Compares all bytes whatever the first difference, so that timing tells nothing.
    public static func == (left: KeySecret, right: KeySecret) -> Bool {
        right.withBytes { left.isSame(as: $0) }
    }
}

extension KeySecret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The prefix and a redaction.
    public var description: String { prefix.rawValue + "[redacted]" }
    /// The same as ``description``.
    public var debugDescription: String { description }
    /// A mirror without children.
    public var customMirror: Mirror { Mirror(self, children: [(label: String?, value: Any)]()) }
}
