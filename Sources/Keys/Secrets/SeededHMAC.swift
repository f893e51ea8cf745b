import Crypto

/// HMAC-SHA256 under one secret (RFC 2104), with the secret hashed beforehand: a message of a key's length costs two
/// blocks and two copies of a hash's state.
struct SeededHMAC: Sendable {
    /// Each has taken in one block: the secret with the inner or the outer padding.
    private let inner: SHA256
    private let outer: SHA256

    /// - Parameter secret: At most 64 bytes, a block of SHA-256.
    init(secret: [UInt8]) {
        precondition(secret.count <= SHA256.blockByteCount)
        inner = Self.seeded(secret, padding: 0x36)
        outer = Self.seeded(secret, padding: 0x5C)
    }

    private static func seeded(_ secret: [UInt8], padding: UInt8) -> SHA256 {
        var block = [UInt8](repeating: padding, count: SHA256.blockByteCount)
        for place in secret.indices { block[place] ^= secret[place] }
        var hash = SHA256()
        hash.update(data: block)
        return hash
    }

    /// The code of a message, eight bytes to a word, the first of them highest.
    func code(of message: Span<UInt8>) -> (UInt64, UInt64, UInt64, UInt64) {
        var inner = inner
        // SAFETY: the pointers live as long as the closures that read them, and nothing keeps them.
        unsafe message.withUnsafeBytes { unsafe inner.update(bufferPointer: $0) }
        var outer = outer
        unsafe inner.finalize().withUnsafeBytes { unsafe outer.update(bufferPointer: $0) }
        // SAFETY: a digest has 32 bytes.
        return unsafe outer.finalize().withUnsafeBytes { digest in
            func word(_ place: Int) -> UInt64 {
                UInt64(bigEndian: unsafe digest.loadUnaligned(fromByteOffset: 8 * place, as: UInt64.self))
            }
            return (word(0), word(1), word(2), word(3))
        }
    }
}
