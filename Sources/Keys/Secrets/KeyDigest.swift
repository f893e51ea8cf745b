/// `HMAC-SHA256(pepper, whole key)` as four words: what is kept instead of the key.
struct KeyDigest: Sendable, Hashable {
    static let byteCount = 32
    private let words: (UInt64, UInt64, UInt64, UInt64)

    init?(_ bytes: [UInt8]) {
        guard bytes.count == Self.byteCount else { return nil }
        self.init(all: bytes)
    }

    /// - Parameter bytes: ``byteCount`` of them.
    init(all bytes: some Sequence<UInt8>) {
        var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
        var place = 0
        for byte in bytes {
            let value = UInt64(byte)
            switch place >> 3 {
            case 0: words.0 = words.0 << 8 | value
            case 1: words.1 = words.1 << 8 | value
            case 2: words.2 = words.2 << 8 | value
            default: words.3 = words.3 << 8 | value
            }
            place += 1
        }
        self.words = words
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
