import Codecs
import Limit
import Testing

/// Each limit holds at its value and refuses one past it, before pixels exist.
struct LimitTests {
    private func refusal(_ file: [UInt8], _ limits: Limits.Input) -> CodecError? {
        do throws(CodecError) {
            _ = try ImageDecoder.decode(file, limits: limits)
            _ = try ImageDecoder.header(of: file, limits: limits)
            return nil
        } catch {
            return error
        }
    }

    private func limits(_ change: (inout Limits.Input) -> Void) -> Limits.Input {
        var limits = Limits.Input()
        change(&limits)
        return limits
    }

    /// Five columns, three rows.
    private static let files: [[UInt8]] = {
        let rows = [[UInt8]](repeating: [UInt8](repeating: 9, count: 15), count: 3)
        let png = PNGFile.make(width: 5, height: 3, type: .rgb, rows: rows)
        let jpeg = (try? Samples.noise(5, 3)).flatMap { try? JPEGEncoder.encode($0, quality: 90) }
        return [png, jpeg ?? []]
    }()

    @Test(arguments: files)
    func `a side at the limit passes and one past it does not`(file: [UInt8]) {
        #expect(refusal(file, limits { $0.imageSidePixels = 5 }) == nil)
        #expect(refusal(file, limits { $0.imageSidePixels = 4 }) == .tooLarge(width: 5, height: 3))
    }

    @Test(arguments: files)
    func `a pixel count at the limit passes and one past it does not`(file: [UInt8]) {
        #expect(refusal(file, limits { $0.imagePixels = 15 }) == nil)
        #expect(refusal(file, limits { $0.imagePixels = 14 }) == .tooLarge(width: 5, height: 3))
    }

    @Test(arguments: files)
    func `the header alone is refused like the picture`(file: [UInt8]) {
        #expect(throws: CodecError.tooLarge(width: 5, height: 3)) {
            try ImageDecoder.header(of: file, limits: limits { $0.imagePixels = 14 })
        }
    }

    @Test(arguments: [(12_001, 1), (1, 12_001), (12_000, 3_334), (0x7fff_ffff, 0x7fff_ffff), (0xffff_ffff, 1)])
    func `a PNG that promises too many pixels is refused by its header`(width: Int, height: Int) {
        var file = PNGFile()
        file.header(width: width, height: height, type: .rgba)
        file.chunk("IDAT", PNGFile.zlibStored([0]))
        file.chunk("IEND", [])
        #expect(refusal(file.bytes, Limits.Input()) == .tooLarge(width: width, height: height))
    }

    @Test func `limits past what a pixmap holds do not widen it`() {
        var file = PNGFile()
        file.header(width: 32_768, height: 1, type: .gray)
        file.chunk("IEND", [])
        let wide = limits {
            $0.imageSidePixels = .max
            $0.imagePixels = .max
        }
        #expect(refusal(file.bytes, wide) == .tooLarge(width: 32_768, height: 1))
    }

    @Test func `a JPEG that promises too many pixels is refused by its header`() throws {
        var file = Self.files[1]
        let frame = try #require(file.indices.first { file[$0] == 0xff && file[$0 + 1] == 0xc0 })
        file.replaceSubrange(frame + 5..<frame + 9, with: [0xff, 0xff, 0xff, 0xff])
        #expect(refusal(file, Limits.Input()) == .tooLarge(width: 65_535, height: 65_535))
    }

    @Test(arguments: ["tEXt", "zTXt", "iTXt", "iCCP", "eXIf", "abCd"])
    func `an ancillary chunk at the limit passes and one byte more does not`(name: String) {
        let tight = limits { $0.pngChunkBytes = 1_000 }
        let fitting = PNGFile.sample(before: [(name, [UInt8](repeating: 65, count: 1_000))])
        #expect(refusal(fitting, tight) == nil)
        let larger = PNGFile.sample(before: [(name, [UInt8](repeating: 65, count: 1_001))])
        #expect(refusal(larger, tight) == .chunkTooLarge(bytes: 1_001))
    }

    @Test func `scans at the limit pass and one past it does not`() {
        #expect(refusal(Samples.progressiveJPEG, limits { $0.jpegScans = 10 }) == nil)
        #expect(refusal(Samples.progressiveJPEG, limits { $0.jpegScans = 9 }) == .tooManyScans(10))
    }
}
