import Codecs
import Limit
import PictureLog
import Rendering
import Templates
import Testing
import Typography

/// What pieces promise: the same pixels as painting the whole picture at once.
struct WidePlanTests {
    private static let fonts = Result { try FontCollection.standard() }

    private static func renderer(wideFrom pixels: Int) throws -> Renderer {
        var limits = Limits()
        limits.output.widePixels = pixels
        return try Renderer(fonts: fonts.get(), limits: limits)
    }

    private static func pixels(_ picture: Picture) throws -> [UInt8] {
        try ImageDecoder.decode(PictureLog.keep(picture.bytes), limits: Limits().input).pixmap.bytes
    }

    private static func job(_ template: Template, _ options: OutputOptions) throws -> RenderJob {
        RenderJob(
            template: template, resolution: try template.resolve([:]), options: options, fonts: try fonts.get(),
            assets: [String: AssetImage]())
    }

    @Test(arguments: 0..<60) func `a picture in pieces has the pixels of a whole one`(seed: Int) throws {
        var random = RandomTemplate(seed: 1_000 + UInt64(seed))
        let template = try Template(document: random.document(), limits: Limits())
        // 275 to 440 rows: two or three pieces, the last one not full.
        let job = try Self.job(template, OutputOptions(scale: 2.5 + Double(seed % 4) / 2))
        let wide = try Self.renderer(wideFrom: 1).render(job)
        let whole = try Self.renderer(wideFrom: .max).render(job)
        #expect(try Self.pixels(wide) == Self.pixels(whole))
        #expect(wide.report == whole.report)
    }

    @Test func `pieces are the same in any order`() throws {
        var random = RandomTemplate(seed: 77)
        let template = try Template(document: random.document(), limits: Limits())
        let job = try Self.job(template, OutputOptions(scale: 4))
        let renderer = try Self.renderer(wideFrom: 1)
        guard case .wide(let plan) = try renderer.begin(job) else {
            Issue.record("not wide")
            return
        }
        #expect(plan.pieceCount == 3)
        let pieces = try (0..<3).reversed().map { try plan.piece($0) { false } }
        #expect(plan.picture(of: pieces.reversed()).bytes == (try renderer.render(job).bytes))
    }

    @Test(arguments: [("#112233", 2), ("rgba(0, 0, 0, 0.5)", 6), (nil, 6)] as [(String?, UInt8)])
    func `alpha is written where the background lets light through`(background: String?, colorType: UInt8) throws {
        var document: [String: JSONValue] = [
            "version": .number(1), "name": .string("plain"), "width": .number(90), "height": .number(300),
            "layers": .array([]),
        ]
        if let background { document["background"] = .string(background) }
        let template = try Template(document: .object(document), limits: Limits())
        let job = try Self.job(template, OutputOptions())
        let wide = try Self.renderer(wideFrom: 1).render(job)
        // IHDR's colour type (PNG specification, 11.2.2).
        #expect(wide.bytes[25] == colorType)
        #expect(try Self.pixels(wide) == Self.pixels(Self.renderer(wideFrom: .max).render(job)))
    }

    @Test func `only fast PNG comes in pieces, and only above the limit`() throws {
        var random = RandomTemplate(seed: 5)
        let template = try Template(document: random.document(), limits: Limits())
        func isWide(_ options: OutputOptions, limit: Int) throws -> Bool {
            if case .wide = try Self.renderer(wideFrom: limit).begin(Self.job(template, options)) { return true }
            return false
        }
        #expect(try isWide(OutputOptions(), limit: 180 * 110 - 1))
        #expect(try !isWide(OutputOptions(), limit: 180 * 110))
        #expect(try !isWide(OutputOptions(format: .jpeg), limit: 1))
        #expect(try !isWide(OutputOptions(compression: .small), limit: 1))
    }

    @Test func `a piece that is cancelled ends`() throws {
        var random = RandomTemplate(seed: 6)
        let template = try Template(document: random.document(), limits: Limits())
        guard case .wide(let plan) = try Self.renderer(wideFrom: 1).begin(Self.job(template, OutputOptions())) else {
            Issue.record("not wide")
            return
        }
        #expect(throws: RenderError.cancelled) { _ = try plan.piece(0) { true } }
    }
}
