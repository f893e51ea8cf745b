/// A place, or a fraction of a box; y grows downwards.
public struct Position: Sendable, Hashable {
    public var x: Double
    public var y: Double

    public init(x: Double, y: Double) {
        self.x = x
        self.y = y
    }

    func scaled(_ horizontally: Double, _ vertically: Double) -> Position {
        Position(x: x * horizontally, y: y * vertically)
    }
}
