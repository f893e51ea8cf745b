/// The radii of a box's corners in CSS pixels, 0 or more.
public struct CornerRadii: Sendable, Hashable {
    /// 0 or more.
    public var topLeft: Double
    /// 0 or more.
    public var topRight: Double
    /// 0 or more.
    public var bottomRight: Double
    /// 0 or more.
    public var bottomLeft: Double

    /// Four corners, clockwise.
    public init(topLeft: Double, topRight: Double, bottomRight: Double, bottomLeft: Double) {
        self.topLeft = topLeft
        self.topRight = topRight
        self.bottomRight = bottomRight
        self.bottomLeft = bottomLeft
    }

    /// Four equal corners.
    public init(_ radius: Double) {
        self.init(topLeft: radius, topRight: radius, bottomRight: radius, bottomLeft: radius)
    }

    /// Four right angles.
    public static let zero = CornerRadii(0)

    func scaled(_ factor: Double) -> CornerRadii {
        CornerRadii(
            topLeft: topLeft * factor, topRight: topRight * factor, bottomRight: bottomRight * factor,
            bottomLeft: bottomLeft * factor)
    }
}
