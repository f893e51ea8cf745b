/// What can go wrong with fonts and text.
public enum TypographyError: Error, Equatable, Sendable {
    /// None of the standard fonts is in these directories.
    case noFonts(directories: [String])
    /// The file could not be opened or mapped.
    case fontUnreadable(name: String)
    /// Neither OpenType, TrueType nor a collection of those, by its first bytes.
    case fontFormatUnknown
    /// More bytes than one asset may have.
    case fontTooLarge(bytes: Int, limit: Int)
    /// The file has an OpenType header, but cannot be used.
    case fontDamaged(FontDamage)
    /// The collection in use has no such face.
    case unknownFont(FontID)
    /// More scalars than one layer's text may have.
    case tooManyScalars(count: Int, limit: Int)
    /// More combining marks in a row than a base may carry.
    case tooManyCombiningMarks(limit: Int)
    /// One text alone makes more glyphs than a render may.
    case tooManyGlyphs(limit: Int)
    /// A size, width or spacing that is not a finite number in range.
    case measureOutOfRange(Double)
    /// A glyph whose bitmap would pass ``TextEngine/maskSidePixels``.
    case glyphTooLarge(sizePixels: Double)
    /// FreeType, HarfBuzz, FriBidi or ICU refused; `status` is the library's own code.
    case libraryFailed(Library, status: Int)

    /// The libraries behind this target.
    public enum Library: String, Sendable { case freeType, harfBuzz, friBidi, icu }
}

/// What makes a font file unusable.
public enum FontDamage: String, Sendable, Equatable {
    case doesNotOpen, noGlyphs, noUnicodeCharacters, noOutlines, noFamilyName
    case unitsPerEmOutOfRange, glyphOutOfRange, glyphDoesNotLoad
}
