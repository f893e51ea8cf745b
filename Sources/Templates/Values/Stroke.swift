/// An outline of a shape.
public struct Stroke: Sendable, Hashable {
    /// Where the outline lies on the shape's edge.
    public enum Align: String, Sendable, CaseIterable { case inside, center, outside }
    /// How open ends look.
    public enum Cap: String, Sendable, CaseIterable { case butt, round, square }
    /// How corners look.
    public enum Join: String, Sendable, CaseIterable { case miter, round, bevel }

    /// What the outline is drawn with.
    public var paint: Paint
    /// CSS pixels, 0 or more.
    public var width: Double
    /// Where it lies on the shape's edge.
    public var align: Align
    /// Lengths of dashes and gaps in turn, CSS pixels; an odd list is used twice; empty for an unbroken line.
    public var dash: [Double]
    /// How open ends look.
    public var cap: Cap
    /// How corners look.
    public var join: Join

    /// Makes a stroke.
    public init(paint: Paint, width: Double, align: Align, dash: [Double], cap: Cap, join: Join) {
        self.paint = paint
        self.width = width
        self.align = align
        self.dash = dash
        self.cap = cap
        self.join = join
    }
}
