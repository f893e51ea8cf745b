import CPNG
import Canvas

/// The PNG of a changed copy of a kept picture, on its way: what did not change is taken from the kept rows.
///
/// Ask for ``changedArea``, ``write(_:)`` it, and so on until there is none; ``bytes()`` ends it. So a copy needs to be
/// painted in a few rows at a time only, and where rows are written as runs in the columns that changed only.
public struct ChangedPicture: ~Copyable {
    private let kept: KeptRows
    private let places: [PixelRect]
    private let compression: PNGCompression
    private let engine: DeflateEngine
    private let dirty: [Bool]
    /// The bands of ``changedArea``; empty where the picture is complete.
    private var bands = 0..<0
    private var file: SegmentedPNG

    /// The next pixels that are to be written, or nothing where the picture is complete.
    ///
    /// They hold all that changed in their rows, and may be asked for again as whole rows.
    public private(set) var changedArea: PixelRect?

    init(_ kept: KeptRows, changedIn places: [PixelRect], _ compression: PNGCompression, _ engine: DeflateEngine) {
        self.kept = kept
        self.places = places.map { $0.intersection(kept.bounds) }.filter { !$0.isEmpty }
        self.compression = compression
        self.engine = engine
        dirty = kept.dirtyBands(self.places)
        file = SegmentedPNG(
            engine: engine, width: kept.width, height: kept.height, channels: kept.channels,
            capacity: kept.capacity(dirty))
        advance()
    }

    /// Filters and deflates the pixels that ``changedArea`` names.
    ///
    /// - Parameter area: As large as that. Where a strip of columns turns out to be unlike the rows that codes were
    ///   trained on, nothing is written, and ``changedArea`` names its whole rows next.
    /// - Throws: ``CodecError/outOfMemory``.
    public mutating func write(_ area: Pixmap) throws(CodecError) {
        guard let place = changedArea, place.width == area.width, place.height == area.height else {
            preconditionFailure("the area that changed")
        }
        if place.width == kept.width {
            try kept.fresh.append(area, to: &file, compression, engine)
        } else if let runs = kept.runs,
            !file.append(area, columns: place.x..<place.maxX, bands: bands, of: runs)
        {
            changedArea = wholeRows
            return
        }
        advance()
    }

    /// Ends the file, of which all changed pixels are written.
    public consuming func bytes() -> [UInt8] {
        precondition(changedArea == nil, "a whole picture")
        return file.bytes()
    }

    /// Takes what is kept, up to the next bands that changed.
    private mutating func advance() {
        var band = bands.upperBound
        while band < dirty.count, !dirty[band] {
            kept.append(band, to: &file)
            band += 1
        }
        bands = band..<(dirty[band...].firstIndex(of: false) ?? dirty.count)
        changedArea = bands.isEmpty ? nil : strip ?? wholeRows
    }

    private var wholeRows: PixelRect {
        let top = kept.edges.rows[bands.lowerBound]
        return PixelRect(x: 0, y: top, width: kept.width, height: kept.edges.rows[bands.upperBound] - top)
    }

    /// The columns that changed, where the others' runs are kept.
    private var strip: PixelRect? {
        guard compression == .fast, let runs = kept.runs, runs.hold(bands) else { return nil }
        let rows = wholeRows
        let changed = places.reduce(PixelRect.zero) { $0.union($1.intersection(rows)) }
        let columns = KeptRuns.strip(around: changed.x..<changed.maxX, width: kept.width)
        return PixelRect(x: columns.lowerBound, y: rows.y, width: columns.count, height: rows.height)
    }
}
