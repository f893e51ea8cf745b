import Canvas

/// A glyph with its place. `origin` is the pen on the baseline, in CSS pixels from the box's top left corner.
public struct PlacedGlyph: Sendable, Hashable {
    /// Which face.
    public let font: FontID
    /// The face's own number for the glyph.
    public let glyph: UInt32
    /// The em in CSS pixels.
    public let size: Double
    public let origin: Point
    /// True where the glyph comes as a picture: ``TextEngine/colorGlyph(_:glyph:sizePixels:)``.
    public let isColor: Bool
}

/// What became of a text that its author may want to know.
public struct TextReport: Sendable, Equatable {
    /// The size that it was shrunk to, if it was.
    public internal(set) var shrunkTo: Double?
    /// True where lines or words are not shown, or the box clips them.
    public internal(set) var wasCut = false
    /// True where the text is larger than its box and shows beyond it.
    public internal(set) var overflows = false
    /// Scalars that no font has, once each, in order; drawn as the font's missing-glyph box.
    public internal(set) var missing: [Unicode.Scalar] = []
    /// Families that were asked for and are not there.
    public internal(set) var substitutedFamilies: [String] = []

    /// Nothing to report.
    public init() {}
}

/// A text laid out: glyphs in painting order with everything that decides their places.
public struct TextLayout: Sendable, Equatable {
    /// One line. `range` counts the scalars of the text after case changes and without controls.
    public struct Line: Sendable, Equatable {
        /// Down from the box's top.
        public let baseline: Double
        /// The left edge.
        public let x: Double
        /// Without the spaces that hang over its end.
        public let width: Double
        /// The scalars shown.
        public let range: Range<Int>
    }

    /// Line by line from the top, left to right.
    public internal(set) var glyphs: [PlacedGlyph] = []
    /// From the top.
    public internal(set) var lines: [Line] = []
    /// The font size in use.
    public internal(set) var size: Double
    /// The longest line.
    public internal(set) var width = 0.0
    /// All lines' heights together.
    public internal(set) var height = 0.0
    /// True where the painter must cut at the box.
    public internal(set) var clips = false
    /// What was shrunk, cut, missing or substituted.
    public internal(set) var report = TextReport()
}
