/// SipHash with 64 bits (Aumasson and Bernstein, https://www.aumasson.jp/siphash/siphash.pdf): who does not know the
/// secret can neither foretell a hash nor find texts that share one.
struct SipHash: Sendable {
    /// 128 bits that stay in this process.
    struct Secret: Sendable {
        let low: UInt64
        let high: UInt64

        static func random(using generator: inout some RandomNumberGenerator) -> Secret {
            Secret(low: generator.next(), high: generator.next())
        }
    }

    private var v0: UInt64
    private var v1: UInt64
    private var v2: UInt64
    private var v3: UInt64

    @inline(__always)
    init(_ secret: Secret) {
        v0 = secret.low ^ 0x736F_6D65_7073_6575
        v1 = secret.high ^ 0x646F_7261_6E64_6F6D
        v2 = secret.low ^ 0x6C79_6765_6E65_7261
        v3 = secret.high ^ 0x7465_6462_7974_6573
    }

    /// Takes in one word with a number of rounds: one where collisions cost time only, two where a hash is random.
    @inline(__always)
    mutating func take(_ word: UInt64, rounds: Int = 1) {
        v3 ^= word
        for _ in 0..<rounds { mix() }
        v0 ^= word
    }

    /// Takes in bytes and their number, so that the same bytes cut elsewhere are something else.
    @inline(__always)
    mutating func take(_ bytes: Span<UInt8>, _ range: Range<Int>) {
        var place = range.lowerBound
        while place <= range.upperBound &- 8 {
            take(bytes.word(at: place))
            place &+= 8
        }
        var rest = UInt64(range.count) &<< 56
        var shift: UInt64 = 0
        while place < range.upperBound {
            rest |= UInt64(bytes[place]) &<< shift
            shift &+= 8
            place &+= 1
        }
        take(rest)
    }

    /// The hash after three rounds, or four.
    @inline(__always)
    consuming func finish(rounds: Int = 3) -> UInt64 {
        v2 ^= 0xFF
        for _ in 0..<rounds { mix() }
        return v0 ^ v1 ^ v2 ^ v3
    }

    @inline(__always)
    private mutating func mix() {
        v0 = v0 &+ v1
        v1 = v1 &<< 13 | v1 &>> 51
        v1 ^= v0
        v0 = v0 &<< 32 | v0 &>> 32
        v2 = v2 &+ v3
        v3 = v3 &<< 16 | v3 &>> 48
        v3 ^= v2
        v0 = v0 &+ v3
        v3 = v3 &<< 21 | v3 &>> 43
        v3 ^= v0
        v2 = v2 &+ v1
        v1 = v1 &<< 17 | v1 &>> 47
        v1 ^= v2
        v2 = v2 &<< 32 | v2 &>> 32
    }
}
