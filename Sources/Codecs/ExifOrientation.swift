/// The orientation tag of an EXIF block (EXIF 2.32, section 4.6.4: tag 0x0112 of IFD0 in a TIFF structure).
enum ExifOrientation {
    private static let tag = 0x0112
    private static let shortType = 3
    private static let entryBytes = 12

    /// Reads `1...8`; nil where the block is broken, holds no orientation, or an invalid one.
    ///
    /// - Parameter tiff: The TIFF structure, from its byte order mark on.
    static func read(_ tiff: ArraySlice<UInt8>) -> Int? {
        var reader = ByteReader(tiff)
        if reader.holds("II*\0", at: 0) {
            reader.isLittleEndian = true
        } else if !reader.holds("MM\0*", at: 0) {
            return nil
        }
        guard let directory = reader.uint32(at: 4), let entries = reader.uint16(at: directory) else { return nil }
        for index in 0..<entries {
            let entry = directory + 2 + index * entryBytes
            guard let found = reader.uint16(at: entry) else { return nil }
            guard found == tag else { continue }
            guard reader.uint16(at: entry + 2) == shortType, reader.uint32(at: entry + 4) == 1,
                let value = reader.uint16(at: entry + 8), (1...8).contains(value)
            else { return nil }
            return value
        }
        return nil
    }
}
