import Canvas
import Testing
import Typography

@Suite struct LayoutTests {
    /// Inter's and Noto Serif's `hhea` numbers, in ems.
    @Test(arguments: [("Inter", 2_728.0 / 2_816, 680.0 / 2_816), ("Noto Serif", 1.069, 0.293)])
    func `the first baseline is CSS's half-leading`(family: String, ascent: Double, descent: Double) throws {
        let line = try #require(
            try layout("x") {
                $0.families = [family]
                $0.size = 64
                $0.lineHeight = 1.5
            }.lines.first)
        let expected = (1.5 * 64 - (ascent + descent) * 64) / 2 + ascent * 64
        #expect(abs(line.baseline - expected) < 1e-9)
    }

    @Test func `lines stand a line height apart, whatever fonts they use`() throws {
        let lines = try layout("a\n漢😀\nب").lines
        #expect(lines.count == 3)
        #expect(abs(lines[1].baseline - lines[0].baseline - 24) < 1e-9)
        #expect(abs(lines[2].baseline - lines[1].baseline - 24) < 1e-9)
    }

    @Test(arguments: [
        ("a\nb", 2), ("a\r\nb", 2), ("a\u{2028}b", 2), ("a\u{2029}b", 2), ("a\n", 1), ("a\n\nb", 3), ("", 0), ("\n", 1),
    ])
    func `hard breaks end lines and start none at the end`(text: String, count: Int) throws {
        #expect(try layout(text).lines.count == count)
    }

    @Test func `words wrap and the spaces between them hang`() throws {
        let word = try layout("hello").width
        let wrapped = try layout("hello   hello") { $0.width = word + 1 }
        #expect(wrapped.lines.map(\.width) == [word, word])
        #expect(wrapped.report == TextReport())
    }

    @Test func `trailing spaces do not count`() throws {
        let word = try layout("hello").width
        let right = try layout("hello   ") {
            $0.width = 200
            $0.alignment = .right
        }
        #expect(right.lines[0].width == word)
        #expect(abs(right.lines[0].x - (200 - word)) < 1e-9)
    }

    @Test func `a word longer than the box stays whole unless it may break anywhere`() throws {
        let word = try layout("incomprehensible") { $0.width = 50 }
        #expect(word.lines.count == 1)
        #expect(word.report.overflows)
        let broken = try layout("incomprehensible") {
            $0.width = 50
            $0.wrapping = .anywhere
        }
        #expect(broken.lines.count > 2)
        #expect(broken.lines.allSatisfy { $0.width <= 50 })
        #expect(!broken.report.overflows)
        #expect(broken.glyphs.count == 16)
    }

    @Test func `a break inside a word keeps Arabic joined`() throws {
        let whole = try glyphs("بببببب")
        let broken = try layout("بببببب") {
            $0.width = 12
            $0.wrapping = .anywhere
        }
        #expect(broken.lines.count > 1)
        #expect(broken.glyphs.map(\.glyph).sorted() == whole.sorted())
    }

    @Test func `Thai breaks without spaces, between words`() throws {
        let lines = try layout("สวัสดีชาวโลก") { $0.width = 60 }.lines
        #expect(lines.count >= 2)
        #expect(lines[0].range.upperBound == 6)
    }

    @Test func `Japanese keeps closing marks off a line's start`() throws {
        let text = "漢字漢字。"
        let lines = try layout(text) {
            $0.width = 81
            $0.language = "ja"
        }.lines
        #expect(lines.map(\.range) == [0..<3, 3..<5])
    }

    @Test func `no wrapping, one line`() throws {
        let line = try layout("one two three four") {
            $0.width = 40
            $0.wrapping = .none
        }
        #expect(line.lines.count == 1)
        #expect(line.report.overflows)
    }

    @Test func `a soft hyphen shows only where a line ends`() throws {
        let whole = try layout("extra\u{AD}ordinary")
        #expect(whole.glyphs.map(\.glyph) == (try glyphs("extraordinary")))
        let broken = try layout("extra\u{AD}ordinary") { $0.width = 90 }
        #expect(broken.lines.count == 2)
        #expect(broken.glyphs.count == 14)
        #expect(broken.lines[0].width <= 90)
    }

    @Test(arguments: [
        (TextRequest.Alignment.start, "abc", 0.0), (.start, "אבג", 1.0), (.left, "אבג", 0.0), (.right, "abc", 1.0),
        (.center, "abc", 0.5), (.end, "abc", 1.0), (.end, "אבג", 0.0),
    ])
    func `lines align by the paragraph's direction`(
        alignment: TextRequest.Alignment, text: String, share: Double
    ) throws {
        let line = try layout(text) {
            $0.width = 300
            $0.alignment = alignment
        }.lines[0]
        #expect(abs(line.x - (300 - line.width) * share) < 1e-9)
    }

    @Test func `justified lines fill the width, the last one does not`() throws {
        let box = 200.0
        let text = "The quick brown fox jumps over the lazy dog again and again"
        let justified = try layout(text) {
            $0.width = box
            $0.alignment = .justify
        }
        #expect(justified.lines.count > 2)
        for line in justified.lines.dropLast() {
            #expect(abs(line.width - box) < 1e-9)
            let last = try #require(justified.glyphs.last { $0.origin.y == line.baseline })
            let end = try last.origin.x + width(of: last)
            #expect(abs(end - box) < 1e-6)
        }
        #expect(try #require(justified.lines.last).width < box)
    }

    private func width(of glyph: PlacedGlyph) throws -> Double {
        for letter in "abcdefghijklmnopqrstuvwxyz" {
            let alone = try layout(String(letter))
            if alone.glyphs.map(\.glyph) == [glyph.glyph] { return alone.width }
        }
        return 0
    }

    @Test func `justified Han text widens between characters`() throws {
        let text = try layout("漢字漢字漢字漢字") {
            $0.width = 90
            $0.alignment = .justify
        }
        #expect(text.lines[0].width == 90)
        #expect(abs(text.glyphs[3].origin.x - 70) < 1e-9)
    }

    @Test(arguments: [(TextRequest.VerticalAlignment.top, 0.0), (.middle, 0.5), (.bottom, 1.0)])
    func `the block stands at the top, the middle or the bottom`(
        alignment: TextRequest.VerticalAlignment, share: Double
    ) throws {
        let plain = try layout("a\nb").lines[0].baseline
        let placed = try layout("a\nb") {
            $0.height = 148
            $0.verticalAlignment = alignment
        }.lines[0].baseline
        #expect(abs(placed - plain - 100 * share) < 1e-9)
    }

    @Test func `right-to-left lines place their glyphs inside their width`() throws {
        let line = try layout("مرحبا بالعالم") { $0.width = 300 }
        #expect(line.lines[0].x > 0)
        #expect(line.glyphs.allSatisfy { $0.origin.x >= line.lines[0].x - 1 && $0.origin.x <= 300 })
    }

    @Test func `tabs are spaces and other controls draw nothing`() throws {
        #expect(try layout("a\tb").width == layout("a b").width)
        #expect(try layout("a\u{0}\u{7}b").glyphs == layout("ab").glyphs)
    }
}
