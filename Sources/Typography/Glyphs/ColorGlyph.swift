import Canvas

/// A glyph that brings its own colours, scaled for one size.
public struct ColorGlyph: Sendable, Equatable {
    /// Premultiplied.
    public let pixmap: Pixmap
    /// Columns from the pen to the picture's left edge.
    public let left: Int
    /// Rows from the baseline down to the picture's first row, negative above it.
    public let top: Int
}

/// A glyph's bitmap as the font holds it: premultiplied RGBA, rows without padding.
struct ColorBitmap {
    let width: Int
    let height: Int
    let left: Int
    let top: Int
    let pixelsPerEm: Double
    let bytes: [UInt8]

    /// The bitmap at another size: every target pixel is the mean of the area that it covers, or, when enlarged,
    /// a straight line between its neighbours.
    func scaled(toEm sizePixels: Double, sideLimit: Int) throws(TypographyError) -> ColorGlyph? {
        let factor = sizePixels / pixelsPerEm
        let columns = ResampledAxis(start: left, count: width, factor: factor)
        let rows = ResampledAxis(start: top, count: height, factor: factor)
        guard columns.count <= sideLimit, rows.count <= sideLimit else {
            throw .glyphTooLarge(sizePixels: sizePixels)
        }
        guard columns.count > 0, rows.count > 0 else { return nil }
        let narrowed = columns.apply(to: bytes.map(Float.init), lines: height, lineStep: width * 4, step: 4)
        let both = rows.apply(
            to: narrowed, lines: columns.count, lineStep: 4, step: columns.count * 4)
        // The second pass leaves columns outermost.
        var pixels = [UInt8](repeating: 0, count: columns.count * rows.count * 4)
        for column in 0..<columns.count {
            for row in 0..<rows.count {
                let from = (column * rows.count + row) * 4
                let to = (row * columns.count + column) * 4
                for channel in 0..<4 {
                    pixels[to + channel] = UInt8(min(255, max(0, both[from + channel] + 0.5)))
                }
            }
        }
        guard let pixmap = try? Pixmap(width: columns.count, height: rows.count, bytes: pixels) else { return nil }
        return ColorGlyph(pixmap: pixmap, left: columns.origin, top: rows.origin)
    }
}
