import Canvas
import Codecs
import Testing

/// JPEG in and out.
struct JPEGTests {
    private func decoded(_ bytes: [UInt8]) throws -> Pixmap {
        try ImageDecoder.decode(bytes, limits: Samples.limits).pixmap
    }

    private func difference(_ first: Pixmap, _ second: Pixmap) -> Int {
        zip(first.bytes, second.bytes).map { abs(Int($0) - Int($1)) }.max() ?? 0
    }

    private func gradient(_ width: Int, _ height: Int) throws -> Pixmap {
        try Samples.pixmap(width, height) { column, row in
            [UInt8(column), UInt8(row), UInt8(column / 2 + row / 2), 255]
        }
    }

    @Test(arguments: [(1, 1), (7, 3), (16, 16), (100, 61)], [60, 90, 91, 100])
    func `a smooth picture comes back nearly as it was`(_ size: (Int, Int), quality: Int) throws {
        let pixmap = try gradient(size.0, size.1)
        let back = try decoded(JPEGEncoder.encode(pixmap, quality: quality))
        #expect(back.width == size.0 && back.height == size.1)
        #expect(difference(pixmap, back) <= (quality < 90 ? 16 : 8))
    }

    @Test func `white shows through where a picture is transparent`() throws {
        let clear = try Pixmap(width: 16, height: 16)
        let white = try decoded(JPEGEncoder.encode(clear, quality: 90))
        #expect(white.bytes.allSatisfy { $0 >= 254 })
        let half = try Samples.pixmap(16, 16) { _, _ in [128, 0, 0, 128] }
        let expected = try Samples.pixmap(16, 16) { _, _ in [255, 127, 127, 255] }
        #expect(difference(try decoded(JPEGEncoder.encode(half, quality: 95)), expected) <= 2)
    }

    @Test func `chroma is halved up to quality 90 and kept above`() throws {
        func sampling(_ quality: Int) throws -> UInt8 {
            let bytes = try JPEGEncoder.encode(gradient(16, 16), quality: quality)
            let frame = try #require(bytes.indices.first { bytes[$0] == 0xff && bytes[$0 + 1] == 0xc0 })
            return bytes[frame + 11]
        }
        #expect(try sampling(90) == 0x22)
        #expect(try sampling(91) == 0x11)
    }

    @Test func `the same picture and quality give the same bytes`() throws {
        let pixmap = try Samples.noise(50, 40)
        #expect(try JPEGEncoder.encode(pixmap, quality: 80) == JPEGEncoder.encode(pixmap, quality: 80))
    }

    @Test func `a lower quality takes fewer bytes`() throws {
        let pixmap = try Samples.noise(64, 64)
        #expect(try JPEGEncoder.encode(pixmap, quality: 40).count < JPEGEncoder.encode(pixmap, quality: 90).count)
    }

    @Test func `a progressive picture is read`() throws {
        let expected = try Samples.pixmap(16, 16) { column, row in [UInt8(column * 16), UInt8(row * 16), 128, 255] }
        #expect(difference(try decoded(Samples.progressiveJPEG), expected) < 40)
    }

    @Test func `a gray picture is read`() throws {
        let pixmap = try decoded(Samples.grayJPEG)
        #expect(pixmap.width == 16 && pixmap.height == 16 && pixmap.isOpaque)
        for pixel in stride(from: 0, to: pixmap.bytes.count, by: 4) {
            #expect(Set(pixmap.bytes[pixel..<pixel + 3]).count == 1)
        }
    }

    @Test func `a CMYK picture is refused by name`() throws {
        #expect(throws: CodecError.cmyk) { try ImageDecoder.header(of: Samples.cmykJPEG, limits: Samples.limits) }
        #expect(throws: CodecError.cmyk) { try decoded(Samples.cmykJPEG) }
    }

    @Test func `an ICC profile is noticed and not followed`() throws {
        let plain = try JPEGEncoder.encode(gradient(16, 16), quality: 90)
        let profiled = Samples.inserting(0xe2, Array("ICC_PROFILE\0".utf8) + [1, 1, 5, 5], into: plain)
        let image = try ImageDecoder.decode(profiled, limits: Samples.limits)
        #expect(image.ignoredColorProfile)
        #expect(try image.pixmap == decoded(plain))
    }

    @Test func `bytes behind the end are no part of the picture`() throws {
        let plain = try JPEGEncoder.encode(gradient(16, 16), quality: 90)
        #expect(try decoded(plain + [0xff, 0xda, 1, 2, 3]) == decoded(plain))
    }

    @Test func `processes that are not read are named`() throws {
        var lossless = try JPEGEncoder.encode(gradient(16, 16), quality: 90)
        let frame = try #require(lossless.indices.first { lossless[$0] == 0xff && lossless[$0 + 1] == 0xc0 })
        lossless[frame + 1] = 0xc3
        #expect(throws: CodecError.unsupported("JPEG process SOF3")) { try decoded(lossless) }
        lossless[frame + 1] = 0xc1
        lossless[frame + 4] = 12
        #expect(throws: CodecError.unsupported("JPEG of 12 bits")) { try decoded(lossless) }
    }
}
