/// What a scan needs to know of a header field's value.
enum FieldValue {
    /// The first place from `start` on whose byte is neither printable ASCII nor a tab; the end where there is none.
    @inline(__always)
    static func end(from start: Int, in bytes: Span<UInt8>) -> Int {
        var place = start
        while place <= bytes.count &- 8 {
            let word = bytes.word(at: place)
            let marks = word.marks(below: 0x20) | word.marksAboveText
            if marks == 0 {
                place &+= 8
            } else {
                place &+= marks.firstMark
                guard bytes[place] == UInt8(ascii: "\t") else { return place }
                place &+= 1
            }
        }
        while place < bytes.count, (0x20..<0x7F).contains(bytes[place]) || bytes[place] == UInt8(ascii: "\t") {
            place &+= 1
        }
        return place
    }

    @inline(__always)
    static func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }

    /// Whether the value is `*/*`.
    static func isAnything(_ value: Range<Int>, in bytes: Span<UInt8>) -> Bool {
        value.count == 3 && bytes[value.lowerBound] == UInt8(ascii: "*")
            && bytes[value.lowerBound + 1] == UInt8(ascii: "/") && bytes[value.lowerBound + 2] == UInt8(ascii: "*")
    }

    /// Whether the value is `keep-alive`, in whatever case.
    static func isKeepAlive(_ value: Range<Int>, in bytes: Span<UInt8>) -> Bool {
        guard value.count == keepAlive.count else { return false }
        return keepAlive.indices.allSatisfy { bytes[value.lowerBound + $0] | 0x20 == keepAlive[$0] }
    }

    /// The number that the value is, up to nine digits.
    static func number(_ value: Range<Int>, in bytes: Span<UInt8>) -> Int? {
        guard (1...9).contains(value.count) else { return nil }
        var number = 0
        for place in value {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[place]) else { return nil }
            number = number * 10 + Int(bytes[place] - UInt8(ascii: "0"))
        }
        return number
    }

    /// Where the token stands behind `Bearer` and one blank, in whatever case the word is written.
    static func bearer(_ value: Range<Int>, in bytes: Span<UInt8>) -> Range<Int>? {
        guard value.count > scheme.count else { return nil }
        for place in scheme.indices where bytes[value.lowerBound + place] | 0x20 != scheme[place] { return nil }
        return value.lowerBound + scheme.count..<value.upperBound
    }

    private static let scheme = [UInt8]("bearer ".utf8)
    private static let keepAlive = [UInt8]("keep-alive".utf8)
}
