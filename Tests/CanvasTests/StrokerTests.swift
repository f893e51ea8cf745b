import Canvas
import Testing

private func area(_ path: Path) throws -> Double {
    let rect = PixelRect(x: -50, y: -50, width: 300, height: 300)
    return try Coverage(path, clip: rect).mask(in: rect).bytes.reduce(0.0) { $0 + Double($1) / 255 }
}

private let line = Path.lines(through: [Point(10, 20), Point(110, 20)], closed: false)

@Test func `a butt line covers length times width`() throws {
    #expect(abs(try area(line.stroked(StrokeStyle(width: 6))) - 600) < 2)
}

@Test func `a square cap adds half a width at each end`() throws {
    #expect(abs(try area(line.stroked(StrokeStyle(width: 6, cap: .square))) - 636) < 2)
}

@Test func `a round cap adds a circle`() throws {
    #expect(abs(try area(line.stroked(StrokeStyle(width: 20, cap: .round))) - (2_000 + .pi * 100)) < 6)
}

@Test(arguments: [(StrokeStyle.Join.miter, 4.0), (.bevel, 2.0), (.round, Double.pi)])
func `a right corner is filled as its join says`(join: StrokeStyle.Join, corner: Double) throws {
    let bend = Path.lines(through: [Point(10, 10), Point(60, 10), Point(60, 60)], closed: false)
    // Two arms of 50 × 4 that overlap in a quarter of the corner square of 2 × 2, and the join outside.
    let expected = 2 * 50 * 4 - 4 + corner
    #expect(abs(try area(bend.stroked(StrokeStyle(width: 4, join: join))) - expected) < 2)
}

@Test func `a corner sharper than the miter limit becomes a bevel`() throws {
    let sharp = Path.lines(through: [Point(10, 10), Point(100, 12), Point(10, 14)], closed: false)
    let miter = try area(sharp.stroked(StrokeStyle(width: 4, join: .miter)))
    let bevel = try area(sharp.stroked(StrokeStyle(width: 4, join: .bevel)))
    #expect(abs(miter - bevel) < 0.5)
}

@Test func `a closed square has no seam and four joins`() throws {
    let square = Path.rectangle(Rect(x: 20, y: 20, width: 100, height: 100)).stroked(StrokeStyle(width: 10))
    #expect(abs(try area(square) - (110 * 110 - 90 * 90)) < 4)
}

@Test func `dashes leave their gaps and an odd pattern repeats`() throws {
    let dashed = try area(line.stroked(StrokeStyle(width: 2, dash: [10])))
    #expect(abs(dashed - 100) < 2)
    let uneven = try area(line.stroked(StrokeStyle(width: 2, dash: [30, 10, 10])))
    #expect(abs(uneven - 2 * (30 + 10 + 10)) < 3)
}

@Test func `strokes without width or length draw nothing and do not trap`() throws {
    #expect(line.stroked(StrokeStyle(width: 0)).isEmpty)
    let point = Path.lines(through: [Point(5, 5), Point(5, 5)], closed: false)
    #expect(point.stroked(StrokeStyle(width: 4)).isEmpty)
    #expect(abs(try area(point.stroked(StrokeStyle(width: 20, cap: .round))) - .pi * 100) < 5)
    _ = line.stroked(StrokeStyle(width: 2, dash: [0, 0]))
    _ = line.stroked(StrokeStyle(width: 2, dash: [1e-12, 1e-12]))
}

@Test func `a line that turns back on itself keeps its round end`() throws {
    let back = Path.lines(through: [Point(10, 20), Point(110, 20), Point(60, 20)], closed: false)
    let expected = 100.0 * 20 + .pi * 100 / 2
    #expect(abs(try area(back.stroked(StrokeStyle(width: 20, join: .round))) - expected) < 6)
}
