import Canvas
import Codecs
import Testing

/// Bytes from strangers give a picture or an error, never a trap.
struct HostileImageTests {
    private func outcome(_ bytes: [UInt8]) -> Result<DecodedImage, CodecError> {
        Result { () throws(CodecError) in try ImageDecoder.decode(bytes, limits: Samples.limits) }
    }

    private func isDamaged(_ bytes: [UInt8]) -> Bool {
        if case .failure(.damaged) = outcome(bytes) { return true }
        return false
    }

    private func isRefused(_ bytes: [UInt8]) -> Bool {
        if case .failure = outcome(bytes) { return true }
        return false
    }

    @Test func `what is no picture is told apart by its first bytes`() {
        let strangers = ["", "GIF89a\u{1}\u{1}", "<html><img src=x.png></html>", "%PDF-1.7", "BM", "\u{0}", "RIFF"]
        for text in strangers {
            #expect(throws: CodecError.unknownFormat) {
                try ImageDecoder.decode(Array(text.utf8), limits: Samples.limits)
            }
        }
        #expect(ImageFormat.sniff(Array("RIFF1234WEBPVP8 ".utf8)) == .webp)
        #expect(throws: CodecError.unsupported("webp")) {
            try ImageDecoder.header(of: Array("RIFF1234WEBPVP8 ".utf8), limits: Samples.limits)
        }
    }

    @Test func `a PNG cut at any byte is refused`() throws {
        let files = [
            PNGFile.sample(before: [("eXIf", Samples.exif(6))], after: [("tEXt", [65, 0, 66])]),
            try PNGEncoder.encode(Samples.noise(9, 9), compression: .fast),
        ]
        for file in files {
            for length in file.indices { #expect(isRefused(Array(file.prefix(length)))) }
        }
    }

    @Test func `a JPEG cut at any byte is refused`() throws {
        for file in [try JPEGEncoder.encode(Samples.noise(17, 9), quality: 75), Samples.progressiveJPEG] {
            for length in file.indices { #expect(isRefused(Array(file.prefix(length)))) }
        }
    }

    @Test func `any flipped bit of a PNG is noticed`() throws {
        let files = [
            PNGFile.sample(before: [("tRNS", [0, 1, 0, 2, 0, 3])], after: [("tEXt", [65, 0, 66])]),
            try PNGEncoder.encode(Samples.distinct(9, 9), compression: .fast),
        ]
        for file in files {
            for bit in 0..<file.count * 8 {
                var flipped = file
                flipped[bit / 8] ^= 1 << (bit % 8)
                #expect(isRefused(flipped), "bit \(bit)")
            }
        }
    }

    @Test func `a JPEG with random bytes in it gives an error or a picture within the limits`() throws {
        var random = SeededRandom(seed: 2_024)
        let files = [
            try JPEGEncoder.encode(Samples.noise(33, 21), quality: 60), Samples.progressiveJPEG, Samples.grayJPEG,
        ]
        for _ in 0..<3_000 {
            var file = files[Int.random(in: 0..<files.count, using: &random)]
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                file[Int.random(in: 2..<file.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            guard case .success(let image) = outcome(file) else { continue }
            #expect(image.pixmap.width * image.pixmap.height <= Samples.limits.imagePixels)
        }
    }

    @Test func `a PNG with random bytes under right checksums gives an error or a picture`() {
        var random = SeededRandom(seed: 77)
        for _ in 0..<3_000 {
            var header: [UInt8] = PNGFile.word(5) + PNGFile.word(4) + [8, 6, 0, 0, 0]
            header[Int.random(in: 7..<header.count, using: &random)] = UInt8.random(in: 0...17, using: &random)
            var rows = PNGFile.zlibStored([UInt8](repeating: 1, count: 84))
            rows[Int.random(in: rows.indices, using: &random)] = UInt8.random(in: 0...255, using: &random)
            var file = PNGFile()
            file.chunk("IHDR", header)
            if Bool.random(using: &random) { file.chunk("PLTE", [1, 2, 3, 4, 5, 6]) }
            if Bool.random(using: &random) { file.chunk("tRNS", [0, 1]) }
            file.chunk("IDAT", rows)
            file.chunk("IEND", [])
            _ = outcome(file.bytes)
        }
    }

    @Test func `pixel bytes must be exactly as many as the header says`() {
        #expect(isDamaged(PNGFile.make(width: 2, height: 3, type: .rgb, rows: PNGFile.sampleRows)))
        let longer = PNGFile.sampleRows + [[1, 2, 3, 4, 5, 6]]
        #expect(isDamaged(PNGFile.make(width: 2, height: 2, type: .rgb, rows: longer)))
    }

    @Test(arguments: 1...9, 1...9)
    func `an interlaced picture that ends a row early is damage`(width: Int, height: Int) {
        #expect(!isRefused(PNGFile.interlaced(width: width, height: height)))
        #expect(isDamaged(PNGFile.interlaced(width: width, height: height, missing: 1)))
    }

    @Test func `a wrong checksum of the pixel stream is damage`() {
        var stream = PNGFile.zlibStored(PNGFile.sampleRows.flatMap { [0] + $0 })
        stream[stream.count - 1] ^= 1
        var file = PNGFile()
        file.header(width: 2, height: 2, type: .rgb)
        file.chunk("IDAT", stream)
        file.chunk("IEND", [])
        #expect(isDamaged(file.bytes))
    }

    @Test func `a PNG without IHDR, with two, or without pixels is damage`() {
        var headless = PNGFile()
        headless.chunk("IDAT", [])
        headless.chunk("IEND", [])
        #expect(isDamaged(headless.bytes))
        #expect(isDamaged(PNGFile.sample(before: [("IHDR", PNGFile.word(1) + PNGFile.word(1) + [8, 2, 0, 0, 0])])))
        var empty = PNGFile()
        empty.header(width: 1, height: 1, type: .rgb)
        empty.chunk("IEND", [])
        #expect(isDamaged(empty.bytes))
        var sizeless = PNGFile()
        sizeless.header(width: 0, height: 1, type: .rgb)
        sizeless.chunk("IEND", [])
        #expect(isDamaged(sizeless.bytes))
    }

    @Test(arguments: ["zTXt", "iTXt", "iCCP"])
    func `a compressed text or profile is never inflated`(name: String) throws {
        // A keyword, then 8 MiB less a little of matches of 258 zeros: 1.3 GB inflated.
        let keyword = Array("a\0\0".utf8)
        let bomb = keyword + ZeroBomb.stream(bytes: Samples.limits.pngChunkBytes - keyword.count)
        let garbage = keyword + [1, 2, 3]
        for body in [bomb, garbage] {
            let image = try outcome(PNGFile.sample(before: [(name, body)])).get()
            #expect(image.pixmap.bytes == PNGFile.samplePixels)
        }
    }

    @Test func `pixels that inflate to more than the picture stop there`() {
        var file = PNGFile()
        file.header(width: 100, height: 100, type: .gray)
        file.chunk("IDAT", ZeroBomb.stream(bytes: 4_000_000))
        file.chunk("IEND", [])
        #expect(isRefused(file.bytes))
    }

    @Test func `a JPEG of 101 scans is refused before decoding`() throws {
        let file = Samples.progressiveJPEG
        let first = try #require(file.indices.first { file[$0] == 0xff && file[$0 + 1] == 0xda })
        let second = try #require(file.indices.first { $0 > first && file[$0] == 0xff && file[$0 + 1] == 0xc4 })
        let scan = Array(file[first..<second])
        let bomb = file[..<second] + [[UInt8]](repeating: scan, count: 91).joined() + file[second...]
        #expect(throws: CodecError.tooManyScans(101)) {
            try ImageDecoder.header(of: Array(bomb), limits: Samples.limits)
        }
        #expect(throws: CodecError.tooManyScans(101)) { try ImageDecoder.decode(Array(bomb), limits: Samples.limits) }
    }

    @Test func `a JPEG that libjpeg only warns about is refused`() throws {
        let file = try JPEGEncoder.encode(Samples.noise(32, 32), quality: 75)
        let scan = try #require(file.indices.first { file[$0] == 0xff && file[$0 + 1] == 0xda })
        // Half of the entropy-coded bytes are missing, and the end is there: "premature end of data segment".
        let short = Array(file[..<(scan + (file.count - scan) / 2)]) + [0xff, 0xd9]
        #expect(isDamaged(short))
        // Bytes between two segments: "extraneous bytes before marker".
        let stuffed = Array(file[..<(file.count - 2)]) + [UInt8](repeating: 1, count: 40) + [0xff, 0xd9]
        #expect(isDamaged(stuffed))
    }
}

/// A deflate stream of high ratio: fixed Huffman codes for a zero, then matches of 258 bytes at distance 1.
private enum ZeroBomb {
    static func stream(bytes count: Int) -> [UInt8] {
        // RFC 1951, 3.2.6: block header, literal 0 (00110000), then 285 (11000101) and distance 0 (00000) repeated.
        var bits = [0, 1, 0] + [0, 0, 1, 1, 0, 0, 0, 0]
        for _ in 0..<24 { bits += [1, 1, 0, 0, 0, 1, 0, 1] + [0, 0, 0, 0, 0] }
        let packed = stride(from: 0, to: bits.count - 7, by: 8).map { start in
            (0..<8).reduce(UInt8(0)) { $0 | UInt8(bits[start + $1]) << $1 }
        }
        // Eight matches are 13 bytes, so the bytes repeat every 13.
        let cycle = Array(packed[13..<26])
        var stream: [UInt8] = [0x78, 0x01] + packed.prefix(13)
        while stream.count < count { stream += cycle }
        return Array(stream.prefix(count))
    }
}
