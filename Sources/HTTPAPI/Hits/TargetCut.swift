/// Where the target of a GET render ends and where its key stands, found in one pass. Pure.
///
/// Two targets that differ in nothing but the key ask for the same picture, so what is kept goes by the rest and holds no
/// key. Whatever is unusual is no such target: the ordinary way knows what to make of it.
struct TargetCut: Sendable, Equatable {
    /// The value of `apiKey` or `key`, undecoded.
    let key: Range<Int>
    /// Behind the last byte of the target: where a blank stands, or nothing.
    let end: Int

    /// What every such target begins with.
    static let start = [UInt8]((Front.imagePattern + "?").utf8)

    /// Reads from the first byte of a query to the end of the target.
    ///
    /// - Returns: Nil where a byte is unusual or a name is escaped, where there is a signature, and unless there is
    ///   exactly one key.
    @inline(__always)
    init?(query start: Int, in bytes: Span<UInt8>) {
        var place = start
        var key: Range<Int>?
        while place < bytes.count {
            guard let name = Name(at: place, in: bytes) else { return nil }
            let end = name.hasValue ? Self.endOfValue(from: name.end, in: bytes) : name.end
            if name.hasValue {
                if name.isSignature { return nil }
                if name.isKey {
                    guard key == nil else { return nil }
                    key = name.end..<end
                }
            }
            place = end
            guard place < bytes.count else { break }
            if bytes[place] == UInt8(ascii: " ") { break }
            guard bytes[place] == UInt8(ascii: "&") else { return nil }
            place &+= 1
        }
        guard let key else { return nil }
        self.key = key
        end = place
    }

    /// Cuts a target that the parser has read.
    ///
    /// - Returns: Nil too where it is none of a GET render, or has more bytes than `limit`.
    init?(whole target: Span<UInt8>, limit: Int) {
        guard target.count <= limit, Self.start.span.equals(target, from: 0),
            let cut = TargetCut(query: Self.start.count, in: target), cut.end == target.count
        else { return nil }
        self = cut
    }

    /// The first place from `start` on whose byte belongs to no value.
    @inline(__always)
    private static func endOfValue(from start: Int, in bytes: Span<UInt8>) -> Int {
        var place = start
        while place <= bytes.count &- 8 {
            let word = bytes.word(at: place)
            let marks =
                word.marks(below: 0x21) | word.marksAboveText | word.marks(of: UInt8(ascii: "&"))
                | word.marks(of: UInt8(ascii: "#"))
            if marks != 0 { return place &+ marks.firstMark }
            place &+= 8
        }
        while place < bytes.count {
            switch bytes[place] {
            case UInt8(ascii: "&"), UInt8(ascii: "#"), ...0x20, 0x7F...: return place
            default: place &+= 1
            }
        }
        return place
    }
}

/// The name of a pair.
private struct Name {
    /// Behind `=`, or where the pair ends without one.
    let end: Int
    let hasValue: Bool
    private let letters: UInt64
    private let count: Int

    var isKey: Bool { count == 6 && letters == 0x6170_694B_6579 || count == 3 && letters == 0x6B_6579 }
    var isSignature: Bool { count == 3 && (letters == 0x73_6967 || letters == 0x65_7870) }

    /// - Returns: Nil where the name holds an escape or what no target holds.
    @inline(__always)
    init?(at start: Int, in bytes: Span<UInt8>) {
        var place = start
        var letters: UInt64 = 0
        while place < bytes.count {
            let byte = bytes[place]
            switch byte {
            case UInt8(ascii: "="):
                (end, hasValue, self.letters, count) = (place &+ 1, true, letters, place &- start)
                return
            case UInt8(ascii: "&"), UInt8(ascii: " "):
                (end, hasValue, self.letters, count) = (place, false, letters, place &- start)
                return
            case UInt8(ascii: "%"), UInt8(ascii: "+"), UInt8(ascii: "#"), ..<0x20, 0x7F...: return nil
            default: letters = letters &<< 8 | UInt64(byte)
            }
            place &+= 1
        }
        (end, hasValue, self.letters, count) = (place, false, letters, place &- start)
    }
}
