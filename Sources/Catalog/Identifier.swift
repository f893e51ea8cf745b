/// Names of stored objects: a prefix that says what it is, and 24 base62 characters, all of them random (142 bits) or,
/// for what is made by the million, behind eight that tell the millisecond (95 random bits): rows that are written one
/// after the other then lie beside each other in every index.
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
        append(to: start(of: kind), randomLength, using: &generator)
    }

    /// Makes a fresh identifier that sorts by time.
    ///
    /// - Parameter milliseconds: Since 1970.
    public static func make(
        _ kind: Kind, atMilliseconds milliseconds: Int64, using generator: inout some RandomNumberGenerator
    ) -> String {
        var bytes = start(of: kind)
        var divisor = numberLimit / UInt64(alphabet.count)
        for _ in 0..<charactersPerNumber {
            bytes.append(alphabet[Int(UInt64(max(0, milliseconds)) / divisor % UInt64(alphabet.count))])
            divisor = max(1, divisor / UInt64(alphabet.count))
        }
        return append(to: bytes, randomLength - charactersPerNumber, using: &generator)
    }

    private static func start(of kind: Kind) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(kind.rawValue.utf8.count + randomLength)
        bytes += kind.rawValue.utf8
        return bytes
    }

    private static func append(
        to start: [UInt8], _ length: Int, using generator: inout some RandomNumberGenerator
    ) -> String {
        var bytes = start
        // Several characters come from each number: asking the system for randomness costs more than all the rest.
        for _ in 0..<length / charactersPerNumber {
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
