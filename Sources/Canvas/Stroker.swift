import Foundation

/// How a line is drawn along an outline.
public struct StrokeStyle: Sendable, Hashable {
    public enum Cap: Sendable, Hashable { case butt, round, square }
    public enum Join: Sendable, Hashable { case miter, round, bevel }

    /// Pixels, more than 0.
    public var width: Double
    public var cap: Cap
    public var join: Join
    /// Lengths drawn and skipped in turn; empty for an unbroken line.
    public var dash: [Double]

    public init(width: Double, cap: Cap = .butt, join: Join = .miter, dash: [Double] = []) {
        self.width = width
        self.cap = cap
        self.join = join
        self.dash = dash
    }

    /// SVG's `stroke-miterlimit`: a sharper corner becomes a bevel.
    static let miterLimit = 4.0
}

extension Path {
    /// The outline of this path's stroke, to be filled with the nonzero rule.
    ///
    /// Every segment becomes a quadrilateral, every join and cap a wedge; all turn the same way, and neighbours share
    /// edges exactly, so that their coverage adds up without seams.
    ///
    /// - Parameter scale: Device pixels a pixel of the path, for the accuracy of its curves.
    public func stroked(_ style: StrokeStyle, scale: Double = 1) -> Path {
        guard style.width > 0, style.width.isFinite else { return Path() }
        let tolerance = 0.05 / max(scale, 1e-6)
        var stroker = Stroker(style: style, tolerance: tolerance)
        for line in flattened(tolerance: tolerance) {
            let clean = line.withoutRepeats
            if style.dash.isEmpty {
                stroker.stroke(clean)
            } else {
                for piece in clean.dashed(style.dash) { stroker.stroke(piece) }
            }
        }
        return stroker.outline
    }
}

private struct Stroker {
    let style: StrokeStyle
    let tolerance: Double
    let radius: Double
    var outline = Path()

    init(style: StrokeStyle, tolerance: Double) {
        self.style = style
        self.tolerance = tolerance
        radius = style.width / 2
    }

    mutating func stroke(_ line: Polyline) {
        let points = line.points
        guard let first = points.first else { return }
        guard points.count > 1 else { return dot(at: first) }
        let count = line.isClosed ? points.count : points.count - 1
        var normals: [Point] = []
        for index in 0..<count {
            let (a, b) = (points[index], points[(index + 1) % points.count])
            let d = b - a
            let n = Point(-d.y, d.x) * (radius / d.length)
            normals.append(n)
            polygon([a + n, b + n, b - n, a - n])
        }
        for index in 1..<count { join(at: points[index], normals[index - 1], normals[index]) }
        if line.isClosed {
            join(at: first, normals[count - 1], normals[0])
        } else {
            cap(at: first, normal: normals[0] * -1)
            cap(at: points[points.count - 1], normal: normals[count - 1])
        }
    }

    /// A subpath without length shows its caps only (SVG 2, 13.5.4).
    private mutating func dot(at p: Point) {
        switch style.cap {
        case .butt: break
        case .round:
            let box = Rect(x: p.x, y: p.y, width: 0, height: 0).insetBy(-radius)
            outline.append(.ellipse(in: box).turned)
        case .square:
            let r = radius
            polygon([p + Point(-r, r), p + Point(r, r), p + Point(r, -r), p + Point(-r, -r)])
        }
    }

    /// Fills the gap on the outer side of a corner between two segments' normals.
    private mutating func join(at p: Point, _ n1: Point, _ n2: Point) {
        let cross = n1.x * n2.y - n1.y * n2.x
        let dot = n1.x * n2.x + n1.y * n2.y
        if abs(cross) < 1e-12 * radius * radius, dot > 0 { return }
        // The outer side is where the normals open; there the wedge turns as the quadrilaterals do.
        let outer = cross < 0
        let (a, b) = outer ? (n1, n2) : (n2 * -1, n1 * -1)
        switch style.join {
        case .bevel: polygon([p, p + a, p + b])
        case .round: fan(p, a, b)
        case .miter:
            let cosHalfSquared = (1 + dot / (radius * radius)) / 2
            if cosHalfSquared > 1 / (StrokeStyle.miterLimit * StrokeStyle.miterLimit) {
                let tip = (a + b) * (0.5 / cosHalfSquared)
                polygon([p, p + a, p + tip, p + b])
            } else {
                polygon([p, p + a, p + b])
            }
        }
    }

    /// Closes an end whose outgoing direction is the normal turned by a quarter.
    private mutating func cap(at p: Point, normal n: Point) {
        let forward = Point(n.y, -n.x)
        switch style.cap {
        case .butt: break
        case .square: polygon([p + n, p + n + forward, p - n + forward, p - n])
        case .round:
            fan(p, n, forward)
            fan(p, forward, n * -1)
        }
    }

    /// A pie slice from p + a to p + b, the shorter way.
    private mutating func fan(_ p: Point, _ a: Point, _ b: Point) {
        // Wedges turn to the negative side; at a full reversal the sign of the cross product is noise.
        let angle = -abs(atan2(a.x * b.y - a.y * b.x, a.x * b.x + a.y * b.y))
        let step = 2 * acos(max(1 - tolerance / radius, 0.5))
        let count = max(1, min(200, Int((abs(angle) / step).rounded(.up))))
        var points = [p, p + a]
        for index in 1..<max(count, 1) where count > 1 {
            let t = angle * Double(index) / Double(count)
            points.append(p + Point(a.x * cos(t) - a.y * sin(t), a.x * sin(t) + a.y * cos(t)))
        }
        points.append(p + b)
        polygon(points)
    }

    private mutating func polygon(_ points: [Point]) { outline.append(.lines(through: points, closed: true)) }
}

extension Path {
    /// The same outline walked the other way round, mirrored top to bottom about its own middle.
    fileprivate var turned: Path {
        let bounds = controlBounds
        return transformed(by: Transform(a: 1, b: 0, c: 0, d: -1, tx: 0, ty: 2 * bounds.center.y))
    }
}
