import Canvas
import Testing

private func pixel(_ surface: Surface, _ x: Int, _ y: Int) -> [UInt8] {
    let start = (y * surface.bounds.width + x) * 4
    return Array(surface.pixmap.bytes[start..<start + 4])
}

private func painted(_ source: Source, width: Int = 100, height: Int = 50) throws -> Surface {
    let surface = try Surface(bounds: PixelRect(x: 0, y: 0, width: width, height: height))
    surface.fill(surface.bounds, with: source)
    return surface
}

private let blackToWhite = [
    Gradient.Stop(offset: 0, color: .black), Gradient.Stop(offset: 1, color: .white),
]

@Test func `a linear gradient at 90 degrees runs from left to right`() throws {
    let box = Rect(x: 0, y: 0, width: 100, height: 50)
    let surface = try painted(.gradient(.linear(angle: 90, in: box, stops: blackToWhite)))
    for x in 0..<100 {
        let expected = (Double(x) + 0.5) / 100 * 255
        #expect(abs(Double(pixel(surface, x, 20)[0]) - expected) <= 1)
    }
}

@Test func `at 180 degrees it runs down and at 0 up`() throws {
    let box = Rect(x: 0, y: 0, width: 100, height: 50)
    let down = try painted(.gradient(.linear(angle: 180, in: box, stops: blackToWhite)))
    let up = try painted(.gradient(.linear(angle: 0, in: box, stops: blackToWhite)))
    #expect(pixel(down, 5, 0)[0] < 5 && pixel(down, 5, 49)[0] > 250)
    #expect(pixel(up, 5, 0)[0] > 250 && pixel(up, 5, 49)[0] < 5)
}

@Test func `a conic gradient starts at twelve o'clock and turns clockwise`() throws {
    let box = Rect(x: 0, y: 0, width: 101, height: 101)
    let surface = try painted(
        .gradient(.conic(center: Point(0.5, 0.5), angle: 0, in: box, stops: blackToWhite)), width: 101, height: 101)
    #expect(abs(Int(pixel(surface, 100, 50)[0]) - 64) <= 2)
    #expect(abs(Int(pixel(surface, 50, 100)[0]) - 128) <= 2)
    #expect(abs(Int(pixel(surface, 0, 50)[0]) - 191) <= 2)
}

@Test func `gradients interpolate premultiplied`() throws {
    let stops = [
        Gradient.Stop(offset: 0, color: Color(red: 255, green: 0, blue: 0, alpha: 1)),
        Gradient.Stop(offset: 1, color: Color(red: 0, green: 0, blue: 255, alpha: 0)),
    ]
    let surface = try painted(
        .gradient(.linear(angle: 90, in: Rect(x: 0, y: 0, width: 100, height: 50), stops: stops)))
    // A transparent blue has no blue to give: half way the colour is still pure red.
    #expect(pixel(surface, 50, 3)[2] == 0)
}

@Test func `a hard stop is an edge`() throws {
    let stops = [
        Gradient.Stop(offset: 0.5, color: .black), Gradient.Stop(offset: 0.5, color: .white),
    ]
    let surface = try painted(
        .gradient(.linear(angle: 90, in: Rect(x: 0, y: 0, width: 100, height: 50), stops: stops)))
    #expect(pixel(surface, 49, 0)[0] == 0 && pixel(surface, 50, 0)[0] == 255)
}

@Test func `source over agrees with the formula for every alpha`() throws {
    for alpha in 0...255 {
        let surface = try painted(.solid(Color(red: 200, green: 100, blue: 50)), width: 4, height: 1)
        let color = Color(red: 10, green: 250, blue: 130, alpha: Double(alpha) / 255)
        surface.fill(surface.bounds, with: .solid(color))
        let expected = [200.0, 100, 50].enumerated().map { index, below in
            [10.0, 250, 130][index] * Double(alpha) / 255 + below * (1 - Double(alpha) / 255)
        }
        for channel in 0..<3 {
            #expect(abs(Double(pixel(surface, 1, 0)[channel]) - expected[channel]) <= 1)
        }
        #expect(pixel(surface, 1, 0)[3] == 255)
    }
}

@Test func `resampling to half the size averages and to the same size copies`() throws {
    var image = try Pixmap(width: 4, height: 2)
    for index in 0..<8 {
        for channel in 0..<4 { image.bytes[index * 4 + channel] = channel == 3 ? 255 : UInt8(index * 20) }
    }
    let window = Rect(x: 0, y: 0, width: 4, height: 2)
    let half = try image.resampled(window: window, width: 2, height: 1)
    #expect(half.bytes[0] == 50 && half.bytes[4] == 90)
    #expect(try image.resampled(window: window, width: 4, height: 2) == image)
}
