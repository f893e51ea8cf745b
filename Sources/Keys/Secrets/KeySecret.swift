/// A whole API key in memory: well formed, not necessarily known.
///
/// It prints as its redaction everywhere: description, debug description, reflection, `dump`. The text comes out
/// through ``withPlainText(_:)`` alone, which only the answer that creates a key has a reason to call.
public struct KeySecret: Sendable {
    /// Which of the two prefixes the key carries.
    public let prefix: KeyPrefix
    /// The whole key in ASCII.
    private let text: [UInt8]

    init(prefix: KeyPrefix, text: [UInt8]) {
        self.prefix = prefix
        self.text = text
    }

    /// The prefix and four characters, which lists may show.
    public var displayPrefix: String {
        String(decoding: text.prefix(prefix.rawValue.utf8.count + 4), as: UTF8.self)
    }

    /// Gives the whole key to `body`, for the one answer that shows it.
    public func withPlainText<Result, Failure: Error>(_ body: (String) throws(Failure) -> Result) throws(Failure)
        -> Result
    {
        try body(String(decoding: text, as: UTF8.self))
    }

    /// Gives the bytes of the whole key to `body`, for its HMAC.
    func withBytes<Result>(_ body: ([UInt8]) -> Result) -> Result { body(text) }
}

extension KeySecret: Equatable {
    /// Compares all bytes whatever the first difference, so that timing tells nothing.
    public static func == (left: KeySecret, right: KeySecret) -> Bool {
        guard left.text.count == right.text.count else { return false }
        var difference: UInt8 = 0
        for (one, other) in zip(left.text, right.text) { difference |= one ^ other }
        return difference == 0
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
