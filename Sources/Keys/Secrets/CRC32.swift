/// The checksum of zlib and PNG: reflected polynomial 0xEDB88320, all ones before and after (ISO 3309).
enum CRC32 {
    /// Eight tables of 256, one behind the other: the n-th for a byte that n others follow. Source: Kounavis and Berry,
    /// "A Systematic Approach to Building High Performance Software-Based CRC Generators", 2005.
    private static let tables: [UInt32] = {
        var tables: [UInt32] = (0..<256).map { index in
            (0..<8).reduce(UInt32(index)) { value, _ in value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1 }
        }
        for place in 256..<2_048 {
            let before = tables[place - 256]
            tables.append(before >> 8 ^ tables[Int(before & 0xFF)])
        }
        return tables
    }()

    static func of(_ bytes: Span<UInt8>) -> UInt32 {
        let tables = tables.span
        var value: UInt32 = ~0
        var place = 0
        while place <= bytes.count &- 8 {
            let low = value ^ word(at: place, in: bytes)
            let high = word(at: place &+ 4, in: bytes)
            value = four(low, in: tables, from: 1_024) ^ four(high, in: tables, from: 0)
            place &+= 8
        }
        while place < bytes.count {
            value = value >> 8 ^ tables[Int(UInt8(truncatingIfNeeded: value) ^ bytes[place])]
            place &+= 1
        }
        return ~value
    }

    @inline(__always)
    private static func word(at place: Int, in bytes: Span<UInt8>) -> UInt32 {
        let low = UInt32(bytes[place]) | UInt32(bytes[place &+ 1]) << 8
        let high = UInt32(bytes[place &+ 2]) | UInt32(bytes[place &+ 3]) << 8
        return low | high << 16
    }

    @inline(__always)
    private static func four(_ word: UInt32, in tables: Span<UInt32>, from start: Int) -> UInt32 {
        let low = tables[start &+ 768 &+ Int(word & 0xFF)] ^ tables[start &+ 512 &+ Int(word >> 8 & 0xFF)]
        let high = tables[start &+ 256 &+ Int(word >> 16 & 0xFF)] ^ tables[start &+ Int(word >> 24)]
        return low ^ high
    }
}
