/// A text and its style. Lengths are CSS pixels.
public struct TextContent: Sendable, Equatable {
    /// How lines are set between the left and right edges.
    public enum Align: String, Sendable, CaseIterable { case start, left, center, right, end, justify }
    /// How lines are set between top and bottom.
    public enum VerticalAlign: String, Sendable, CaseIterable { case top, middle, bottom }
    /// Where lines may break.
    public enum Wrap: String, Sendable, CaseIterable { case word, anywhere, none }
    /// What becomes of text that does not fit.
    public enum Overflow: String, Sendable, CaseIterable { case visible, clip, ellipsis }
    /// The paragraph's direction.
    public enum Direction: String, Sendable, CaseIterable { case auto, ltr, rtl }
    /// A change of letters before shaping.
    public enum Transform: String, Sendable, CaseIterable { case none, uppercase, lowercase, capitalize }

    /// Whether the font size follows the box.
    public struct Fit: Sendable, Hashable {
        /// `shrink` makes the text smaller until it fits.
        public enum Mode: String, Sendable, CaseIterable { case none, shrink }
        /// Whether the size changes at all.
        public var mode: Mode
        /// The smallest font size.
        public var min: Double
        /// The largest font size, where it is less than the layer's; never below ``min``.
        public var max: Double?
    }

    /// The characters; line feeds start new lines.
    public var text: String
    /// Font families in the order of fallback: at least one.
    public var families: [String]
    /// 1...1000.
    public var weight: Int
    /// Whether an italic face is asked for.
    public var isItalic: Bool
    /// The font size, above 0.
    public var size: Double
    /// A multiple of the font size.
    public var lineHeight: Double
    /// Added after each character.
    public var letterSpacing: Double
    /// Added to each blank.
    public var wordSpacing: Double
    /// Missing where the text leaves no trace.
    public var fill: Paint?
    /// Where lines stand between left and right.
    public var align: Align
    /// Where lines stand between top and bottom.
    public var verticalAlign: VerticalAlign
    /// Where lines may break.
    public var wrap: Wrap
    /// At least 1.
    public var maxLines: Int?
    /// What becomes of text that does not fit.
    public var overflow: Overflow
    /// Missing for a fixed font size.
    public var fit: Fit?
    /// The paragraph's direction.
    public var direction: Direction
    /// A BCP 47 tag.
    public var language: String?
    /// A change of letters before shaping.
    public var transform: Transform
}
