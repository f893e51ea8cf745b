/// One step of an outline, in absolute coordinates.
public enum PathSegment: Sendable, Hashable {
    /// Starts a subpath.
    case move(Position)
    case line(Position)
    case quadratic(control: Position, to: Position)
    case cubic(control1: Position, control2: Position, to: Position)
    /// Closes the subpath. What is drawn after it starts with a `move`.
    case close

    func scaled(_ horizontally: Double, _ vertically: Double) -> PathSegment {
        switch self {
        case .move(let p): .move(p.scaled(horizontally, vertically))
        case .line(let p): .line(p.scaled(horizontally, vertically))
        case .quadratic(let c, let p):
            .quadratic(control: c.scaled(horizontally, vertically), to: p.scaled(horizontally, vertically))
        case .cubic(let c1, let c2, let p):
            .cubic(
                control1: c1.scaled(horizontally, vertically), control2: c2.scaled(horizontally, vertically),
                to: p.scaled(horizontally, vertically))
        case .close: .close
        }
    }
}
