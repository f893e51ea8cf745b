/// Numbers read out of a stretch of untrusted bytes: nil instead of a trap where they end too early.
///
/// Positions count from the stretch's start and may be any number.
struct ByteReader {
    private let bytes: ArraySlice<UInt8>
    /// Least significant byte first, as Intel's TIFF; else network order.
    var isLittleEndian = false

    init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
    }

    var count: Int { bytes.count }

    func byte(at position: Int) -> Int? {
        guard position >= 0, position < bytes.count else { return nil }
        return Int(bytes[bytes.startIndex + position])
    }

    func uint16(at position: Int) -> Int? {
        guard position >= 0, position < bytes.count - 1, let first = byte(at: position),
            let second = byte(at: position + 1)
        else { return nil }
        return isLittleEndian ? second << 8 | first : first << 8 | second
    }

    func uint32(at position: Int) -> Int? {
        guard position >= 0, position < bytes.count - 3, let first = uint16(at: position),
            let second = uint16(at: position + 2)
        else { return nil }
        return isLittleEndian ? second << 16 | first : first << 16 | second
    }

    /// True where the bytes at `position` are those of `text`.
    func holds(_ text: StaticString, at position: Int) -> Bool {
        let wanted = Array(text.description.utf8)
        guard position >= 0, position <= bytes.count - wanted.count else { return false }
        let start = bytes.startIndex + position
        return bytes[start..<start + wanted.count].elementsEqual(wanted)
    }
}
