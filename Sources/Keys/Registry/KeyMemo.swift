/// The key that somebody sent last, with its digest: whoever sends it again need not have it hashed again.
///
/// It belongs to one connection and one snapshot, and saves arithmetic alone: where a key stands is looked up each time.
public struct KeyMemo: Sendable {
    private var last: (secret: KeySecret, digest: KeyDigest)?

    /// Makes a memo that knows nothing.
    public init() {}

    /// The digest of a key under a pepper, which must be the same in all calls.
    ///
    /// - Returns: Nil where the bytes are no key.
    @inline(__always)
    mutating func digest(of text: Span<UInt8>, under pepper: Pepper) -> KeyDigest? {
        if let last, last.secret.isSame(as: text) { return last.digest }
        guard let secret = KeySecret(parsing: text) else { return nil }
        let digest = pepper.words(of: secret)
        last = (secret, digest)
        return digest
    }
}
