extension Span<UInt8> {
    /// Eight bytes as one number, the first of them lowest. They are checked together and cost one load.
    ///
    /// - Precondition: `place` is the first of eight bytes inside.
    @inline(__always)
    func word(at place: Int) -> UInt64 {
        let bytes = self
        precondition(place >= 0 && place <= bytes.count &- 8)
        let first = UInt64(bytes[place]) | UInt64(bytes[place &+ 1]) << 8
        let second = UInt64(bytes[place &+ 2]) | UInt64(bytes[place &+ 3]) << 8
        let third = UInt64(bytes[place &+ 4]) | UInt64(bytes[place &+ 5]) << 8
        let fourth = UInt64(bytes[place &+ 6]) | UInt64(bytes[place &+ 7]) << 8
        return first | second << 16 | third << 32 | fourth << 48
    }

    /// Whether these bytes, all of them, stand in an array from `start` on.
    @inline(__always)
    func equals(_ other: Span<UInt8>, from start: Int) -> Bool {
        guard start >= 0, count <= other.count &- start else { return false }
        var place = 0
        while place <= count &- 8 {
            guard word(at: place) == other.word(at: start &+ place) else { return false }
            place &+= 8
        }
        while place < count {
            guard self[place] == other[start &+ place] else { return false }
            place &+= 1
        }
        return true
    }

    /// The bytes of a range as text.
    func text(_ range: Range<Int>) -> String {
        String(decoding: array(range), as: UTF8.self)
    }

    /// The bytes of a range, copied.
    func array(_ range: Range<Int>) -> [UInt8] {
        let bytes = extracting(range)
        return [UInt8](capacity: bytes.count) { output in
            for place in bytes.indices { output.append(bytes[place]) }
        }
    }
}

/// Tests of eight bytes at once. The lowest mark is exact, which is all that a search needs; one above it may be false.
/// Source: https://graphics.stanford.edu/~seander/bithacks.html#ZeroInWord.
extension UInt64 {
    private static let ones: UInt64 = 0x0101_0101_0101_0101
    private static let tops: UInt64 = 0x8080_8080_8080_8080

    /// Marks bytes that equal one.
    @inline(__always)
    func marks(of byte: UInt8) -> UInt64 {
        let difference = self ^ Self.ones &* UInt64(byte)
        return (difference &- Self.ones) & ~difference & Self.tops
    }

    /// Marks bytes below a limit, `1...128`.
    @inline(__always)
    func marks(below limit: UInt8) -> UInt64 { (self &- Self.ones &* UInt64(limit)) & ~self & Self.tops }

    /// Marks bytes that are no ASCII, or DEL.
    @inline(__always)
    var marksAboveText: UInt64 { self & Self.tops | marks(of: 0x7F) }

    /// Which byte the lowest mark stands in.
    @inline(__always)
    var firstMark: Int { trailingZeroBitCount &>> 3 }
}
