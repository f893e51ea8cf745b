import Canvas
import Testing

/// A part of a picture is the same whether or not it is known where the picture has one colour.
@Suite struct PlainCellsTests {
    /// Rectangles of one colour over each other, and some single pixels.
    private static func picture(_ width: Int, _ height: Int, _ random: inout SeededGenerator) throws -> Pixmap {
        var bytes = [UInt8](repeating: 7, count: width * height * 4)
        func paint(_ columns: Range<Int>, _ rows: Range<Int>, _ colour: [UInt8]) {
            for row in rows {
                for column in columns {
                    bytes.replaceSubrange((row * width + column) * 4..<(row * width + column + 1) * 4, with: colour)
                }
            }
        }
        for size in [200, 60, 1] {
            for _ in 0..<4 {
                let (x, y) = (Int.random(in: 0..<width, using: &random), Int.random(in: 0..<height, using: &random))
                let colour = (0..<4).map { _ in UInt8.random(in: 0...255, using: &random) }
                paint(x..<min(x + size, width), y..<min(y + size, height), colour)
            }
        }
        return try Pixmap(width: width, height: height, bytes: bytes)
    }

    @Test(arguments: [(1, 1), (63, 15), (64, 16), (65, 17), (300, 130), (700, 40)])
    func `every part is that of the picture`(width: Int, height: Int) throws {
        var random = SeededGenerator(seed: UInt64(width * 1_000 + height))
        for _ in 0..<12 {
            let picture = try Self.picture(width, height, &random)
            let plains = PlainCells(picture)
            for _ in 0..<12 {
                let (x, y) = (Int.random(in: 0..<width, using: &random), Int.random(in: 0..<height, using: &random))
                let area = PixelRect(
                    x: x, y: y, width: Int.random(in: 1...width - x, using: &random),
                    height: Int.random(in: 1...height - y, using: &random))
                #expect(Surface(picture, area: area, plains: plains).pixmap == picture.part(area), "\(area)")
            }
            let whole = PixelRect(x: 0, y: 0, width: width, height: height)
            #expect(Surface(picture, area: whole, plains: plains).pixmap == picture)
        }
    }
}
