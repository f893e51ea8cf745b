/// A subpath made of straight lines.
public struct Polyline: Sendable, Equatable {
    public var points: [Point]
    public var isClosed: Bool
}

extension Path {
    /// The outline as straight lines that stay within `tolerance` pixels of its curves.
    ///
    /// A quadratic strays from n chords by at most ¼·d/n², a cubic by ¾·d/n², d being its largest second difference.
    public func flattened(tolerance: Double) -> [Polyline] {
        var flattener = Flattener(tolerance: tolerance)
        for element in elements { flattener.take(element) }
        flattener.finish(closed: false)
        return flattener.lines
    }
}

private struct Flattener {
    let tolerance: Double
    var lines: [Polyline] = []
    var points: [Point] = []

    mutating func take(_ element: Path.Element) {
        switch element {
        case .move(let p):
            finish(closed: false)
            points = [p]
        case .line(let p):
            begin(at: p)
            points.append(p)
        case .quadratic(let c, let p):
            begin(at: c)
            quadratic(points[points.count - 1], c, p)
        case .cubic(let c1, let c2, let p):
            begin(at: c1)
            cubic(points[points.count - 1], c1, c2, p)
        case .close:
            let start = points.first
            finish(closed: true)
            if let start { points = [start] }
        }
    }

    mutating func finish(closed: Bool) {
        if points.count > 1 || (closed && !points.isEmpty) {
            var closedPoints = points
            if closed, closedPoints.count > 1, closedPoints.first == closedPoints.last { closedPoints.removeLast() }
            lines.append(Polyline(points: closedPoints, isClosed: closed))
        }
        points = []
    }

    private mutating func begin(at p: Point) { if points.isEmpty { points = [p] } }

    private func chords(_ difference: Double, _ factor: Double) -> Int {
        guard difference.isFinite else { return 1 }
        return Int(min(max((factor * difference / tolerance).squareRoot().rounded(.up), 1), 500))
    }

    private mutating func quadratic(_ a: Point, _ b: Point, _ c: Point) {
        let n = chords((a - b * 2 + c).length, 0.25)
        for index in 1..<max(n, 1) where n > 1 {
            let t = Double(index) / Double(n)
            let s = 1 - t
            points.append(a * (s * s) + b * (2 * s * t) + c * (t * t))
        }
        points.append(c)
    }

    private mutating func cubic(_ a: Point, _ b: Point, _ c: Point, _ d: Point) {
        let n = chords(max((a - b * 2 + c).length, (b - c * 2 + d).length), 0.75)
        for index in 1..<max(n, 1) where n > 1 {
            let t = Double(index) / Double(n)
            let s = 1 - t
            points.append(a * (s * s * s) + b * (3 * s * s * t) + c * (3 * s * t * t) + d * (t * t * t))
        }
        points.append(d)
    }
}
