import Canvas
import Codecs
import Limit
import PictureLog
import Testing

/// Strips of changed columns, spliced into rows whose runs are kept.
struct KeptRunsTests {
    private static func kept(_ base: Pixmap) throws -> KeptRows {
        let rows = try KeptRows(
            base, sample: Words.picture(width: base.width, height: base.height, seed: 2), changing: [3..<base.height])
        try #require(rows.writesRuns)
        return rows
    }

    private static func pasted(_ other: Pixmap, over base: Pixmap, in rect: PixelRect) -> Pixmap {
        var result = base
        for y in rect.y..<rect.maxY {
            let bytes = y * base.stride + rect.x * 4..<y * base.stride + rect.maxX * 4
            result.bytes.replaceSubrange(bytes, with: other.bytes[bytes])
        }
        return result
    }

    /// Writes a changed copy, checks that it decodes to its own pixels, and tells what was asked for.
    private static func areas(
        of picture: Pixmap, over rows: KeptRows, changedIn places: [PixelRect],
        compression: PNGCompression = .fast
    ) throws -> [PixelRect] {
        var areas: [PixelRect] = []
        var file = rows.picture(changedIn: places, compression: compression)
        while let area = file.changedArea {
            areas.append(area)
            try file.write(picture.part(area))
        }
        let decoded = try ImageDecoder.decode(PictureLog.keep(file.bytes()), limits: Limits().input).pixmap
        #expect(decoded == picture)
        return areas
    }

    @Test(arguments: [64, 65, 127, 128, 191, 300, 641, 1_200])
    func `random changes at random columns decode to the same pixels`(width: Int) throws {
        let height = 70
        let base = try Words.picture(width: width, height: height, seed: 1)
        let rows = try Self.kept(base)
        var random = SeededRandom(seed: UInt64(width))
        for seed in 3..<40 {
            let other = try Words.picture(width: width, height: height, seed: UInt64(seed))
            var picture = base
            var places: [PixelRect] = []
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                let (x, y) = (Int.random(in: 0..<width, using: &random), Int.random(in: 0..<height, using: &random))
                let place = PixelRect(
                    x: x, y: y, width: Int.random(in: 1...min(width - x, 90), using: &random),
                    height: Int.random(in: 1...height - y, using: &random))
                picture = Self.pasted(other, over: picture, in: place)
                places.append(place)
            }
            _ = try Self.areas(of: picture, over: rows, changedIn: places)
        }
    }

    @Test func `only the words of pixels that changed are asked for, and one that stayed as it was`() throws {
        let base = try Words.picture(width: 600, height: 60, seed: 1)
        let rows = try Self.kept(base)
        let other = try Words.picture(width: 600, height: 60, seed: 3)
        for (place, columns) in [
            (100..<191, 64..<192), (128..<192, 128..<256), (0..<1, 0..<64), (570..<600, 512..<600),
        ] {
            let rect = PixelRect(x: place.lowerBound, y: 20, width: place.count, height: 5)
            let picture = Self.pasted(other, over: base, in: rect)
            let areas = try Self.areas(of: picture, over: rows, changedIn: [rect])
            #expect(areas.map { $0.x..<$0.maxX } == [columns])
            let small = try Self.areas(of: picture, over: rows, changedIn: [rect], compression: .small)
            #expect(small.map { $0.x..<$0.maxX } == [0..<600])
        }
    }

    @Test func `a strip unlike the sample is asked for again as whole rows`() throws {
        let base = try Words.picture(width: 600, height: 60, seed: 1)
        let rows = try Self.kept(base)
        var noise = base
        var random = SeededRandom(seed: 5)
        for index in noise.bytes.indices where index % 4 < 3 {
            noise.bytes[index] = .random(in: 0...255, using: &random)
        }
        let place = PixelRect(x: 70, y: 3, width: 460, height: 57)
        let areas = try Self.areas(of: Self.pasted(noise, over: base, in: place), over: rows, changedIn: [place])
        #expect(areas.count == 2)
        #expect(areas.first.map { $0.x..<$0.maxX } == 64..<576)
        #expect(areas.last == PixelRect(x: 0, y: 3, width: 600, height: 57))
    }

    @Test func `a place outside of the picture changes nothing`() throws {
        let base = try Words.picture(width: 300, height: 40, seed: 1)
        let places = [
            PixelRect(x: -50, y: 5, width: 50, height: 5), PixelRect(x: 300, y: 5, width: 9, height: 9),
            PixelRect(x: 5, y: -9, width: 9, height: 9), PixelRect(x: 5, y: 40, width: 9, height: 9),
        ]
        #expect(try Self.areas(of: base, over: Self.kept(base), changedIn: places).isEmpty)
    }
}
