/// A place, or a fraction of a box; y grows downwards.
public struct Position: Sendable, Hashable {
    /// To the right.
    public var x: Double
    /// Downwards.
    public var y: Double

    /// Makes a place.
    public init(x: Double, y: Double) {
        self.x = x
        self.y = y
    }

    func scaled(_ horizontally: Double, _ vertically: Double) -> Position {
        Position(x: x * horizontally, y: y * vertically)
    }
}
