/// Base64 (RFC 4648, section 4), strict: padded, no blanks, no bits left over.
enum Base64 {
    static func decode(_ text: some StringProtocol) -> [UInt8]? {
        var characters = Array(text.utf8)
        guard characters.count % 4 == 0 else { return nil }
        for _ in 0..<2 where characters.last == UInt8(ascii: "=") { characters.removeLast() }
        return decode(characters, UInt8(ascii: "+"), UInt8(ascii: "/"))
    }

    /// Decodes characters without padding; the last two say what stands for 62 and 63.
    fileprivate static func decode(_ characters: [UInt8], _ plus: UInt8, _ slash: UInt8) -> [UInt8]? {
        guard characters.count % 4 != 1 else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(characters.count / 4 * 3 + 2)
        var bits: UInt32 = 0
        var bitCount = 0
        for character in characters {
            let digit: UInt8
            switch character {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): digit = character - UInt8(ascii: "A")
            case UInt8(ascii: "a")...UInt8(ascii: "z"): digit = character - UInt8(ascii: "a") + 26
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = character - UInt8(ascii: "0") + 52
            case plus: digit = 62
            case slash: digit = 63
            default: return nil
            }
            bits = bits << 6 | UInt32(digit)
            bitCount += 6
            if bitCount >= 8 {
                bitCount -= 8
                bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(bitCount)))
                bits &= 1 << UInt32(bitCount) - 1
            }
        }
        return bits == 0 ? bytes : nil
    }
}

/// Base64 for URLs (RFC 4648, section 5), strict: no bits left over, padding may be left out.
public enum Base64URL {
    /// The bytes, or nothing where the text is not base64url.
    public static func decode(_ text: some StringProtocol) -> [UInt8]? {
        var characters = Array(text.utf8)
        if characters.last == UInt8(ascii: "=") {
            guard characters.count % 4 == 0 else { return nil }
            for _ in 0..<2 where characters.last == UInt8(ascii: "=") { characters.removeLast() }
        }
        return Base64.decode(characters, UInt8(ascii: "-"), UInt8(ascii: "_"))
    }
}
