import Canvas
import Codecs
import Limit
import PictureLog
import Testing

/// Rows of text and flat shapes, written as runs of pixels.
struct RunCodeTests {
    @Test(arguments: [1, 2, 63, 64, 65, 66, 128, 129, 700, 12_000], DeflateEngine.available)
    func `words decode to their own pixels at every width`(width: Int, engine: DeflateEngine) throws {
        let height = width > 1_000 ? 9 : 41
        let base = try Words.picture(width: width, height: height, seed: 1)
        let rows = try KeptRows(
            base, sample: Words.picture(width: width, height: height, seed: 2), changing: [3..<height])
        for seed in 3..<9 {
            let other = try Words.picture(width: width, height: height, seed: UInt64(seed))
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
        let base = try Words.picture(width: 600, height: 60, seed: 1)
        let rows = try KeptRows(base, sample: Words.picture(width: 600, height: 60, seed: 2))
        #expect(rows.writesRuns)
        let picture = try Words.picture(width: 600, height: 60, seed: 3)
        let matched = try KeptRows(quickly: picture).picture(changedIn: []).bytes()
        #expect(try rows.png(of: picture).count < matched.count * 4 / 3)
    }

    @Test(arguments: [1, 7, 63, 64, 65, 127, 128, 1_000])
    func `both bodies find the same equal pixels`(width: Int) throws {
        let picture = try Words.picture(width: width, height: 2, seed: 5)
        let (row, other) = (Array(picture.bytes[..<(width * 4)]), Array(picture.bytes[(width * 4)...]))
        let portable = RunCode.equalPixels(row, other, isPortable: true)
        #expect(RunCode.equalPixels(row, other, isPortable: false) == portable)
        for x in 0..<width {
            let isEqual = row[x * 4..<x * 4 + 4] == other[x * 4..<x * 4 + 4]
            #expect((portable[x / 64] >> UInt64(x % 64) & 1 == 1) == isEqual)
        }
    }
}
