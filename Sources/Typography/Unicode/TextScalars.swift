/// Turns a string into the scalars that are laid out.
enum TextScalars {
    /// Scalars that end a line: UAX 14's BK, CR, LF and NL.
    static func isHardBreak(_ scalar: UInt32) -> Bool {
        (0x0A...0x0D).contains(scalar) || scalar == 0x85 || scalar == 0x2028 || scalar == 0x2029
    }

    /// Hard breaks that also end a bidi paragraph (class B); the others end only a line.
    static func isParagraphBreak(_ scalar: UInt32) -> Bool {
        scalar == 0x0A || scalar == 0x0D || scalar == 0x85 || scalar == 0x2029
    }

    /// Spaces that hang over a line's end. No-break spaces do not.
    static func hangs(_ scalar: UInt32) -> Bool {
        if scalar == 0x20 || scalar == 0x09 { return true }
        if scalar < 0x1680 { return false }
        return scalar == 0x1680 || (0x2000...0x200B).contains(scalar) && scalar != 0x2007 || scalar == 0x205F
            || scalar == 0x3000 || isHardBreak(scalar)
    }

    /// CSS's word-separator characters, which `wordSpacing` and justification widen.
    static func isWordSeparator(_ scalar: UInt32) -> Bool {
        scalar == 0x20 || scalar == 0xA0 || scalar == 0x1361 || scalar == 0x10100 || scalar == 0x10101
            || scalar == 0x1039F || scalar == 0x1091F
    }

    /// The scalars without controls that draw nothing; `\r\n` becomes `\n`.
    static func decode(_ text: String, limit: Int) throws(TypographyError) -> [UInt32] {
        var scalars: [UInt32] = []
        scalars.reserveCapacity(min(text.utf8.count, limit))
        var count = 0
        for scalar in text.unicodeScalars {
            let value = scalar.value
            count += 1
            if count > limit { continue }
            if value == 0x0A, scalars.last == 0x0D { scalars.removeLast() }
            let isControl = value < 0x20 || (0x7F...0x9F).contains(value)
            if isControl, value != 0x09, !isHardBreak(value) { continue }
            scalars.append(value)
        }
        guard count <= limit else { throw .tooManyScalars(count: count, limit: limit) }
        return scalars
    }
}
