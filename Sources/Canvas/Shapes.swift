/// The radii of a rectangle's corners, in pixels.
public struct CornerSizes: Sendable, Hashable {
    public var topLeft: Double
    public var topRight: Double
    public var bottomRight: Double
    public var bottomLeft: Double

    public init(topLeft: Double, topRight: Double, bottomRight: Double, bottomLeft: Double) {
        self.topLeft = topLeft
        self.topRight = topRight
        self.bottomRight = bottomRight
        self.bottomLeft = bottomLeft
    }

    public static let none = CornerSizes(topLeft: 0, topRight: 0, bottomRight: 0, bottomLeft: 0)
    public var isNone: Bool { self == .none }

    /// The radii of the same corners on a rectangle that is `d` larger on each side; sharp corners stay sharp.
    public func outset(by d: Double) -> CornerSizes {
        func grow(_ r: Double) -> Double { r > 0 ? max(0, r + d) : 0 }
        return CornerSizes(
            topLeft: grow(topLeft), topRight: grow(topRight), bottomRight: grow(bottomRight),
            bottomLeft: grow(bottomLeft))
    }

    /// All radii shrunk by one factor so that neighbours fit on each side (CSS Backgrounds 3, 5.5).
    func fitted(to rect: Rect) -> CornerSizes {
        let factors = [
            rect.width / max(topLeft + topRight, 1e-9), rect.width / max(bottomLeft + bottomRight, 1e-9),
            rect.height / max(topLeft + bottomLeft, 1e-9), rect.height / max(topRight + bottomRight, 1e-9),
        ]
        let f = min(1, factors.min() ?? 1)
        return CornerSizes(
            topLeft: topLeft * f, topRight: topRight * f, bottomRight: bottomRight * f, bottomLeft: bottomLeft * f)
    }
}

extension Path {
    /// How far a cubic's control points lie along the tangent of a quarter circle of radius 1.
    private static let arc = 0.552_284_749_830_793_4

    public static func rectangle(_ r: Rect) -> Path {
        Path(elements: [
            .move(Point(r.x, r.y)), .line(Point(r.maxX, r.y)), .line(Point(r.maxX, r.maxY)),
            .line(Point(r.x, r.maxY)), .close,
        ])
    }

    /// A rectangle with round corners; radii too large for it shrink together.
    public static func roundedRectangle(_ r: Rect, corners: CornerSizes) -> Path {
        if corners.isNone { return rectangle(r) }
        let c = corners.fitted(to: r)
        var path = Path()
        func corner(_ radius: Double, _ from: Point, _ vertex: Point, _ to: Point) {
            path.line(to: from)
            if radius > 0 {
                path.cubic(from + (vertex - from) * arc, to + (vertex - to) * arc, to: to)
            }
        }
        path.move(to: Point(r.x + c.topLeft, r.y))
        corner(
            c.topRight, Point(r.maxX - c.topRight, r.y), Point(r.maxX, r.y), Point(r.maxX, r.y + c.topRight))
        corner(
            c.bottomRight, Point(r.maxX, r.maxY - c.bottomRight), Point(r.maxX, r.maxY),
            Point(r.maxX - c.bottomRight, r.maxY))
        corner(
            c.bottomLeft, Point(r.x + c.bottomLeft, r.maxY), Point(r.x, r.maxY), Point(r.x, r.maxY - c.bottomLeft))
        corner(c.topLeft, Point(r.x, r.y + c.topLeft), Point(r.x, r.y), Point(r.x + c.topLeft, r.y))
        path.close()
        return path
    }

    public static func ellipse(in r: Rect) -> Path {
        let (c, rx, ry) = (r.center, r.width / 2, r.height / 2)
        let (kx, ky) = (rx * arc, ry * arc)
        var path = Path()
        path.move(to: Point(c.x, r.y))
        path.cubic(Point(c.x + kx, r.y), Point(r.maxX, c.y - ky), to: Point(r.maxX, c.y))
        path.cubic(Point(r.maxX, c.y + ky), Point(c.x + kx, r.maxY), to: Point(c.x, r.maxY))
        path.cubic(Point(c.x - kx, r.maxY), Point(r.x, c.y + ky), to: Point(r.x, c.y))
        path.cubic(Point(r.x, c.y - ky), Point(c.x - kx, r.y), to: Point(c.x, r.y))
        path.close()
        return path
    }

    /// Straight lines through the points.
    public static func lines(through points: [Point], closed: Bool) -> Path {
        var path = Path()
        for (index, p) in points.enumerated() {
            if index == 0 { path.move(to: p) } else { path.line(to: p) }
        }
        if closed, !points.isEmpty { path.close() }
        return path
    }
}
