/// Names of stored objects: a prefix that says what it is, and 24 random base62 characters (142 bits).
///
/// An underscore is in every identifier and in no slug, so the two never meet.
public enum Identifier {
    /// What an identifier names; the raw value is its prefix.
    public enum Kind: String, Sendable, CaseIterable {
        case organization = "org_"
        case template = "tmpl_"
        case asset = "ast_"
        case render = "rnd_"
        case person = "usr_"
        case session = "ses_"
        case invitation = "inv_"
        case activity = "act_"
    }

    static let randomLength = 24
    private static let alphabet = [UInt8]("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".utf8)

    /// Makes a fresh identifier, every character equally likely.
    ///
    /// - Parameter generator: The system's in production, seeded in tests.
    public static func make(_ kind: Kind, using generator: inout some RandomNumberGenerator) -> String {
        var bytes = [UInt8](kind.rawValue.utf8)
        // Several characters come from each number: asking the system for randomness costs more than all the rest.
        for _ in 0..<randomLength / charactersPerNumber {
            var number = generator.next(upperBound: numberLimit)
            for _ in 0..<charactersPerNumber {
                bytes.append(alphabet[Int(number % UInt64(alphabet.count))])
                number /= UInt64(alphabet.count)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// A divisor of the length, and 62 to its power: below 2⁶⁴.
    private static let charactersPerNumber = 8
    private static let numberLimit: UInt64 = 62 * 62 * 62 * 62 * 62 * 62 * 62 * 62

    /// Whether a text has the form of an identifier of that kind. It may still name nothing.
    public static func isWellFormed(_ text: String, _ kind: Kind) -> Bool {
        guard text.utf8.count == kind.rawValue.utf8.count + randomLength, text.hasPrefix(kind.rawValue) else {
            return false
        }
        return text.utf8.dropFirst(kind.rawValue.utf8.count).allSatisfy(alphabet.contains)
    }
}
