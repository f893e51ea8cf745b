import Canvas
import Codecs
import Limit
import PictureLog
import Testing

/// Rows of text and flat shapes, written as runs of pixels.
struct RunCodeTests {
    /// Words of many colours on a plain ground, with soft edges, other ones for each seed.
    private static func words(width: Int, height: Int, seed: UInt64) throws -> Pixmap {
        var pixmap = try Pixmap(width: width, height: height)
        var state = seed
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        pixmap.bytes = (0..<width * height * 4).map { $0 % 4 == 3 ? 255 : 30 }
        for _ in 0..<max(1, width / 12) {
            let (left, top) = (next(width), next(height))
            let (letterWidth, letterHeight, ink) = (1 + next(9), 1 + next(20), UInt8(next(256)))
            for y in top..<min(height, top + letterHeight) {
                for x in left..<min(width, left + letterWidth) {
                    let isEdge = x == left || x == left + letterWidth - 1
                    let offset = (y * width + x) * 4
                    for channel in 0..<3 { pixmap.bytes[offset + channel] = isEdge ? UInt8(next(256)) : ink }
                }
            }
        }
        return pixmap
    }

    @Test(arguments: [1, 2, 63, 64, 65, 66, 128, 129, 700, 12_000], DeflateEngine.available)
    func `words decode to their own pixels at every width`(width: Int, engine: DeflateEngine) throws {
        let height = width > 1_000 ? 9 : 41
        let base = try Self.words(width: width, height: height, seed: 1)
        let rows = try KeptRows(
            base, sample: Self.words(width: width, height: height, seed: 2), changing: [3..<height])
        for seed in 3..<9 {
            let other = try Self.words(width: width, height: height, seed: UInt64(seed))
            var picture = base
            picture.bytes.replaceSubrange((3 * base.stride)..., with: other.bytes[(3 * base.stride)...])
            let place = PixelRect(x: 0, y: 3, width: width, height: height - 3)
            var file = rows.picture(changedIn: [place], engine: engine)
            while let area = file.changedArea { try file.write(picture.part(area)) }
            for bytes in [file.bytes(), try rows.png(of: picture, engine: engine)] {
                #expect(try ImageDecoder.decode(PictureLog.keep(bytes), limits: Limits().input).pixmap == picture)
            }
        }
    }

    @Test func `text on a plain ground is written as runs, and hardly larger than by matches`() throws {
        let base = try Self.words(width: 600, height: 60, seed: 1)
        let rows = try KeptRows(base, sample: Self.words(width: 600, height: 60, seed: 2))
        #expect(rows.writesRuns)
        let picture = try Self.words(width: 600, height: 60, seed: 3)
        let matched = try KeptRows(quickly: picture).picture(changedIn: []).bytes()
        #expect(try rows.png(of: picture).count < matched.count * 4 / 3)
    }

    @Test(arguments: [1, 7, 63, 64, 65, 127, 128, 1_000])
    func `both bodies find the same equal pixels`(width: Int) throws {
        let picture = try Self.words(width: width, height: 2, seed: 5)
        let (row, other) = (Array(picture.bytes[..<(width * 4)]), Array(picture.bytes[(width * 4)...]))
        let portable = RunCode.equalPixels(row, other, isPortable: true)
        #expect(RunCode.equalPixels(row, other, isPortable: false) == portable)
        for x in 0..<width {
            let isEqual = row[x * 4..<x * 4 + 4] == other[x * 4..<x * 4 + 4]
            #expect((portable[x / 64] >> UInt64(x % 64) & 1 == 1) == isEqual)
        }
    }
}
