import Canvas
import Limit
import Testing
import Typography

@Suite struct GlyphTests {
    private func glyph(_ text: String, _ change: (inout TextRequest) -> Void = { _ in }) throws -> PlacedGlyph {
        try #require(try layout(text, change).glyphs.first)
    }

    @Test func `a mask covers the outline's bounds`() throws {
        let engine = try Fonts.engine()
        let placed = try glyph("g")
        let mask = try engine.mask(placed.font, glyph: placed.glyph, sizePixels: 40, phase: 0)
        let bounds = try engine.outline(placed.font, glyph: placed.glyph, sizePixels: 40).controlBounds.pixelBounds
        #expect(abs(mask.left - bounds.x) <= 1)
        #expect(abs(mask.top - bounds.y) <= 1)
        #expect(abs(mask.width - bounds.width) <= 1)
        #expect(abs(mask.height - bounds.height) <= 1)
        #expect(mask.coverage.contains(255))
        #expect(mask.top + mask.height > 0)
    }

    @Test func `phases move the ink by quarters of a pixel`() throws {
        let engine = try Fonts.engine()
        let placed = try glyph("l")
        let centers = try (0..<4).map { phase in
            let mask = try engine.mask(placed.font, glyph: placed.glyph, sizePixels: 24, phase: phase)
            var sum = 0.0
            var weighted = 0.0
            for (index, value) in mask.coverage.enumerated() {
                sum += Double(value)
                weighted += Double(value) * (Double(index % mask.width + mask.left) + 0.5)
            }
            return weighted / sum
        }
        for (first, second) in zip(centers, centers.dropFirst()) { #expect(abs(second - first - 0.25) < 0.01) }
    }

    @Test func `an outline scales exactly`() throws {
        let engine = try Fonts.engine()
        let placed = try glyph("H")
        let small = try engine.outline(placed.font, glyph: placed.glyph, sizePixels: 10)
        let large = try engine.outline(placed.font, glyph: placed.glyph, sizePixels: 20)
        #expect(small.transformed(by: .scale(2, 2)) == large)
        #expect(small.elements.last == .close)
        #expect(small.controlBounds.y < 0)
    }

    @Test func `a glyph past the side limit is refused, its outline is not`() throws {
        let engine = try Fonts.engine()
        let placed = try glyph("W")
        #expect(throws: TypographyError.glyphTooLarge(sizePixels: 4_000)) {
            try engine.mask(placed.font, glyph: placed.glyph, sizePixels: 4_000, phase: 0)
        }
        #expect(try !engine.outline(placed.font, glyph: placed.glyph, sizePixels: 4_000).isEmpty)
    }

    @Test func `a colour glyph is premultiplied and as large as its advance says`() throws {
        let engine = try Fonts.engine()
        let line = try layout("😀") { $0.size = 50 }
        let placed = try #require(line.glyphs.first)
        let picture = try #require(try engine.colorGlyph(placed.font, glyph: placed.glyph, sizePixels: 50))
        #expect(abs(Double(picture.pixmap.width) - line.width) <= 2)
        #expect(picture.top < 0)
        let bytes = picture.pixmap.bytes
        for pixel in stride(from: 0, to: bytes.count, by: 4) {
            #expect(bytes[pixel..<pixel + 3].allSatisfy { $0 <= bytes[pixel + 3] })
        }
        let center = (picture.pixmap.height / 2 * picture.pixmap.width + picture.pixmap.width / 2) * 4
        #expect(bytes[center + 3] == 255)
        #expect(bytes[center] > bytes[center + 2])
    }

    @Test func `a text font has no colour glyphs`() throws {
        let placed = try glyph("a")
        #expect(try Fonts.engine().colorGlyph(placed.font, glyph: placed.glyph, sizePixels: 20) == nil)
    }

    @Test func `the cache stays within its budget and answers the same after eviction`() throws {
        var limits = Limits.Text()
        limits.glyphCacheBytes = 20_000
        let engine = try TextEngine(fonts: Fonts.standard.get(), limits: limits)
        let placed = try glyph("R")
        let first = try engine.mask(placed.font, glyph: placed.glyph, sizePixels: 30, phase: 1)
        for size in 8..<120 {
            for glyph in 1...40 as ClosedRange<UInt32> {
                _ = try engine.mask(placed.font, glyph: glyph, sizePixels: Double(size), phase: 2)
                #expect(engine.cachedBytes <= 20_000)
            }
        }
        #expect(engine.cachedBytes > 5_000)
        #expect(try engine.mask(placed.font, glyph: placed.glyph, sizePixels: 30, phase: 1) == first)
    }

    @Test func `an unknown font is refused`() throws {
        let id = FontID(face: 1, variationWeight: 0)
        #expect(throws: TypographyError.unknownFont(id)) {
            try Fonts.engine().mask(id, glyph: 1, sizePixels: 10, phase: 0)
        }
    }

    @Test func `an engine changes collections and back`() throws {
        let fonts = try Fonts.standard.get()
        let upload = FontFile(name: "display", bytes: try Fonts.bytes("NotoSerifDisplay-Regular.ttf"), hash: "display")
        let engine = try TextEngine(fonts: fonts)
        var request = TextRequest(text: "Change")
        request.families = ["Noto Serif Display"]
        let before = try engine.layout(request)
        engine.use(try fonts.adding([upload]))
        let other = try engine.layout(request)
        #expect(other.width != before.width)
        let placed = try #require(other.glyphs.first)
        _ = try engine.mask(placed.font, glyph: placed.glyph, sizePixels: 20, phase: 0)
        engine.use(fonts)
        #expect(try engine.layout(request) == before)
    }

    @Test func `two engines agree`() throws {
        let text = "Same مرحبا 漢字 😀"
        #expect(try layout(text) == layout(text))
    }
}
