/// The lines of a header, as they are scanned.
enum FieldLines {
    /// Reads lines up to the empty one.
    ///
    /// - Parameter take: Notes a field; false where it ends the scan.
    /// - Returns: The place behind the empty line; nil where a line is unusual, missing or refused, or a bound is passed.
    @inline(__always)
    static func read(
        _ bytes: Span<UInt8>, from start: Int, within bounds: RequestScan.Bounds,
        _ take: (FieldName, Range<Int>) -> Bool
    ) -> Int? {
        var place = start
        var (count, size) = (0, 0)
        while place < bytes.count, bytes[place] != 0x0D {
            guard let name = FieldName(at: place, in: bytes) else { return nil }
            place = name.end &+ 1
            while place < bytes.count, FieldValue.isBlank(bytes[place]) { place &+= 1 }
            let value = place..<FieldValue.end(from: place, in: bytes)
            // A parser leaves blanks at the end of a value as they are, which nothing here expects.
            guard isBreak(value.upperBound, in: bytes),
                value.isEmpty || !FieldValue.isBlank(bytes[value.upperBound &- 1])
            else { return nil }
            count &+= 1
            size &+= name.count &+ value.count
            guard count <= bounds.fields, size <= bounds.fieldBytes, take(name, value) else { return nil }
            place = value.upperBound &+ 2
        }
        return isBreak(place, in: bytes) ? place &+ 2 : nil
    }

    @inline(__always)
    private static func isBreak(_ place: Int, in bytes: Span<UInt8>) -> Bool {
        place &+ 1 < bytes.count && bytes[place] == 0x0D && bytes[place &+ 1] == 0x0A
    }
}
