import Crypto
import Foundation

/// A secret of 256 random bits: a session's, a link's. It prints as its redaction; only its digest is stored.
public struct Token: Sendable {
    /// base64url, 43 characters.
    private let text: String

    /// Draws a fresh token.
    public init(using random: inout some RandomNumberGenerator) {
        text = Self.base64URL((0..<4).flatMap { _ in Self.bytes(random.next()) })
    }

    /// Reads a token that somebody sent; nil where it cannot be one.
    public init?(_ text: String) {
        guard text.utf8.count == 43,
            text.utf8.allSatisfy({ byte in
                switch byte {
                case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "_"): true
                default: false
                }
            })
        else { return nil }
        self.text = text
    }

    /// What is stored instead: SHA-256 in hexadecimal. 256 random bits need no salt and no work factor.
    public var digest: String {
        SHA256.hash(data: Data(text.utf8)).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    /// Gives the token to `body`, for the one answer, cookie or link that carries it.
    public func withPlainText<Result>(_ body: (String) -> Result) -> Result { body(text) }

    /// A second secret that follows from this one: what pages send to show that they may read the session.
    public var companion: String {
        let code = HMAC<SHA256>.authenticationCode(
            for: Data("csrf".utf8), using: SymmetricKey(data: Data(text.utf8)))
        return Self.base64URL(Array(code))
    }

    /// Compares in constant time.
    public func isCompanion(_ other: String) -> Bool {
        let (one, two) = (Array(companion.utf8), Array(other.utf8))
        guard one.count == two.count else { return false }
        return zip(one, two).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }

    private static func bytes(_ word: UInt64) -> [UInt8] {
        (0..<8).map { UInt8(truncatingIfNeeded: word >> (8 * UInt64($0))) }
    }

    private static func base64URL(_ bytes: [UInt8]) -> String {
        Data(bytes).base64EncodedString()
            .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }
}

extension Token: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// A redaction.
    public var description: String { "Token[redacted]" }
    /// The same as ``description``.
    public var debugDescription: String { description }
    /// A mirror without children.
    public var customMirror: Mirror { Mirror(self, children: [(label: String?, value: Any)]()) }
}
