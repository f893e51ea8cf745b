import Canvas

/// A picture whose rows are filtered and deflated once, so that a changed copy deflates only the bands that changed.
///
/// Bands are at most ``bandRows`` rows high, twice that where requests leave rows alone. Each is filtered and deflated
/// without looking at another, so kept and fresh bands join into one valid stream. The colour type is RGB where every pixel is opaque, else RGBA; painting over an
/// opaque picture keeps it so.
public final class KeptRows: Sendable {
    public static let bandRows = 16
    /// Rows of a range that changed bands' codes are trained on: more tell nothing new.
    private static let trainedRows = 256
    /// Above this many pixels zlib's last levels would take seconds for a hundredth of the bytes.
    private static let largePixels = 4 << 20

    public let width: Int
    public let height: Int
    let edges: BandEdges
    let channels: Int32
    let fresh: FreshCoding
    /// Present where changed bands are written as runs of pixels: the same of the rows as they are.
    let runs: KeptRuns?
    private let bytes: [UInt8]
    private let offsets: [Int]
    private let adlers: [UInt32]

    /// Filters and deflates every band, hard.
    ///
    /// - Parameters:
    ///   - sample: The picture as a request would change it: how changed bands are written is found out on it.
    ///   - changing: The rows where it differs.
    /// - Throws: ``CodecError/outOfMemory``.
    public convenience init(
        _ pixmap: Pixmap, sample: Pixmap? = nil, changing: [Range<Int>] = []
    ) throws(CodecError) {
        let channels: Int32 = pixmap.isOpaque ? 3 : 4
        let merged = BandEdges.merged(changing, pixmap.height)
        let rows = (merged.isEmpty ? [0..<pixmap.height] : merged).map { $0.prefix(Self.trainedRows) }
        let fresh = try FreshCoding(trainedOn: sample ?? pixmap, rows: rows, channels: channels)
        let filter = try RowFilter.best(for: pixmap, channels: channels)
        let isLarge = pixmap.width * pixmap.height > Self.largePixels
        try self.init(
            pixmap, BandEdges(height: pixmap.height, changing: changing), channels, fresh, filter, engine: .zlib,
            level: isLarge ? 6 : 9)
    }

    /// Filters and deflates every band in one quick pass, for a picture that is soon another.
    ///
    /// - Throws: ``CodecError/outOfMemory``.
    public convenience init(quickly pixmap: Pixmap) throws(CodecError) {
        try self.init(
            pixmap, BandEdges(height: pixmap.height, changing: []), pixmap.isOpaque ? 3 : 4,
            FreshCoding(filter: .up), .up, engine: .best, level: 1)
    }

    private init(
        _ pixmap: Pixmap, _ edges: BandEdges, _ channels: Int32, _ fresh: FreshCoding, _ filter: RowFilter,
        engine: DeflateEngine, level: Int32
    ) throws(CodecError) {
        width = pixmap.width
        height = pixmap.height
        self.edges = edges
        self.channels = channels
        self.fresh = fresh
        runs = try fresh.runs.map { code throws(CodecError) in try KeptRuns(of: pixmap, edges: edges, code: code) }
        var bytes: [UInt8] = []
        var offsets = [0]
        var adlers: [UInt32] = []
        for (top, bottom) in zip(edges.rows, edges.rows.dropFirst()) {
            let filtered = filter.apply(to: pixmap, rows: top..<bottom, channels: channels)
            bytes += try Deflate.segment(filtered, engine: engine, level: level)
            offsets.append(bytes.count)
            adlers.append(Deflate.adler(filtered))
        }
        self.bytes = bytes
        self.offsets = offsets
        self.adlers = adlers
    }

    /// True where changed bands are written as runs of pixels.
    package var writesRuns: Bool { fresh.runs != nil }

    /// Bytes that this value holds.
    public var byteCount: Int {
        bytes.count + (offsets.count + edges.rows.count) * 8 + adlers.count * 4 + (runs?.byteCount ?? 0)
    }

    var bounds: PixelRect { PixelRect(x: 0, y: 0, width: width, height: height) }

    /// Begins the PNG of a changed copy of the picture.
    ///
    /// - Parameters:
    ///   - places: The copy equals the kept picture outside of them.
    ///   - compression: How hard changed bands are deflated.
    ///   - engine: Which library deflates them.
    public func picture(
        changedIn places: [PixelRect], compression: PNGCompression = .fast, engine: DeflateEngine = .best
    ) -> ChangedPicture {
        ChangedPicture(self, changedIn: places, compression, engine)
    }

    /// Writes the PNG of a changed copy of the picture, no band of which is taken from here.
    ///
    /// - Throws: ``CodecError/outOfMemory``.
    public func png(
        of pixmap: Pixmap, compression: PNGCompression = .fast, engine: DeflateEngine = .best
    ) throws(CodecError) -> [UInt8] {
        precondition(pixmap.width == width && pixmap.height == height, "another picture")
        var file = SegmentedPNG(
            engine: engine, width: width, height: height, channels: channels,
            capacity: SegmentedPNG.bound(width: width, rows: height, channels: channels))
        try fresh.append(pixmap, to: &file, compression, engine)
        return file.bytes()
    }

    /// For each band, whether it holds a changed pixel.
    ///
    /// - Parameter places: Inside of the picture.
    func dirtyBands(_ places: [PixelRect]) -> [Bool] {
        var dirty = [Bool](repeating: false, count: edges.rows.count - 1)
        for place in places where !place.isEmpty {
            for band in edges.band(of: place.y)...edges.band(of: place.maxY - 1) { dirty[band] = true }
        }
        return dirty
    }

    /// The most bytes that all bands take.
    func capacity(_ dirty: [Bool]) -> Int {
        var total = 0
        for band in dirty.indices {
            total +=
                dirty[band]
                ? SegmentedPNG.bound(width: width, rows: edges.rows[band + 1] - edges.rows[band], channels: channels)
                : offsets[band + 1] - offsets[band]
        }
        return total
    }

    func append(_ band: Int, to file: inout SegmentedPNG) {
        file.append(
            bytes[offsets[band]..<offsets[band + 1]], adler: adlers[band],
            rows: edges.rows[band + 1] - edges.rows[band])
    }
}
