import Canvas
import Limit
import Testing
import Typography

@Suite struct CutTests {
    private let text = "The quick brown fox jumps over the lazy dog"

    @Test func `lines past the last are cut and an ellipsis ends it`() throws {
        let cut = try layout(text) {
            $0.width = 120
            $0.maximumLines = 2
            $0.overflow = .ellipsis
        }
        #expect(cut.lines.count == 2)
        #expect(cut.report.wasCut)
        #expect(cut.lines.allSatisfy { $0.width <= 120.001 })
        #expect(cut.glyphs.last?.glyph == (try glyphs("…").first))
    }

    @Test func `without an ellipsis lines are cut all the same`() throws {
        let cut = try layout(text) {
            $0.width = 120
            $0.maximumLines = 2
        }
        #expect(cut.lines.count == 2)
        #expect(cut.report.wasCut)
        let mark = try glyphs("…")[0]
        #expect(!cut.glyphs.contains { $0.glyph == mark })
    }

    @Test func `the box's height cuts whole lines`() throws {
        let cut = try layout(text) {
            $0.width = 120
            $0.height = 60
            $0.overflow = .ellipsis
        }
        #expect(cut.lines.count == 2)
        #expect(cut.report.wasCut)
        #expect(!cut.report.overflows)
    }

    @Test func `right-to-left text has its ellipsis at the left`() throws {
        let cut = try layout("שלום עולם שלום עולם") {
            $0.width = 80
            $0.wrapping = .none
            $0.overflow = .ellipsis
        }
        #expect(cut.glyphs.first?.glyph == (try glyphs("…").first))
        #expect(cut.lines[0].width <= 80.001)
        #expect(abs(cut.lines[0].x + cut.lines[0].width - 80) < 1e-9)
    }

    @Test func `an ellipsis stands alone where no cluster fits beside it`() throws {
        let cut = try layout("wide") {
            $0.width = 18
            $0.wrapping = .none
            $0.overflow = .ellipsis
        }
        #expect(cut.glyphs.map(\.glyph) == (try glyphs("…")))
        #expect(cut.lines[0].range.isEmpty)
    }

    @Test func `no space stands before an ellipsis and no cluster is split by it`() throws {
        for width in stride(from: 20.0, to: 260, by: 3) {
            let cut = try layout("aé 👨‍👩‍👧‍👦 b e\u{301}e\u{301} क्षि क्षि") {
                $0.width = width
                $0.wrapping = .none
                $0.overflow = .ellipsis
            }
            #expect(cut.lines[0].width <= max(width + 0.001, 20))
            #expect([0, 1, 2, 10, 12, 15, 17, 22, 27].contains(cut.lines[0].range.upperBound))
        }
    }

    @Test func `a text that fits gets no ellipsis`() throws {
        let plain = try layout("abc")
        let same = try layout("abc") {
            $0.width = plain.width
            $0.height = 24
            $0.maximumLines = 1
            $0.overflow = .ellipsis
        }
        #expect(same.glyphs == plain.glyphs)
        #expect(same.report == TextReport())
    }

    @Test func `clipping is the painter's, and reported only where it cuts`() throws {
        let cut = try layout("incomprehensible") {
            $0.width = 50
            $0.overflow = .clip
        }
        #expect(cut.clips)
        #expect(cut.report.wasCut)
        let whole = try layout("a") {
            $0.width = 50
            $0.overflow = .clip
        }
        #expect(!whole.report.wasCut)
    }

    @Test func `shrinking takes the largest quarter pixel that fits`() throws {
        let shrunk = try layout(text) {
            $0.width = 200
            $0.height = 50
            $0.size = 60
            $0.fit = .init(minimum: 8)
        }
        let size = try #require(shrunk.report.shrunkTo)
        #expect(size == shrunk.size)
        #expect(size * 4 == (size * 4).rounded())
        #expect(!shrunk.report.overflows)
        #expect(shrunk.lines.allSatisfy { $0.width <= 200.001 })
        let larger = try layout(text) {
            $0.width = 200
            $0.height = 50
            $0.size = size + 0.25
        }
        #expect(larger.report.overflows)
    }

    @Test func `shrinking stops at the minimum and then cuts`() throws {
        let shrunk = try layout(text) {
            $0.width = 60
            $0.height = 40
            $0.size = 60
            $0.fit = .init(minimum: 17.6)
            $0.overflow = .ellipsis
        }
        #expect(shrunk.size == 17.6)
        #expect(shrunk.report.shrunkTo == 17.6)
        #expect(shrunk.report.wasCut)
        #expect(shrunk.lines.count == 1)
    }

    @Test func `what fits is not shrunk, and a maximum may enlarge`() throws {
        let same = try layout("a") {
            $0.width = 100
            $0.fit = .init(minimum: 8)
        }
        #expect(same.report.shrunkTo == nil)
        #expect(same.size == 20)
        let larger = try layout("a") {
            $0.width = 100
            $0.fit = .init(minimum: 8, maximum: 40)
        }
        #expect(larger.size == 40)
    }

    @Test func `one scalar over the limit is refused`() throws {
        let limit = Limits.Text().scalarsPerLayer
        #expect(try layout(String(repeating: "a", count: limit)).glyphs.count == limit)
        #expect(throws: TypographyError.tooManyScalars(count: limit + 1, limit: limit)) {
            try layout(String(repeating: "a", count: limit + 1))
        }
    }

    @Test func `one combining mark over the limit is refused`() throws {
        let limit = Limits.Text().combiningMarksPerBase
        let marks = String(repeating: "\u{301}", count: limit)
        #expect(throws: Never.self) { try layout("a" + marks + "b" + marks) }
        #expect(throws: TypographyError.tooManyCombiningMarks(limit: limit)) { try layout("a\u{300}" + marks) }
        #expect(throws: TypographyError.tooManyCombiningMarks(limit: limit)) { try layout("\u{300}" + marks) }
    }

    @Test func `one glyph over the limit is refused`() throws {
        var limits = Limits.Text()
        limits.glyphsPerRender = 5
        let engine = try TextEngine(fonts: Fonts.standard.get(), limits: limits)
        #expect(try engine.layout(TextRequest(text: "abcde")).glyphs.count == 5)
        #expect(throws: TypographyError.tooManyGlyphs(limit: 5)) { try engine.layout(TextRequest(text: "abcdef")) }
    }

    @Test func `measures that are no numbers are refused`() {
        #expect(throws: TypographyError.self) { try layout("a") { $0.size = .nan } }
        #expect(throws: TypographyError.self) { try layout("a") { $0.width = .infinity } }
        #expect(throws: TypographyError.self) { try layout("a") { $0.size = 0 } }
    }

    @Test(arguments: [
        String(repeating: "👨‍👩‍👧", count: 2_000), String(repeating: "aבx漢", count: 2_500),
        String(repeating: "\u{2067}a", count: 5_000), String(repeating: "क्", count: 5_000),
        String(repeating: "ب", count: 10_000), String(repeating: "א(", count: 5_000),
        String(repeating: "\n", count: 10_000), String(repeating: "a\u{AD}", count: 5_000),
    ])
    func `floods end`(text: String) throws {
        let cut = try layout(text) {
            $0.width = 300
            $0.height = 100
            $0.wrapping = .anywhere
            $0.fit = .init(minimum: 4)
            $0.overflow = .ellipsis
        }
        #expect(cut.report.wasCut)
        #expect(cut.lines.count <= 25)
    }
}
