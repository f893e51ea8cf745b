/// A blurred copy of a layer's silhouette behind it.
public struct Shadow: Sendable, Hashable {
    /// Offset to the right, CSS pixels.
    public var x: Double
    /// Offset downwards, CSS pixels.
    public var y: Double
    /// CSS's blur radius: twice the standard deviation, CSS pixels.
    public var blur: Double
    /// The colour, with its own alpha.
    public var color: RGBA

    /// Makes a shadow.
    public init(x: Double, y: Double, blur: Double, color: RGBA) {
        self.x = x
        self.y = y
        self.blur = blur
        self.color = color
    }
}
