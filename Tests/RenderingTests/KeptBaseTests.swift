import Codecs
import Limit
import PictureLog
import Rendering
import Templates
import Testing
import Typography

/// What a kept base promises: the same pixels as painting everything, on any renderer, in any order.
struct KeptBaseTests {
    private static let fonts = Result { try FontCollection.standard() }

    private static func pixels(_ picture: Picture) throws -> [UInt8] {
        try ImageDecoder.decode(PictureLog.keep(picture.bytes), limits: Limits().input).pixmap.bytes
    }

    private static func job(
        _ template: Template, _ overrides: [String: JSONValue], options: OutputOptions = .init(), identity: String?
    ) throws -> RenderJob {
        RenderJob(
            template: template, resolution: try template.resolve(overrides), options: options,
            fonts: try fonts.get(), assets: [String: AssetImage](), identity: identity)
    }

    @Test(arguments: 0..<60) func `painting over a kept base gives the pixels of painting everything`(seed: Int) throws
    {
        let fonts = try Self.fonts.get()
        var random = RandomTemplate(seed: UInt64(seed))
        let template = try Template(document: random.document(), limits: Limits())
        let bases = BaseCache()
        let tunings = [
            Tuning(), Tuning(), Tuning(engine: .zlib), Tuning(reusesBands: false),
            Tuning(engine: .zlib, reusesBands: false),
        ]
        let kept = try tunings.map { try Renderer(fonts: fonts, bases: bases, tuning: $0) }
        let whole = try Renderer(fonts: fonts)
        let options = OutputOptions(
            scale: seed % 4 == 0 ? 1.5 : 1, compression: seed % 5 == 0 ? .small : .fast)
        for step in 0..<6 {
            let overrides = random.overrides()
            let expected = try whole.render(Self.job(template, overrides, options: options, identity: nil))
            let job = try Self.job(template, overrides, options: options, identity: "random")
            // First a base without any dynamic layer, later bases without just what a request touches.
            try kept[0].keepBase(for: job, leavingOutAllDynamic: step < 3)
            for renderer in kept {
                let actual = try renderer.render(job)
                #expect(try Self.pixels(actual) == Self.pixels(expected), "step \(step)")
                #expect(actual.report == expected.report)
            }
        }
    }

    @Test func `a base serves the next render and is missed before`() throws {
        var random = RandomTemplate(seed: 3)
        let template = try Template(document: random.document(), limits: Limits())
        let renderer = try Renderer(fonts: Self.fonts.get())
        let job = try Self.job(template, random.overrides(), identity: "one")
        #expect(try renderer.render(job).missedBase != nil)
        #expect(try renderer.keepBase(for: job))
        #expect(try renderer.render(job).missedBase == nil)
    }

    @Test func `another identity never sees the base`() throws {
        var random = RandomTemplate(seed: 5)
        let first = try Template(document: random.document(), limits: Limits())
        let second = try Template(document: random.document(), limits: Limits())
        let renderer = try Renderer(fonts: Self.fonts.get())
        try renderer.keepBase(for: Self.job(first, [:], identity: "first"))
        let own = try renderer.render(Self.job(second, [:], identity: "second"))
        let expected = try renderer.render(Self.job(second, [:], identity: nil))
        #expect(try Self.pixels(own) == Self.pixels(expected))
    }
}
