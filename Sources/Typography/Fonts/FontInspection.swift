import CFreeType
import CHarfBuzz
import Limit

/// Opens every face of an uploaded file and loads a sample of its glyphs, so that a bad one is refused at the door.
struct FontInspection {
    let data: FontData
    private(set) var faces: [FontDescription] = []

    /// Outlines loaded of each face, evenly spread over those that characters reach.
    private static let sampleCount = 1_024

    init(_ bytes: [UInt8], limits: Limits.Input) throws(TypographyError) {
        guard bytes.count <= limits.assetBytes else {
            throw .fontTooLarge(bytes: bytes.count, limit: limits.assetBytes)
        }
        data = FontData(copying: bytes)
        guard let header = SFNT(data) else { throw .fontFormatUnknown }
        let library = try FreeTypeLibrary()
        for index in header.faces.indices {
            let outlines = try OutlineFont(library: library, data: data, index: index, variationWeight: nil)
            let shaping = try ShapingFont(data: data, index: index, variationWeight: nil)
            try check(outlines, shaping)
            faces.append(try describe(outlines, shaping, faceCount: header.faces.count))
        }
    }

    private func check(_ outlines: OutlineFont, _ shaping: ShapingFont) throws(TypographyError) {
        guard outlines.glyphCount > 0 else { throw .fontDamaged(.noGlyphs) }
        guard outlines.isScalable || outlines.hasColorStrikes else { throw .fontDamaged(.noOutlines) }
        guard (16...16_384).contains(shaping.unitsPerEm) else { throw .fontDamaged(.unitsPerEmOutOfRange) }
        let glyphs = shaping.glyphsOfCharacters()
        guard !glyphs.isEmpty else { throw .fontDamaged(.noUnicodeCharacters) }
        let isBounded = glyphs.allSatisfy { $0 < outlines.glyphCount }
        guard isBounded else { throw .fontDamaged(.glyphOutOfRange) }
        guard outlines.isScalable else { return }
        let step = max(1, glyphs.count / Self.sampleCount)
        for glyph in [0] + stride(from: 0, to: glyphs.count, by: step).map({ glyphs[$0] }) {
            do {
                _ = try outlines.outline(glyph)
            } catch {
                throw .fontDamaged(.glyphDoesNotLoad)
            }
        }
    }

    private func describe(
        _ outlines: OutlineFont, _ shaping: ShapingFont, faceCount: Int
    ) throws(TypographyError) -> FontDescription {
        guard let family = shaping.familyName else { throw .fontDamaged(.noFamilyName) }
        let weight = min(max(outlines.weightClass, 1), 1_000)
        let weights = outlines.weightAxis ?? weight...weight
        return FontDescription(
            family: family, weight: weight, weights: weights, isItalic: outlines.isItalic,
            glyphCount: outlines.glyphCount, faceCount: faceCount, isColor: outlines.hasColorStrikes)
    }
}
