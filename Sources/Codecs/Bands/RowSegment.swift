import CPNG
import Canvas

/// Whole rows of a picture, filtered and deflated without a look at any others.
///
/// Segments are made on any thread and in any order; those of a picture, from the top down, join into one PNG. How the
/// rows are written is found out on a few of them, so that the same rows always give the same bytes.
public struct RowSegment: Sendable {
    /// How many samples of rows are looked at, and rows in each.
    private static let samples = 2
    private static let sampleRows = 3

    /// How many rows it holds.
    public let rows: Int
    private let bytes: [UInt8]
    private let adler: UInt32

    /// Filters and deflates all rows of a pixmap.
    ///
    /// - Parameter isOpaque: True where alpha is left out: every pixel of the picture is opaque.
    /// - Throws: ``CodecError/outOfMemory``.
    public init(_ pixmap: Pixmap, isOpaque: Bool) throws(CodecError) {
        rows = pixmap.height
        let channels = Self.channels(isOpaque)
        let coding = try FreshCoding(
            glancingAt: pixmap, rows: Self.sample(of: pixmap.height), channels: channels)
        let segment = unsafe coding.withFast(.best) { unsafe Deflate.rows(of: pixmap, channels: channels, $0) }
        guard let segment else { throw .outOfMemory }
        (bytes, adler) = segment
    }

    /// Joins all segments of a picture.
    ///
    /// - Parameter isOpaque: As each segment was made.
    public static func png(_ segments: [RowSegment], width: Int, isOpaque: Bool) -> [UInt8] {
        var file = SegmentedPNG(
            engine: .best, width: width, height: segments.reduce(0) { $0 + $1.rows }, channels: channels(isOpaque),
            capacity: segments.reduce(0) { $0 + $1.bytes.count })
        for segment in segments { file.append(segment.bytes[...], adler: segment.adler, rows: segment.rows) }
        return file.bytes()
    }

    private static func channels(_ isOpaque: Bool) -> Int32 { isOpaque ? 3 : 4 }

    /// Evenly spread samples; all rows where they are few.
    private static func sample(of rows: Int) -> [Range<Int>] {
        guard rows > samples * sampleRows else { return [0..<rows] }
        return (0..<samples).map { index in
            let middle = rows * (2 * index + 1) / (2 * samples)
            return middle - sampleRows / 2..<middle - sampleRows / 2 + sampleRows
        }
    }
}
