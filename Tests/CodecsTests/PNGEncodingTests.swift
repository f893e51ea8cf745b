import Canvas
import Codecs
import PictureLog
import Testing

/// Pictures go out in the leanest PNG that holds them exactly.
struct PNGEncodingTests {
    private func roundTrip(_ pixmap: Pixmap, _ compression: PNGCompression) throws -> Pixmap {
        let bytes = try PNGEncoder.encode(pixmap, compression: compression)
        return try ImageDecoder.decode(PictureLog.keep(bytes), limits: Samples.limits).pixmap
    }

    /// Depth and colour type out of IHDR.
    private func kind(_ pixmap: Pixmap) throws -> [UInt8] {
        let bytes = try PNGEncoder.encode(pixmap, compression: .fast)
        return Array(bytes[24..<26])
    }

    @Test(
        arguments: PNGCompression.allCases,
        [(1, 1), (1, 40), (40, 1), (3, 2), (7, 5), (33, 17), (257, 3), (200, 150)])
    func `noise of any size comes back exactly`(_ compression: PNGCompression, _ size: (Int, Int)) throws {
        let pixmap = try Samples.noise(size.0, size.1)
        #expect(try roundTrip(pixmap, compression) == pixmap)
    }

    @Test(arguments: PNGCompression.allCases, 1...40)
    func `a palette of any depth and width comes back exactly`(_ compression: PNGCompression, colors: Int) throws {
        let pixmap = try Samples.pixmap(37, 5) { column, row in
            let index = UInt8((column * 5 + row) % colors)
            return index.isMultiple(of: 3) ? [index / 2, 0, index, 40] : [index, 255, 3, 255]
        }
        #expect(try roundTrip(pixmap, compression) == pixmap)
    }

    @Test(arguments: PNGCompression.allCases)
    func `gradients and translucent pictures come back exactly`(_ compression: PNGCompression) throws {
        let gradient = try Samples.pixmap(300, 200) { column, row in
            [UInt8((column + row) / 2), UInt8(column * 255 / 299), UInt8(row), 255]
        }
        #expect(try roundTrip(gradient, compression) == gradient)
        let fading = try Samples.pixmap(256, 60) { column, row in
            let alpha = UInt8(column)
            return [UInt8(column * row / 60), alpha / 2, alpha, alpha]
        }
        #expect(try roundTrip(fading, compression) == fading)
    }

    @Test(arguments: PNGCompression.allCases)
    func `every premultiplied colour under every alpha comes back exactly`(_ compression: PNGCompression) throws {
        let pixmap = try Samples.pixmap(256, 256) { color, alpha in
            color <= alpha ? [UInt8(color), 0, UInt8(alpha), UInt8(alpha)] : [0, 0, 0, 0]
        }
        #expect(try roundTrip(pixmap, compression) == pixmap)
    }

    @Test func `colour is divided by alpha to the nearest`() throws {
        for alpha in 1...255 {
            let pixmap = try Samples.pixmap(alpha + 1, 1) { color, _ in [UInt8(color), 0, 0, UInt8(alpha)] }
            let chunks = PNGFile.chunks(of: try PNGEncoder.encode(pixmap, compression: .fast))
            let palette = try #require(chunks.first { $0.name == "PLTE" }).body
            let reds = stride(from: 0, to: palette.count, by: 3).map { Int(palette[$0]) }
            #expect(reds == (0...alpha).map { (2 * 255 * $0 + alpha) / (2 * alpha) })
        }
    }

    @Test func `up to 256 colours make a palette, one more does not`() throws {
        #expect(try kind(Samples.distinct(2, 1)) == [1, 3])
        #expect(try kind(Samples.distinct(3, 1)) == [2, 3])
        #expect(try kind(Samples.distinct(5, 1)) == [4, 3])
        #expect(try kind(Samples.distinct(17, 1)) == [8, 3])
        #expect(try kind(Samples.distinct(256, 1)) == [8, 3])
        #expect(try kind(Samples.distinct(257, 1)) == [8, 2])
        #expect(try kind(Samples.distinct(256, 4, alpha: 200)) == [8, 6])
    }

    @Test func `one translucent pixel among many colours keeps alpha`() throws {
        var pixmap = try Samples.distinct(300, 1)
        pixmap.bytes[299 * 4 + 3] = 254
        pixmap.bytes[299 * 4] = 0
        #expect(try kind(pixmap) == [8, 6])
    }

    @Test func `translucent colours lead the palette, so that their list is short`() throws {
        let pixmap = try Samples.pixmap(3, 1) { column, _ in
            [[9, 9, 9, 255], [0, 0, 0, 0], [200, 0, 0, 255]][column]
        }
        let chunks = PNGFile.chunks(of: try PNGEncoder.encode(pixmap, compression: .fast))
        #expect(chunks.map(\.name) == ["IHDR", "sRGB", "PLTE", "tRNS", "IDAT", "IEND"])
        #expect(chunks[2].body == [0, 0, 0, 9, 9, 9, 200, 0, 0])
        #expect(chunks[3].body == [0])
    }

    @Test func `an opaque picture is marked sRGB and has no transparency`() throws {
        let chunks = PNGFile.chunks(of: try PNGEncoder.encode(Samples.distinct(20, 20), compression: .fast))
        #expect(chunks.map(\.name) == ["IHDR", "sRGB", "IDAT", "IEND"])
        #expect(chunks[1].body == [0])
    }

    @Test(arguments: PNGCompression.allCases)
    func `the same picture gives the same bytes`(_ compression: PNGCompression) throws {
        let pixmap = try Samples.noise(64, 64)
        let first = try PNGEncoder.encode(pixmap, compression: compression)
        #expect(try PNGEncoder.encode(pixmap, compression: compression) == first)
    }

    @Test func `small takes fewer bytes than fast`() throws {
        let pixmap = try Samples.pixmap(200, 200) { column, row in
            [UInt8(column), UInt8(row), UInt8((column * row) >> 8), 255]
        }
        let fast = try PNGEncoder.encode(pixmap, compression: .fast).count
        #expect(try PNGEncoder.encode(pixmap, compression: .small).count < fast)
    }

    @Test func `a colour above its alpha is taken as that alpha`() throws {
        let pixmap = try Pixmap(width: 1, height: 1, bytes: [255, 20, 0, 40])
        #expect(try roundTrip(pixmap, .fast).bytes == [40, 20, 0, 40])
    }
}
