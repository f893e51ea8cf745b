import Canvas
import Testing

private let bounds = PixelRect(x: 0, y: 0, width: 173, height: 97)

/// Paints one random scene with every kind of source and mask, or a part of it.
private func scene(seed: UInt64, on area: PixelRect = bounds) throws -> [UInt8] {
    var random = SeededGenerator(seed: seed)
    let surface = try Surface(bounds: area)
    func number(_ range: ClosedRange<Double>) -> Double { .random(in: range, using: &random) }
    func color() -> Color {
        Color(red: number(0...255), green: number(0...255), blue: number(0...255), alpha: number(0...1))
    }
    let stops = [
        Gradient.Stop(offset: 0, color: color()), .init(offset: 0.4, color: color()), .init(offset: 1, color: color()),
    ]
    let box = Rect(x: 3, y: 5, width: 160, height: 80)
    var image = try Pixmap(width: 37, height: 23)
    for index in image.bytes.indices where index % 4 == 3 {
        image.bytes[index] = UInt8.random(in: 0...255, using: &random)
        for channel in 1...3 { image.bytes[index - channel] = UInt8.random(in: 0...image.bytes[index], using: &random) }
    }
    let resampled = try image.resampled(
        window: Rect(x: 1.3, y: 0.2, width: 33.1, height: 20), width: 91, height: 11)
    let turn = Transform.rotation(degrees: number(0...360), about: Point(40, 40)).then(.scale(0.3, 0.4))
    let sources: [Source] = [
        .solid(color()), .solid(Color(red: number(0...255), green: number(0...255), blue: number(0...255), alpha: 1)),
        .gradient(.linear(angle: number(0...360), in: box, stops: stops)),
        .gradient(.radial(center: Point(0.3, 0.6), radius: 0.8, in: box, stops: stops), opacity: 0.7),
        .gradient(.conic(center: Point(0.5, 0.5), angle: 30, in: box, stops: stops)),
        .pixels(resampled, x: 20, y: 11, opacity: 0.8), .image(image, deviceToImage: turn),
    ]
    for source in sources {
        let ellipse = Path.ellipse(
            in: Rect(x: number(-20...90), y: number(-20...50), width: number(1...140), height: number(1...90)))
        try surface.fill(ellipse, rule: .nonzero, with: source, clip: bounds)
        surface.fill(PixelRect(x: 60, y: 10, width: 31, height: 17), with: source)
        var mask = try Coverage(ellipse, clip: bounds).mask(in: bounds)
        try mask.blur(sigma: number(0.2...9))
        surface.fill(mask, with: source, clip: PixelRect(x: 5, y: 5, width: 150, height: 80))
        surface.fill(
            mask, with: source, clip: PixelRect(x: 80, y: 20, width: .random(in: 1...30, using: &random), height: 9))
    }
    return surface.pixmap.bytes
}

@Suite(.serialized) struct KernelTwins {
    @Test(arguments: 0..<12) func `the portable and the AVX2 bodies agree to the bit`(seed: Int) throws {
        let own = KernelBody.current
        defer { _ = own.use() }
        #expect(KernelBody.portable.use())
        let portable = try scene(seed: UInt64(seed))
        guard KernelBody.avx2.use() else { return }
        #expect(try scene(seed: UInt64(seed)) == portable)
    }
}

@Test(arguments: 0..<12) func `a part is painted like that part of the whole`(seed: Int) throws {
    let whole = try Pixmap(width: bounds.width, height: bounds.height, bytes: scene(seed: UInt64(seed)))
    for area in [
        PixelRect(x: 64, y: 20, width: 64, height: 16), PixelRect(x: 0, y: 0, width: 64, height: 97),
        PixelRect(x: 101, y: 33, width: 72, height: 1), PixelRect(x: 7, y: 90, width: 1, height: 7),
    ] {
        #expect(try scene(seed: UInt64(seed), on: area) == whole.part(area).bytes)
    }
}

@Test func `a surface that shows a part of a picture takes other parts of it at their own place`() throws {
    let picture = try Pixmap(width: 40, height: 30, bytes: (0..<40 * 30 * 4).map { UInt8(truncatingIfNeeded: $0 * 7) })
    let area = PixelRect(x: 9, y: 11, width: 20, height: 8)
    let surface = Surface(picture, area: area, plains: PlainCells(picture))
    #expect(surface.pixmap == picture.part(area))
    surface.fill(area, with: .solid(.black))
    surface.copy(from: picture, PixelRect(x: 0, y: 0, width: 40, height: 15))
    surface.copy(from: picture, PixelRect(x: 5, y: 15, width: 30, height: 15))
    #expect(surface.pixmap == picture.part(area))
}

@Test(arguments: 0..<8) func `no pixel's colour exceeds its alpha`(seed: Int) throws {
    let bytes = try scene(seed: UInt64(seed) &+ 77)
    for index in stride(from: 0, to: bytes.count, by: 4) {
        let alpha = bytes[index + 3]
        #expect(bytes[index] <= alpha && bytes[index + 1] <= alpha && bytes[index + 2] <= alpha)
        if bytes[index] > alpha { return }
    }
}
