import Crypto

/// The server's own secret, 32 bytes: without it the digests in the store say nothing about keys.
///
/// It prints as its redaction everywhere, as ``KeySecret`` does.
public struct Pepper: Sendable {
    /// Bytes of every pepper.
    public static let byteCount = 32

    /// Which pepper this is, kept in every row that depends on it.
    public let version: Int
    /// An HMAC that has taken in the pepper and no message: a copy of it saves half of the hashing.
    private let seeded: HMAC<SHA256>
    /// Encrypts what must be readable again, under a key of its own.
    public let box: SecretBox

    /// Makes a pepper of 32 bytes.
    ///
    /// - Throws: ``KeyError/pepper(_:)`` with ``PepperProblem/wrongLength(bytes:)``.
    public init(bytes: [UInt8], version: Int = 1) throws(KeyError) {
        guard bytes.count == Self.byteCount else { throw .pepper(.wrongLength(bytes: bytes.count)) }
        self.version = version
        let key = SymmetricKey(data: bytes)
        seeded = HMAC<SHA256>(key: key)
        box = SecretBox(pepper: key, version: version)
    }

    /// `HMAC-SHA256(pepper, whole key)`, 32 bytes.
    public func digest(of secret: KeySecret) -> [UInt8] { Array(code(of: secret)) }

    /// The same as words, without an array in between.
    func words(of secret: KeySecret) -> KeyDigest { KeyDigest(all: code(of: secret)) }

    private func code(of secret: KeySecret) -> HMAC<SHA256>.MAC {
        var code = seeded
        secret.withBytes { code.update(data: $0) }
        return code.finalize()
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
