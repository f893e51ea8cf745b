/// A rectangle or ellipse as large as its layer. Lengths are CSS pixels.
public struct ShapeContent: Sendable, Equatable {
    /// Missing where the inside is empty.
    public var fill: Paint?
    /// The outline, where there is one.
    public var stroke: Stroke?
    /// Without effect on an ellipse.
    public var cornerRadius: CornerRadii
}

/// What is inside of an outline that crosses itself.
public enum FillRule: String, Sendable, CaseIterable { case nonzero, evenodd }

/// Straight lines from point to point: closed for a polygon, open for a line. Lengths are CSS pixels.
public struct PolygonContent: Sendable, Equatable {
    /// Relative to the layer's place: at least two, three for a polygon.
    public var points: [Position]
    /// Missing where the inside is empty.
    public var fill: Paint?
    /// What is inside of an outline that crosses itself.
    public var fillRule: FillRule
    /// The outline, where there is one.
    public var stroke: Stroke?
}

/// An open line from point to point.
public typealias LineContent = PolygonContent

/// An outline in SVG path data. Lengths are CSS pixels.
public struct PathContent: Sendable, Equatable {
    /// The data as written. Scaling leaves it as it is and changes the segments.
    public var d: String
    /// What ``d`` means, relative to the layer's place.
    public var segments: [PathSegment]
    /// Missing where the inside is empty.
    public var fill: Paint?
    /// What is inside of an outline that crosses itself.
    public var fillRule: FillRule
    /// The outline, where there is one.
    public var stroke: Stroke?
}

/// Layers that are painted as one; their places are relative to the group's.
public struct GroupContent: Sendable, Equatable {
    /// In paint order, the first at the bottom.
    public var children: [Layer]
    /// Whether the group's box, which then has a size, cuts its children.
    public var clip: Bool
    /// The corners of the clip.
    public var cornerRadius: CornerRadii
}
