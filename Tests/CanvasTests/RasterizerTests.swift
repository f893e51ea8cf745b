import Canvas
import Testing

/// Counts samples inside a polygon on a 64 × 64 grid a pixel: the definition that coverage must approach.
private func sampledCoverage(_ polygon: [Point], rule: Path.FillRule, x: Int, y: Int) -> Double {
    var inside = 0
    let side = 64
    for row in 0..<side {
        let sampleY = Double(y) + (Double(row) + 0.5) / Double(side)
        for column in 0..<side {
            let sampleX = Double(x) + (Double(column) + 0.5) / Double(side)
            var winding = 0
            for (a, b) in zip(polygon, polygon.dropFirst() + polygon.prefix(1)) {
                guard (a.y <= sampleY) != (b.y <= sampleY) else { continue }
                let crossing = a.x + (b.x - a.x) * (sampleY - a.y) / (b.y - a.y)
                if crossing > sampleX { winding += b.y > a.y ? 1 : -1 }
            }
            if rule == .nonzero ? winding != 0 : winding % 2 != 0 { inside += 1 }
        }
    }
    return Double(inside) / Double(side * side)
}

private func coverage(_ path: Path, rule: Path.FillRule = .nonzero, in rect: PixelRect) throws -> [UInt8] {
    try Coverage(path, rule: rule, clip: rect).mask(in: rect).bytes
}

@Test func `a rectangle on pixel edges covers its pixels fully and no other`() throws {
    let rect = PixelRect(x: 0, y: 0, width: 8, height: 6)
    let bytes = try coverage(.rectangle(Rect(x: 2, y: 1, width: 4, height: 3)), in: rect)
    for y in 0..<6 {
        for x in 0..<8 {
            #expect(bytes[y * 8 + x] == ((2..<6).contains(x) && (1..<4).contains(y) ? 255 : 0))
        }
    }
}

@Test func `a half covered pixel has half coverage`() throws {
    let bytes = try coverage(
        .rectangle(Rect(x: 0.5, y: 0, width: 1, height: 0.5)), in: PixelRect(x: 0, y: 0, width: 3, height: 1))
    #expect(bytes == [64, 64, 0])
}

@Test(arguments: 0..<40) func `random convex polygons are covered as sampling says`(seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed))
    let points = (0..<3).map { _ in
        Point(Double.random(in: -2...10, using: &random), Double.random(in: -2...10, using: &random))
    }
    let rect = PixelRect(x: 0, y: 0, width: 8, height: 8)
    let bytes = try coverage(.lines(through: points, closed: true), in: rect)
    for y in 0..<8 {
        for x in 0..<8 {
            let expected = sampledCoverage(points, rule: .nonzero, x: x, y: y) * 255
            #expect(abs(Double(bytes[y * 8 + x]) - expected) < 6, "pixel \(x), \(y)")
        }
    }
}

@Test func `the even-odd rule leaves the inner square empty and nonzero fills it`() throws {
    var path = Path.rectangle(Rect(x: 0, y: 0, width: 6, height: 6))
    path.append(.rectangle(Rect(x: 2, y: 2, width: 2, height: 2)))
    let rect = PixelRect(x: 0, y: 0, width: 6, height: 6)
    #expect(try coverage(path, rule: .evenodd, in: rect)[3 * 6 + 3] == 0)
    #expect(try coverage(path, rule: .nonzero, in: rect)[3 * 6 + 3] == 255)
}

@Test(arguments: 0..<30) func `a clip shows the same coverage as the whole`(seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed) &+ 1_000)
    var path = Path()
    path.move(to: Point(Double.random(in: -50...100, using: &random), Double.random(in: -50...100, using: &random)))
    for _ in 0..<9 {
        func point() -> Point { Point(.random(in: -50...100, using: &random), .random(in: -50...100, using: &random)) }
        path.cubic(point(), point(), to: point())
    }
    path.close()
    let whole = PixelRect(x: -60, y: -60, width: 180, height: 180)
    let part = PixelRect(x: 7, y: 13, width: 31, height: 22)
    let all = try coverage(path, in: whole)
    let some = try coverage(path, in: part)
    for y in 0..<part.height {
        for x in 0..<part.width {
            let expected = all[(part.y - whole.y + y) * whole.width + part.x - whole.x + x]
            #expect(some[y * part.width + x] == expected)
        }
    }
}

@Test func `coordinates far outside and without sense neither trap nor paint`() throws {
    let rect = PixelRect(x: 0, y: 0, width: 4, height: 4)
    let far = Path.rectangle(Rect(x: -1e300, y: -1e300, width: 2e300, height: 2e300))
    #expect(try coverage(far, in: rect).allSatisfy { $0 == 255 })
    let senseless = Path.lines(through: [Point(.nan, 0), Point(.infinity, 3), Point(1, -.infinity)], closed: true)
    _ = try coverage(senseless, in: rect)
}

@Test func `the area of a circle is πr²`() throws {
    let rect = PixelRect(x: 0, y: 0, width: 100, height: 100)
    let sum = try coverage(.ellipse(in: Rect(x: 10, y: 10, width: 80, height: 80)), in: rect).reduce(0) { $0 + Int($1) }
    #expect(abs(Double(sum) / 255 - Double.pi * 1600) < 8)
}
