import Foundation

/// An elliptical arc of SVG path data as cubics (SVG 1.1, F.6: from endpoints to centre).
struct PathArc {
    private let from: Position
    private let to: Position
    private let isLarge: Bool
    private let isClockwise: Bool
    private let sine: Double
    private let cosine: Double
    private let radii: Position
    /// The start in a frame whose origin is the middle of the chord and whose axes are the ellipse's.
    private let half: Position

    /// Radii below this are none: the arc is a line.
    private static let smallestRadius = 1e-9
    /// Squares of chords, in radii, below this leave the centre's direction undefined: the arc is a line.
    private static let smallestChord = 1e-24

    init(from: Position, to: Position, radii: Position, rotation: Double, isLarge: Bool, isClockwise: Bool) {
        self.from = from
        self.to = to
        self.isLarge = isLarge
        self.isClockwise = isClockwise
        let angle = rotation.truncatingRemainder(dividingBy: 360) * .pi / 180
        sine = rotation.truncatingRemainder(dividingBy: 180) == 0 ? 0 : sin(angle)
        cosine = cos(angle)
        let (dx, dy) = ((from.x - to.x) / 2, (from.y - to.y) / 2)
        half = Position(x: cosine * dx + sine * dy, y: cosine * dy - sine * dx)
        // Radii that cannot span the chord grow until they do.
        let (rx, ry) = (abs(radii.x), abs(radii.y))
        let span = (half.x / rx) * (half.x / rx) + (half.y / ry) * (half.y / ry)
        let growth = span > 1 ? span.squareRoot() : 1
        self.radii = Position(x: rx * growth, y: ry * growth)
    }

    /// Nothing for an arc that goes nowhere, a line for one without radii, else a cubic for each quarter turn.
    var segments: [PathSegment] {
        if from == to { return [] }
        guard min(radii.x, radii.y) > Self.smallestRadius, radii.x.isFinite, radii.y.isFinite else {
            return [.line(to)]
        }
        let start = Position(x: half.x / radii.x, y: half.y / radii.y)
        let end = Position(x: -start.x, y: -start.y)
        let distance = start.x * start.x + start.y * start.y
        guard distance > Self.smallestChord else { return [.line(to)] }
        // The centre in the frame of the unit circle, left or right of the chord.
        let reach = (max(0, 1 / distance - 1)).squareRoot() * (isLarge == isClockwise ? -1 : 1)
        let center = Position(x: start.y * reach, y: -start.x * reach)
        let first = atan2(start.y - center.y, start.x - center.x)
        var sweep = atan2(end.y - center.y, end.x - center.x) - first
        if isClockwise, sweep < 0 { sweep += 2 * .pi }
        if !isClockwise, sweep > 0 { sweep -= 2 * .pi }
        return cubics(center: center, first: first, sweep: sweep)
    }

    private func cubics(center: Position, first: Double, sweep: Double) -> [PathSegment] {
        let count = max(1, Int((abs(sweep) / (.pi / 2) - 1e-9).rounded(.up)))
        let step = sweep / Double(count)
        let reach = 4.0 / 3 * tan(step / 4)
        return (0..<count).map { index in
            let a = first + step * Double(index)
            let b = a + step
            let control1 = Position(x: cos(a) - reach * sin(a), y: sin(a) + reach * cos(a))
            let control2 = Position(x: cos(b) + reach * sin(b), y: sin(b) - reach * cos(b))
            let end = index == count - 1 ? to : place(Position(x: cos(b), y: sin(b)), center)
            return .cubic(control1: place(control1, center), control2: place(control2, center), to: end)
        }
    }

    /// From the unit circle around `center` to the path's own coordinates.
    private func place(_ p: Position, _ center: Position) -> Position {
        let x = (p.x + center.x) * radii.x
        let y = (p.y + center.y) * radii.y
        return Position(
            x: cosine * x - sine * y + (from.x + to.x) / 2, y: sine * x + cosine * y + (from.y + to.y) / 2)
    }
}
