import Canvas
import Limit

/// Turns text into placed glyphs and glyphs into coverage, colour or outlines.
///
/// One a worker: it is not thread-safe, its FreeType and HarfBuzz objects are its own. The same request and fonts
/// give the same layout on every engine.
public final class TextEngine {
    /// The longest side of a glyph's mask or picture. Larger glyphs are painted from their outline.
    public static let maskSidePixels = 2_048

    private let resources: TextResources
    private let limits: Limits.Text
    private var cache: GlyphCache

    /// - Throws: ``TypographyError/libraryFailed(_:status:)``.
    public init(fonts: FontCollection, limits: Limits.Text = .init()) throws(TypographyError) {
        resources = try TextResources(fonts: fonts)
        self.limits = limits
        cache = GlyphCache(budget: limits.glyphCacheBytes)
    }

    /// Switches to another collection. Faces and glyphs that both have stay open and cached.
    public func use(_ fonts: FontCollection) { resources.faces.use(fonts) }

    /// Lays a text out.
    ///
    /// - Throws: ``TypographyError`` where the text passes a limit or a measure is out of range.
    public func layout(_ request: TextRequest) throws(TypographyError) -> TextLayout {
        var layouter = try TextLayouter(request, resources: resources, limits: limits)
        return try layouter.run()
    }

    /// The coverage of a glyph at a size, its pen `phase` quarters of a pixel right of a whole one; unhinted, cached.
    ///
    /// - Throws: ``TypographyError/glyphTooLarge(sizePixels:)`` past ``maskSidePixels``: use the outline.
    public func mask(
        _ font: FontID, glyph: UInt32, sizePixels: Double, phase: Int
    ) throws(TypographyError) -> Mask {
        let size = try Self.quantized(sizePixels)
        let key = GlyphKey(font: font, glyph: glyph, size: size, phase: phase, isColor: false)
        if case .mask(let mask) = cache.value(for: key) { return mask }
        let mask = try resources.faces.outlineFont(font)
            .mask(Int(glyph), size: size, phase: phase & 3, sideLimit: Self.maskSidePixels)
        cache.insert(.mask(mask), for: key)
        return mask
    }

    /// The picture of a colour glyph at a size, for a pen on a whole pixel; nothing where the font has none. Cached.
    public func colorGlyph(
        _ font: FontID, glyph: UInt32, sizePixels: Double
    ) throws(TypographyError) -> ColorGlyph? {
        let size = try Self.quantized(sizePixels)
        let key = GlyphKey(font: font, glyph: glyph, size: size, phase: 0, isColor: true)
        if case .color(let picture) = cache.value(for: key) { return picture }
        let bitmap = try resources.faces.outlineFont(font).colorBitmap(Int(glyph))
        let picture = try bitmap?.scaled(toEm: Double(size) / 64, sideLimit: Self.maskSidePixels)
        cache.insert(.color(picture), for: key)
        return picture
    }

    /// The outline of a glyph at a size: pen at the origin, y down, exactly scaled from font units.
    public func outline(_ font: FontID, glyph: UInt32, sizePixels: Double) throws(TypographyError) -> Path {
        let face = try resources.faces.outlineFont(font)
        let scale = sizePixels / Double(face.unitsPerEm)
        return try face.outline(Int(glyph)).transformed(by: .scale(scale, scale))
    }

    /// What the glyph cache holds, and look-ups that did and did not find their glyph.
    package var glyphStatistics: (bytes: Int, hits: Int, misses: Int) { (cache.bytes, cache.hits, cache.misses) }

    /// Bytes of glyphs that are kept at this moment.
    package var cachedBytes: Int { cache.bytes }

    /// Sizes are told apart by 64ths of a pixel, FreeType's own unit.
    private static func quantized(_ sizePixels: Double) throws(TypographyError) -> Int {
        guard sizePixels.isFinite, sizePixels > 0 else { throw .measureOutOfRange(sizePixels) }
        guard sizePixels <= Double(maskSidePixels) * 4 else { throw .glyphTooLarge(sizePixels: sizePixels) }
        return max(1, Int((sizePixels * 64).rounded()))
    }
}
