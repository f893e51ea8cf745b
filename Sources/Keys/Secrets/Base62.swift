/// Digits, capitals, small letters: the alphabet of keys and ids.
enum Base62 {
    static let alphabet = [UInt8]("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".utf8)
    /// Digits that hold any 32-bit number: 62⁶ > 2³².
    static let checksumCount = 6

    @inline(__always)
    static func contains(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: false
        }
    }

    /// The number, most significant digit first, padded with zeros.
    static func checksum(_ value: UInt32) -> [UInt8] {
        var digits = [UInt8](repeating: alphabet[0], count: checksumCount)
        var rest = Int(value)
        for place in digits.indices.reversed() {
            digits[place] = alphabet[rest % alphabet.count]
            rest /= alphabet.count
        }
        return digits
    }

    /// Whether the bytes from `start` on are ``checksum(_:)`` of a number.
    static func isChecksum(of value: UInt32, _ bytes: Span<UInt8>, from start: Int) -> Bool {
        guard bytes.count &- start == checksumCount else { return false }
        var rest = value
        var place = bytes.count &- 1
        while place >= start {
            guard bytes[place] == digit(rest % 62) else { return false }
            rest /= 62
            place &-= 1
        }
        return true
    }

    /// Characters that are all equally likely: `next(upperBound:)` rejects the numbers that would favour some.
    static func random(count: Int, using generator: inout some RandomNumberGenerator) -> [UInt8] {
        (0..<count).map { _ in alphabet[Int(generator.next(upperBound: UInt64(alphabet.count)))] }
    }

    /// The character of a digit, `0..<62`.
    @inline(__always)
    private static func digit(_ value: UInt32) -> UInt8 {
        let value = UInt8(truncatingIfNeeded: value)
        return value < 10 ? 0x30 &+ value : value < 36 ? 0x37 &+ value : 0x3D &+ value
    }
}
