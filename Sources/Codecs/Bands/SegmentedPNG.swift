import CPNG
import Canvas

/// A PNG that is written from the top down, segment by segment.
@safe
struct SegmentedPNG: ~Copyable {
    private let engine: cd_engine
    private let width: Int
    private let channels: Int32
    private let out: UnsafeMutablePointer<UInt8>
    private let capacity: Int
    private var count: Int
    private var adler: UInt32 = 1

    /// - Parameter capacity: Bytes of all segments to come; see ``bound(width:rows:channels:)`` for fresh ones.
    init(engine: DeflateEngine, width: Int, height: Int, channels: Int32, capacity: Int) {
        self.engine = engine.code
        self.width = width
        self.channels = channels
        self.capacity = capacity + Int(CD_FRAME_BYTES)
        unsafe out = .allocate(capacity: self.capacity)
        unsafe count = cd_png_begin(engine.code, width, height, channels, out)
    }

    deinit { unsafe out.deallocate() }

    /// The most bytes that fresh rows take.
    static func bound(width: Int, rows: Int, channels: Int32) -> Int { cd_rows_bound(width, rows, channels) }

    /// Appends a segment that is deflated already.
    ///
    /// - Parameter adler: Over its filtered rows.
    mutating func append(_ segment: ArraySlice<UInt8>, adler: UInt32, rows: Int) {
        precondition(count + segment.count <= capacity, "room for every segment")
        unsafe segment.withUnsafeBufferPointer {
            if let first = $0.baseAddress { unsafe (out + count).update(from: first, count: $0.count) }
        }
        count += segment.count
        join(adler, rows)
    }

    /// Filters and deflates all rows of a pixmap.
    ///
    /// - Throws: ``CodecError/outOfMemory``.
    mutating func append(_ pixmap: Pixmap, _ fresh: UnsafePointer<cd_fresh>) throws(CodecError) {
        let (width, rows) = (pixmap.width, pixmap.height)
        precondition(count + Self.bound(width: width, rows: rows, channels: channels) <= capacity, "room for all rows")
        let segment = unsafe Deflate.rows(of: pixmap, channels: channels, fresh, to: out + count)
        guard segment.count > 0 else { throw .outOfMemory }
        count += segment.count
        join(segment.adler, rows)
    }

    /// Writes bands of which a strip of columns changed.
    ///
    /// - Returns: False where the strip is unlike what the runs' code was trained on: nothing is written.
    mutating func append(_ strip: Pixmap, columns: Range<Int>, bands: Range<Int>, of runs: KeptRuns) -> Bool {
        let bound = Self.bound(width: width, rows: strip.height, channels: channels)
        precondition(count + bound <= capacity, "room for all rows")
        let segment = unsafe runs.segment(strip, columns: columns, bands: bands, to: out + count)
        guard segment.count > 0 else { return false }
        count += segment.count
        join(segment.adler, strip.height)
        return true
    }

    private mutating func join(_ next: UInt32, _ rows: Int) {
        adler = cd_adler32_combine(adler, next, (1 + width * Int(channels)) * rows)
    }

    /// Ends the file.
    ///
    /// - Returns: Its bytes, in an array that holds no more than them.
    consuming func bytes() -> [UInt8] {
        let total = unsafe cd_png_end(engine, out, count, adler)
        return unsafe [UInt8](UnsafeBufferPointer(start: out, count: total))
    }
}
