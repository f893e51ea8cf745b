/// One text to lay out: the words, the style and the box. Lengths are CSS pixels.
public struct TextRequest: Sendable, Equatable {
    /// Where lines stand in the box; `start` and `end` follow the paragraph's direction.
    public enum Alignment: Sendable { case start, left, center, right, end, justify }
    /// Where the block of lines stands in a box that has a height.
    public enum VerticalAlignment: Sendable { case top, middle, bottom }
    /// `word` breaks by UAX 14 and lets a longer word stick out, `anywhere` breaks such a word between clusters.
    public enum Wrapping: Sendable { case word, anywhere, none }
    /// What becomes of text that does not fit: it sticks out, the painter cuts it, or an ellipsis ends it.
    public enum Overflow: Sendable { case visible, clip, ellipsis }
    /// A paragraph's direction; `auto` takes that of its first strong letter.
    public enum Direction: Sendable { case auto, leftToRight, rightToLeft }
    /// Case changes, by the language's full rules.
    public enum Transform: Sendable { case none, uppercase, lowercase, capitalize }

    /// Font sizes to try when the text does not fit its box, from the largest down.
    public struct Fit: Sendable, Equatable {
        /// The smallest size tried; what still does not fit then is cut.
        public var minimum: Double
        /// The first size tried; nothing means the request's own.
        public var maximum: Double?

        /// Sizes are CSS pixels.
        public init(minimum: Double, maximum: Double? = nil) {
            self.minimum = minimum
            self.maximum = maximum
        }
    }

    /// The words; `\n`, `\r\n` and Unicode's separators end lines, other controls draw nothing.
    public var text: String
    /// Tried in order before the built-in fallbacks.
    public var families: [String] = ["Inter"]
    /// 1–1000.
    public var weight = 400
    /// Italic faces first, where a family has them; nothing is slanted.
    public var isItalic = false
    /// The em.
    public var size = 16.0
    /// A multiple of the size.
    public var lineHeight = 1.2
    /// Added between clusters; turns optional ligatures off. Joined scripts are left alone. Does not shrink.
    public var letterSpacing = 0.0
    /// Added to each word separator. Does not shrink.
    public var wordSpacing = 0.0
    /// A BCP 47 tag.
    public var language: String?
    /// Applied before anything else.
    public var transform = Transform.none
    /// The box's width; without one, lines break only where the text says so.
    public var width: Double?
    /// The box's height; without one, nothing is cut by it.
    public var height: Double?
    /// Lines wider than the box start at its start edge whatever this says, as in CSS.
    public var alignment = Alignment.start
    /// Has no effect without a height.
    public var verticalAlignment = VerticalAlignment.top
    /// Where lines may break.
    public var wrapping = Wrapping.word
    /// Lines past this are not shown, whatever `overflow` says; one at least is.
    public var maximumLines: Int?
    /// What becomes of text that does not fit.
    public var overflow = Overflow.visible
    /// Whether to shrink the text first.
    public var fit: Fit?
    /// The base direction of each paragraph.
    public var direction = Direction.auto

    /// A text in CSS's and the template's initial style.
    public init(text: String) { self.text = text }
}
