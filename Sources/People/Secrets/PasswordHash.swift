import Crypto
import CryptoExtras
import Foundation

/// A password as it is stored: scrypt with its parameters and a salt of its own.
public struct PasswordHash: Sendable, Equatable {
    /// What a guess costs. Memory is `128 · rounds · blockSize` bytes.
    public struct Cost: Sendable, Equatable {
        let logarithmOfRounds: Int
        let blockSize: Int
        let parallelism: Int

        /// OWASP's choice for 32 MiB (Password Storage Cheat Sheet): N = 2¹⁵, r = 8, p = 3.
        public static let standard = Cost(logarithmOfRounds: 15, blockSize: 8, parallelism: 3)
        /// For tests alone: next to nothing.
        package static let trivial = Cost(logarithmOfRounds: 4, blockSize: 1, parallelism: 1)

        var isAcceptable: Bool {
            (1...20).contains(logarithmOfRounds) && (1...16).contains(blockSize) && (1...16).contains(parallelism)
        }
    }

    private static let byteCount = 32
    private let cost: Cost
    private let salt: [UInt8]
    private let key: [UInt8]

    /// Derives the hash of a password. It blocks for a tenth of a second and more: see ``Passwords``.
    ///
    /// - Returns: nil where the library fails, for want of memory.
    init?(password: String, cost: Cost, salt: [UInt8]) {
        guard let key = Self.derive(password, cost: cost, salt: salt) else { return nil }
        self.cost = cost
        self.salt = salt
        self.key = key
    }

    /// The hash of no password: comparing to it takes as long as to any other, making it takes nothing.
    init(decoyAt cost: Cost) {
        self.cost = cost
        salt = [UInt8](repeating: 0, count: 16)
        key = [UInt8](repeating: 0, count: Self.byteCount)
    }

    /// Reads the stored form.
    public init?(stored: String) {
        let parts = stored.split(separator: "$", omittingEmptySubsequences: false)
        guard parts.count == 6, parts[0] == "scrypt", let rounds = Int(parts[1]), let blockSize = Int(parts[2]),
            let parallelism = Int(parts[3]), let salt = Data(base64Encoded: String(parts[4])),
            let key = Data(base64Encoded: String(parts[5])), key.count == Self.byteCount
        else { return nil }
        cost = Cost(logarithmOfRounds: rounds, blockSize: blockSize, parallelism: parallelism)
        guard cost.isAcceptable else { return nil }
        self.salt = Array(salt)
        self.key = Array(key)
    }

    /// The stored form: `scrypt$15$8$3$salt$key`.
    public var stored: String {
        let numbers = "\(cost.logarithmOfRounds)$\(cost.blockSize)$\(cost.parallelism)"
        return "scrypt$\(numbers)$\(Data(salt).base64EncodedString())$\(Data(key).base64EncodedString())"
    }

    /// Whether this is the password, compared in constant time. It blocks as long as making the hash did.
    func matches(_ password: String) -> Bool {
        guard let other = Self.derive(password, cost: cost, salt: salt) else { return false }
        return zip(key, other).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }

    private static func derive(_ password: String, cost: Cost, salt: [UInt8]) -> [UInt8]? {
        // One form of each character, so that a password is the same from every keyboard (RFC 8265, NFC).
        let bytes = Data(password.precomposedStringWithCanonicalMapping.utf8)
        do {
            let key = try KDF.Scrypt.deriveKey(
                from: bytes, salt: salt, outputByteCount: byteCount, rounds: 1 << cost.logarithmOfRounds,
                blockSize: cost.blockSize, parallelism: cost.parallelism
            )
            // SAFETY: the bytes are copied while the key lives.
            return unsafe key.withUnsafeBytes { unsafe Array($0) }
        } catch {
            return nil
        }
    }
}
