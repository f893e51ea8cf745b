import Canvas
import Codecs
import Testing

/// EXIF turns pictures upright.
struct OrientationTests {
    /// The picture `abc` above `def` as each orientation shows it (EXIF 2.32, section 4.6.4).
    private static let upright = [
        1: ["abc", "def"], 2: ["cba", "fed"], 3: ["fed", "cba"], 4: ["def", "abc"],
        5: ["ad", "be", "cf"], 6: ["da", "eb", "fc"], 7: ["fc", "eb", "da"], 8: ["cf", "be", "ad"],
    ]
    private static let colors: [Character: [UInt8]] = [
        "a": [255, 0, 0], "b": [0, 255, 0], "c": [0, 0, 255], "d": [255, 255, 0], "e": [0, 0, 0], "f": [255, 255, 255],
    ]

    private func pixmap(_ rows: [String], block: Int = 1) throws -> Pixmap {
        let cells = rows.map { Array($0) }
        return try Samples.pixmap(cells[0].count * block, cells.count * block) { column, row in
            (Self.colors[cells[row / block][column / block]] ?? []) + [255]
        }
    }

    private func png(_ rows: [[UInt8]], _ width: Int, _ height: Int, exif: [UInt8]) -> [UInt8] {
        PNGFile.make(width: width, height: height, type: .rgb, rows: rows, before: [("eXIf", exif)])
    }

    private var letters: [[UInt8]] {
        ["abc", "def"].map { $0.flatMap { Self.colors[$0] ?? [] } }
    }

    @Test(arguments: 1...8, [true, false])
    func `a PNG is turned as its EXIF block says, in both byte orders`(orientation: Int, isLittleEndian: Bool) throws {
        let file = png(letters, 3, 2, exif: Samples.exif(orientation, isLittleEndian: isLittleEndian))
        let header = try ImageDecoder.header(of: file, limits: Samples.limits)
        #expect(header.orientation == orientation && header.width == 3 && header.height == 2)
        let image = try ImageDecoder.decode(file, limits: Samples.limits).pixmap
        #expect(image == (try pixmap(#require(Self.upright[orientation]))))
        #expect(header.uprightSize == (image.width, image.height))
    }

    @Test(arguments: 1...8)
    func `a JPEG is turned as its EXIF segment says`(orientation: Int) throws {
        let plain = try JPEGEncoder.encode(pixmap(["abc", "def"], block: 16), quality: 100)
        let exif = Array("Exif\0\0".utf8) + Samples.exif(orientation)
        let file = Samples.inserting(0xe1, exif, into: plain)
        let image = try ImageDecoder.decode(file, limits: Samples.limits).pixmap
        let expected = try pixmap(#require(Self.upright[orientation]), block: 16)
        #expect(image.width == expected.width && image.height == expected.height)
        let worst = zip(image.bytes, expected.bytes).map { abs(Int($0) - Int($1)) }.max()
        #expect(try #require(worst) <= 4)
    }

    @Test(arguments: 1...8)
    func `pictures larger than a tile are turned pixel by pixel`(orientation: Int) throws {
        let width = 70
        let height = 45
        let rows = (0..<height).map { row in
            (0..<width).flatMap { column -> [UInt8] in [UInt8(column), UInt8(row), 0] }
        }
        let file = png(rows, width, height, exif: Samples.exif(orientation))
        let image = try ImageDecoder.decode(file, limits: Samples.limits).pixmap
        let isTurned = orientation >= 5
        let expected = try Samples.pixmap(isTurned ? height : width, isTurned ? width : height) { column, row in
            let (across, down) = isTurned ? (row, column) : (column, row)
            let left = [2, 3, 7, 8].contains(orientation) ? width - 1 - across : across
            let top = [3, 4, 6, 7].contains(orientation) ? height - 1 - down : down
            return [UInt8(left), UInt8(top), 0, 255]
        }
        #expect(image == expected)
    }

    @Test(arguments: [0, 9, 255, 65_535])
    func `an orientation outside 1 to 8 counts as none`(value: Int) throws {
        let file = png(letters, 3, 2, exif: Samples.exif(value))
        #expect(try ImageDecoder.header(of: file, limits: Samples.limits).orientation == 1)
    }

    @Test func `an EXIF block cut anywhere, or pointing anywhere, turns nothing or as it should`() throws {
        let whole = Samples.exif(6)
        for length in whole.indices {
            let file = png(letters, 3, 2, exif: Array(whole.prefix(length)))
            let found = try ImageDecoder.header(of: file, limits: Samples.limits).orientation
            // The value of the last entry ends 6 bytes before the block does.
            #expect(found == (length >= whole.count - 6 ? 6 : 1))
        }
        for position in whole.indices {
            var broken = whole
            broken[position] = 0xff
            let file = png(letters, 3, 2, exif: broken)
            #expect((1...8).contains(try ImageDecoder.header(of: file, limits: Samples.limits).orientation))
        }
    }

    @Test func `an orientation behind the pixels counts too`() throws {
        let file = PNGFile.sample(after: [("eXIf", Samples.exif(3))])
        #expect(try ImageDecoder.header(of: file, limits: Samples.limits).orientation == 3)
    }
}
