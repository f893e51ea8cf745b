import Crypto

/// The secret under which an organization signs URLs: `rs_sign_` and 43 random base62 characters, 256 bits.
///
/// The HMAC's key is the whole text in ASCII, as people copy it. It prints as its redaction everywhere; the text comes
/// out through ``withPlainText(_:)`` alone.
public struct SigningSecret: Sendable {
    /// What every secret starts with, so that scanners and redaction know it.
    public static let prefix = "rs_sign_"
    static let randomCount = 43

    private let text: [UInt8]

    /// Reads a secret as it was shown; nil where it is none.
    public init?(parsing text: String) {
        let bytes = [UInt8](text.utf8)
        let start = [UInt8](Self.prefix.utf8)
        guard bytes.count == start.count + Self.randomCount, bytes.starts(with: start),
            bytes[start.count...].allSatisfy(Base62.contains)
        else { return nil }
        self.text = bytes
    }

    init(using generator: inout some RandomNumberGenerator) {
        text = [UInt8](Self.prefix.utf8) + Base62.random(count: Self.randomCount, using: &generator)
    }

    /// Gives the whole secret to `body`: for the answer that shows it once, and for keeping it encrypted.
    public func withPlainText<Result, Failure: Error>(
        _ body: (String) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try body(String(decoding: text, as: UTF8.self))
    }

    /// HMAC-SHA256 of a query's canonical bytes in base64url without padding, 43 characters.
    public func signature(of query: SignedQuery) -> String {
        let code = HMAC<SHA256>.authenticationCode(for: query.signedBytes, using: SymmetricKey(data: text))
        return Base64URL.text(Array(code))
    }

    /// Whether a query carries this secret's signature; it takes the same time whatever differs.
    func signed(_ query: SignedQuery) -> Bool {
        let expected = Array(signature(of: query).utf8)
        let found = Array((query.signature ?? "").utf8)
        guard expected.count == found.count else { return false }
        var difference: UInt8 = 0
        for (one, other) in zip(expected, found) { difference |= one ^ other }
        return difference == 0
    }
}

extension SigningSecret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The prefix and a redaction.
    public var description: String { Self.prefix + "[redacted]" }
    /// The same as ``description``.
    public var debugDescription: String { description }
    /// A mirror without children.
    public var customMirror: Mirror { Mirror(self, children: [(label: String?, value: Any)]()) }
}

/// Base64 for URLs (RFC 4648, 5), without padding.
enum Base64URL {
    private static let alphabet = [UInt8]("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

    static func text(_ bytes: [UInt8]) -> String {
        var digits: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            let word = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
            for place in 0...group.count { digits.append(alphabet[word >> (18 - 6 * place) & 63]) }
        }
        return String(decoding: digits, as: UTF8.self)
    }
}
