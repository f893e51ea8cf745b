import Canvas
import Codecs
import Limit
import PictureLog
import Testing

/// Kept and fresh rows join into one picture, however the fresh ones are written.
struct KeptRowsTests {
    enum Content: CaseIterable { case flat, gradient, noise, translucent }

    private static func picture(_ content: Content, width: Int = 333, height: Int = 101) throws -> Pixmap {
        var pixmap = try Pixmap(width: width, height: height)
        var noise = SystemNoise(state: 7)
        for index in 0..<width * height {
            let (x, y) = (index % width, index / width)
            let value: (UInt8, UInt8, UInt8, UInt8) =
                switch content {
                case .flat: x > 40 && x < 90 ? (200, 30, 40, 255) : (250, 250, 250, 255)
                case .gradient: (UInt8(x * 255 / width), UInt8(y * 255 / height), 128, 255)
                case .noise: (noise.byte(), noise.byte(), noise.byte(), 255)
                case .translucent: (0, 0, UInt8(x % 100), UInt8(100 + y))
                }
            (pixmap.bytes[index * 4], pixmap.bytes[index * 4 + 1]) = (value.0, value.1)
            (pixmap.bytes[index * 4 + 2], pixmap.bytes[index * 4 + 3]) = (value.2, value.3)
        }
        return pixmap
    }

    private static func decoded(_ bytes: [UInt8]) throws -> [UInt8] {
        try ImageDecoder.decode(PictureLog.keep(bytes), limits: Limits().input).pixmap.bytes
    }

    private static func changed(_ pixmap: Pixmap, in rect: PixelRect, like other: Pixmap) -> Pixmap {
        var result = pixmap
        for y in rect.y..<rect.maxY {
            for offset in (y * pixmap.width + rect.x) * 4..<(y * pixmap.width + rect.maxX) * 4 {
                result.bytes[offset] = other.bytes[offset]
            }
        }
        return result
    }

    @Test(arguments: Content.allCases, DeflateEngine.available)
    func `a changed copy decodes to its own pixels`(content: Content, engine: DeflateEngine) throws {
        let base = try Self.picture(content)
        let rows = try KeptRows(base, changing: [20..<37, 60..<61])
        for rect in [
            PixelRect(x: 10, y: 20, width: 300, height: 17), PixelRect(x: 0, y: 0, width: 333, height: 101),
            PixelRect(x: 332, y: 100, width: 1, height: 1), PixelRect(x: 5, y: 59, width: 3, height: 3),
        ] {
            // What comes is unlike what the codes were trained on.
            let other = try Self.picture(content == .noise ? .flat : content == .translucent ? .translucent : .noise)
            let picture = Self.changed(base, in: rect, like: other)
            for compression in PNGCompression.allCases {
                var some = rows.picture(changedIn: [rect], compression: compression, engine: engine)
                while let area = some.changedArea { try some.write(picture.part(area)) }
                #expect(try Self.decoded(some.bytes()) == picture.bytes)
                let all = try rows.png(of: picture, compression: compression, engine: engine)
                #expect(try Self.decoded(all) == picture.bytes)
            }
        }
    }

    @Test(arguments: Content.allCases, [1, 5, 64])
    func `segments join into one picture`(content: Content, rows: Int) throws {
        let picture = try Self.picture(content)
        var segments: [RowSegment] = []
        for top in stride(from: 0, to: picture.height, by: rows) {
            let end = min(top + rows, picture.height)
            segments.append(try RowSegment(picture.rows(top..<end), isOpaque: picture.isOpaque))
        }
        let bytes = RowSegment.png(segments, width: picture.width, isOpaque: picture.isOpaque)
        #expect(try Self.decoded(bytes) == picture.bytes)
    }

    @Test func `a picture in which nothing changed is the kept one`() throws {
        let base = try Self.picture(.gradient)
        #expect(try Self.decoded(KeptRows(base).picture(changedIn: []).bytes()) == base.bytes)
        #expect(try Self.decoded(KeptRows(quickly: base).picture(changedIn: []).bytes()) == base.bytes)
    }

    @Test func `noise is written without a search for matches, and hardly larger`() throws {
        let base = try Self.picture(.noise)
        let plain = try KeptRows(base).png(of: base).count
        #expect(plain < base.bytes.count * 3 / 4 + base.bytes.count / 50)
    }

    @Test func `small is never larger than fast`() throws {
        for content in Content.allCases {
            let base = try Self.picture(content)
            let rows = try KeptRows(base)
            let fast = try rows.png(of: base).count
            #expect(try rows.png(of: base, compression: .small).count <= fast + fast / 50)
        }
    }
}

/// A small generator of bytes, the same at every run.
private struct SystemNoise {
    var state: UInt64

    mutating func byte() -> UInt8 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return UInt8(truncatingIfNeeded: state >> 33)
    }
}
