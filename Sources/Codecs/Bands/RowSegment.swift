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
        let channels = channels(isOpaque)
        let engine = DeflateEngine.best.code
        let height = segments.reduce(0) { $0 + $1.rows }
        let capacity = segments.reduce(Int(CD_FRAME_BYTES)) { $0 + $1.bytes.count }
        return unsafe [UInt8](unsafeUninitializedCapacity: capacity) { out, count in
            guard let start = out.baseAddress else { return }
            unsafe count = cd_png_begin(engine, width, height, channels, start)
            var adler: UInt32 = 1
            for segment in segments {
                unsafe segment.bytes.withUnsafeBytes { bytes in
                    guard let first = bytes.baseAddress else { return }
                    unsafe UnsafeMutableRawPointer(start + count).copyMemory(from: first, byteCount: bytes.count)
                }
                count += segment.bytes.count
                adler = cd_adler32_combine(adler, segment.adler, (1 + width * Int(channels)) * segment.rows)
            }
            unsafe count = cd_png_end(engine, start, count, adler)
        }
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
