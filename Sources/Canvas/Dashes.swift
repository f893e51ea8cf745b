extension Polyline {
    /// The line without points that repeat the one before them.
    var withoutRepeats: Polyline {
        var kept: [Point] = []
        for p in points where kept.last.map({ ($0 - p).length > 1e-9 }) ?? true { kept.append(p) }
        if isClosed, kept.count > 1, let first = kept.first, let last = kept.last, (first - last).length <= 1e-9 {
            kept.removeLast()
        }
        return Polyline(points: kept, isClosed: isClosed && kept.count > 1)
    }

    /// More dashes than a line can show are an unbroken line: this many at most on one subpath.
    private static let dashLimit = 100_000

    /// The pieces that a dash pattern leaves; an odd pattern is repeated (SVG 2, `stroke-dasharray`).
    func dashed(_ pattern: [Double]) -> [Polyline] {
        let lengths = pattern.count % 2 == 0 ? pattern : pattern + pattern
        let period = lengths.reduce(0, +)
        let corners = isClosed ? points + points.prefix(1) : points
        let total = zip(corners, corners.dropFirst()).reduce(0) { $0 + ($1.1 - $1.0).length }
        guard period > 0, lengths.allSatisfy({ $0 >= 0 }),
            total / period * Double(lengths.count) < Double(Self.dashLimit)
        else { return [self] }
        var cutter = DashCutter(lengths: lengths)
        for (a, b) in zip(corners, corners.dropFirst()) { cutter.walk(from: a, to: b) }
        cutter.finish()
        return cutter.pieces
    }
}

private struct DashCutter {
    let lengths: [Double]
    var pieces: [Polyline] = []
    private var index = 0
    private var left: Double
    private var piece: [Point] = []

    init(lengths: [Double]) {
        self.lengths = lengths
        left = lengths[0]
    }

    mutating func walk(from a: Point, to b: Point) {
        let length = (b - a).length
        var at = 0.0
        if piece.isEmpty, index % 2 == 0 { piece = [a] }
        while length - at > left {
            at += left
            let p = a + (b - a) * (at / length)
            if index % 2 == 0 {
                piece.append(p)
                finish()
            } else {
                piece = [p]
            }
            index = (index + 1) % lengths.count
            left = lengths[index]
        }
        left -= length - at
        if index % 2 == 0 { piece.append(b) }
    }

    mutating func finish() {
        if !piece.isEmpty {
            pieces.append(Polyline(points: piece, isClosed: false).withoutRepeats)
        }
        piece = []
    }
}
