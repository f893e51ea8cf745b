import Crypto

/// The server's own secret, 32 bytes: without it the digests in the store say nothing about keys.
///
/// It prints as its redaction everywhere, as ``KeySecret`` does.
public struct Pepper: Sendable {
    /// Bytes of every pepper.
    public static let byteCount = 32

    /// Which pepper this is, kept in every row that depends on it.
    public let version: Int
    private let seeded: SeededHMAC
    /// Encrypts what must be readable again, under a key of its own.
    public let box: SecretBox

    /// Makes a pepper of 32 bytes.
    ///
    /// - Throws: ``KeyError/pepper(_:)`` with ``PepperProblem/wrongLength(bytes:)``.
    public init(bytes: [UInt8], version: Int = 1) throws(KeyError) {
        guard bytes.count == Self.byteCount else { throw .pepper(.wrongLength(bytes: bytes.count)) }
        self.version = version
        seeded = SeededHMAC(secret: bytes)
        box = SecretBox(pepper: SymmetricKey(data: bytes), version: version)
    }

    /// `HMAC-SHA256(pepper, whole key)`, 32 bytes.
    public func digest(of secret: KeySecret) -> [UInt8] { words(of: secret).bytes }

    /// The same as words, without an array.
    func words(of secret: KeySecret) -> KeyDigest {
        secret.withBytes { KeyDigest(words: seeded.code(of: $0)) }
    }
}

extension Pepper: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// A redaction.
    public var description: String { "Pepper[redacted]" }
    /// The same as ``description``.
    public var debugDescription: String { description }
    /// A mirror without children.
    public var customMirror: Mirror { Mirror(self, children: [(label: String?, value: Any)]()) }
}
