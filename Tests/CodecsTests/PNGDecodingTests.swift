import Canvas
import Codecs
import Testing

/// Every kind of PNG comes in as premultiplied RGBA.
struct PNGDecodingTests {
    private func pixels(_ file: [UInt8]) throws -> [UInt8] {
        try ImageDecoder.decode(file, limits: Samples.limits).pixmap.bytes
    }

    private func gray(_ values: UInt8...) -> [UInt8] {
        values.flatMap { [$0, $0, $0, 255] }
    }

    @Test func `an RGB picture is read as it is`() throws {
        #expect(try pixels(PNGFile.sample()) == PNGFile.samplePixels)
    }

    @Test func `gray of 1, 2, 4, 8 and 16 bits is scaled to 8`() throws {
        func file(_ depth: UInt8, _ row: [UInt8]) -> [UInt8] {
            PNGFile.make(width: 2, height: 1, depth: depth, type: .gray, rows: [row])
        }
        #expect(try pixels(file(1, [0b0100_0000])) == gray(0, 255))
        #expect(try pixels(file(2, [0b0111_0000])) == gray(85, 255))
        #expect(try pixels(file(4, [0x1f])) == gray(17, 255))
        #expect(try pixels(file(8, [3, 200])) == gray(3, 200))
        #expect(try pixels(file(16, [0x12, 0x34, 0xff, 0x7e])) == gray(0x12, 0xfe))
    }

    @Test func `gray with alpha is premultiplied`() throws {
        let file = PNGFile.make(width: 2, height: 1, type: .grayAlpha, rows: [[255, 128, 100, 255]])
        #expect(try pixels(file) == [128, 128, 128, 128, 100, 100, 100, 255])
    }

    @Test func `16-bit RGBA is rounded to 8 bits, not cut`() throws {
        let row: [UInt8] = [0x80, 0xff, 0, 0, 0xff, 0xff, 0xff, 0xff]
        let file = PNGFile.make(width: 1, height: 1, depth: 16, type: .rgba, rows: [row])
        #expect(try pixels(file) == [0x80, 0, 255, 255])
        let above = PNGFile.make(width: 1, height: 1, depth: 16, type: .rgb, rows: [[0x80, 0xff, 0x7f, 0x80, 0, 0xff]])
        #expect(try pixels(above) == [0x80, 0x7f, 1, 255])
    }

    @Test func `a palette and its transparency are looked up`() throws {
        let file = PNGFile.make(
            width: 3, height: 1, depth: 2, type: .palette, rows: [[0b0001_1000]],
            before: [("PLTE", [255, 0, 0, 0, 255, 0, 0, 0, 255]), ("tRNS", [128])])
        #expect(try pixels(file) == [128, 0, 0, 128, 0, 255, 0, 255, 0, 0, 255, 255])
    }

    @Test func `a transparent colour becomes transparent`() throws {
        let rgb = PNGFile.sample(before: [("tRNS", [0, 0, 0, 255, 0, 0])])
        var expected = PNGFile.samplePixels
        expected.replaceSubrange(4..<8, with: [0, 0, 0, 0])
        #expect(try pixels(rgb) == expected)
        let gray = PNGFile.make(width: 2, height: 1, type: .gray, rows: [[7, 8]], before: [("tRNS", [0, 8])])
        #expect(try pixels(gray) == [7, 7, 7, 255, 0, 0, 0, 0])
    }

    @Test func `a 16-bit transparent colour is compared before it is rounded`() throws {
        let file = PNGFile.make(
            width: 2, height: 1, depth: 16, type: .gray, rows: [[0x12, 0x34, 0x12, 0x35]],
            before: [("tRNS", [0x12, 0x34])])
        #expect(try pixels(file) == [0, 0, 0, 0, 0x12, 0x12, 0x12, 255])
    }

    @Test(arguments: [(8, 8), (5, 3), (1, 1), (3, 9), (17, 10)])
    func `an interlaced picture is put together`(width: Int, height: Int) throws {
        let expected = try Samples.pixmap(width, height) { column, row in
            let gray = PNGFile.interlacedGray(column, row)
            return [gray, gray, gray, 255]
        }
        let file = PNGFile.interlaced(width: width, height: height)
        #expect(try pixels(file) == expected.bytes)
    }

    @Test func `every colour under every alpha is premultiplied to the nearest`() throws {
        let rows = (0..<256).map { alpha in
            (0..<256).flatMap { color -> [UInt8] in [UInt8(color), UInt8(255 - color), 77, UInt8(alpha)] }
        }
        let file = PNGFile.make(width: 256, height: 256, type: .rgba, rows: rows)
        let expected = rows.flatMap { row in
            row.indices.map { index -> UInt8 in
                let alpha = Int(row[index | 3])
                return index & 3 == 3 ? UInt8(alpha) : UInt8((2 * Int(row[index]) * alpha + 255) / 510)
            }
        }
        #expect(try pixels(file) == expected)
    }

    @Test func `gamma and ancillary chunks change nothing`() throws {
        let file = PNGFile.sample(
            before: [
                ("gAMA", PNGFile.word(100_000)), ("sRGB", [0]), ("cHRM", [UInt8](repeating: 0, count: 32)),
                ("bKGD", [1, 2, 3]), ("pHYs", [1]), ("vpAg", [1, 2]),
            ],
            after: [("tEXt", Array("Comment\0words".utf8)), ("tIME", [0])])
        #expect(try pixels(file) == PNGFile.samplePixels)
    }

    @Test func `an animation gives its default image`() throws {
        let file = PNGFile.sample(
            before: [
                ("acTL", PNGFile.word(2) + PNGFile.word(0)),
                ("fcTL", PNGFile.word(0) + PNGFile.word(2) + PNGFile.word(2) + [UInt8](repeating: 0, count: 14)),
            ],
            after: [
                ("fcTL", PNGFile.word(1) + PNGFile.word(2) + PNGFile.word(2) + [UInt8](repeating: 0, count: 14)),
                ("fdAT", PNGFile.word(2) + PNGFile.zlibStored([UInt8](repeating: 0, count: 14))),
            ])
        #expect(try pixels(file) == PNGFile.samplePixels)
    }

    @Test func `bytes behind the end are no part of the picture`() throws {
        #expect(try pixels(PNGFile.sample() + Array("<script>".utf8)) == PNGFile.samplePixels)
    }

    @Test func `an ICC profile is passed over unread and reported`() throws {
        let file = PNGFile.sample(before: [("iCCP", Array("name\0\0no deflate stream".utf8))])
        let image = try ImageDecoder.decode(file, limits: Samples.limits)
        #expect(image.pixmap.bytes == PNGFile.samplePixels)
        #expect(image.ignoredColorProfile)
        #expect(try ImageDecoder.header(of: file, limits: Samples.limits).hasColorProfile)
        #expect(try !ImageDecoder.decode(PNGFile.sample(), limits: Samples.limits).ignoredColorProfile)
    }
}
