import CPNG
import Canvas

/// The PNG of a changed copy of a kept picture, on its way: what did not change is taken from the kept rows.
///
/// Ask for ``changedRows``, ``write(_:)`` them, and so on until there are none; ``bytes()`` ends it. So a copy needs to be
/// painted in a few rows at a time only.
public struct ChangedPicture: ~Copyable {
    private let kept: KeptRows
    private let compression: PNGCompression
    private let engine: DeflateEngine
    private let dirty: [Bool]
    private var band = 0
    private var file: SegmentedPNG

    init(_ kept: KeptRows, changedIn places: [PixelRect], _ compression: PNGCompression, _ engine: DeflateEngine) {
        self.kept = kept
        self.compression = compression
        self.engine = engine
        dirty = kept.dirtyBands(places)
        file = SegmentedPNG(
            engine: engine, width: kept.width, height: kept.height, channels: kept.channels,
            capacity: kept.capacity(dirty))
        takeKept()
    }

    /// The next rows that are to be written, or nothing where the picture is complete.
    public var changedRows: Range<Int>? {
        band < dirty.count ? kept.edges.rows[band]..<kept.edges.rows[end(of: band)] : nil
    }

    /// Filters and deflates the rows that ``changedRows`` names.
    ///
    /// - Throws: ``CodecError/outOfMemory``.
    public mutating func write(_ rows: Pixmap) throws(CodecError) {
        precondition(rows.width == kept.width && rows.height == changedRows?.count, "the rows that changed")
        try kept.fresh.append(rows, to: &file, compression, engine)
        band = end(of: band)
        takeKept()
    }

    /// Ends the file, of which all changed rows are written.
    public consuming func bytes() -> [UInt8] {
        precondition(band == dirty.count, "a whole picture")
        return file.bytes()
    }

    private mutating func takeKept() {
        while band < dirty.count, !dirty[band] {
            kept.append(band, to: &file)
            band += 1
        }
    }

    private func end(of band: Int) -> Int { dirty[band...].firstIndex { $0 != dirty[band] } ?? dirty.count }
}
