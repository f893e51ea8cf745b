/// `HMAC-SHA256(pepper, whole key)` as four words: what is kept instead of the key.
struct KeyDigest: Sendable, Hashable {
    static let byteCount = 32
    private let words: (UInt64, UInt64, UInt64, UInt64)

    init?(_ bytes: [UInt8]) {
        guard bytes.count == Self.byteCount else { return nil }
        let words = (0..<4).map { word in bytes[8 * word..<8 * word + 8].reduce(0) { $0 << 8 | UInt64($1) } }
        self.words = (words[0], words[1], words[2], words[3])
    }

    /// - Parameter words: The bytes of the digest, eight to a word, the first of them highest.
    init(words: (UInt64, UInt64, UInt64, UInt64)) { self.words = words }

    /// The digest as it is stored.
    var bytes: [UInt8] {
        [words.0, words.1, words.2, words.3].flatMap { word in
            (0..<8).map { UInt8(truncatingIfNeeded: word >> UInt64(56 - 8 * $0)) }
        }
    }

    /// Compares all words whatever the first difference, so that timing tells nothing.
    static func == (left: KeyDigest, right: KeyDigest) -> Bool {
        let first = left.words.0 ^ right.words.0 | left.words.1 ^ right.words.1
        let second = left.words.2 ^ right.words.2 | left.words.3 ^ right.words.3
        return first | second == 0
    }

    /// The output of an HMAC is evenly spread already: one word says enough.
    func hash(into hasher: inout Hasher) { hasher.combine(words.1) }

    /// The place of this digest among `count` shards, a power of two.
    func shard(of count: Int) -> Int { Int(truncatingIfNeeded: words.0) & (count - 1) }
}
