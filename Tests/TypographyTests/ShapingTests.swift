import Canvas
import Testing
import Typography

/// Lays out one text with the installed fonts.
func layout(_ text: String, _ change: (inout TextRequest) -> Void = { _ in }) throws -> TextLayout {
    var request = TextRequest(text: text)
    request.size = 20
    change(&request)
    return try Fonts.engine().layout(request)
}

func glyphs(_ text: String, _ change: (inout TextRequest) -> Void = { _ in }) throws -> [UInt32] {
    try layout(text, change).glyphs.map(\.glyph)
}

func family(_ glyph: PlacedGlyph) throws -> String? { try Fonts.standard.get().describe(glyph.font)?.family }

@Suite struct ShapingTests {
    @Test func `Arabic letters join: initial, medial and final forms differ from the isolated one`() throws {
        let alone = try glyphs("ب")
        let joined = try glyphs("ببب")
        #expect(alone.count == 1)
        // Noto's letters are skeleton and dot: no skeleton of the word is the lone letter's.
        let bodies = joined.filter { !alone.contains($0) }
        #expect(Set(bodies).count >= 3)
    }

    @Test func `lam and alef become one glyph`() throws {
        #expect(try glyphs("لا").count == 1)
        #expect(try glyphs("ل ا").count == 2)
    }

    @Test func `Devanagari joins consonants and moves the short i before its consonant`() throws {
        let conjunct = try glyphs("क्ष")
        #expect(conjunct.count == 1)
        let ka = try glyphs("क")
        let word = try glyphs("कि")
        #expect(word.count == 2)
        #expect(word[1] == ka[0])
    }

    @Test func `marks stand on their base`() throws {
        let composed = try layout("é")
        let decomposed = try layout("e\u{301}")
        #expect(composed.width == decomposed.width)
        #expect(composed.glyphs.map(\.glyph) == decomposed.glyphs.map(\.glyph))
    }

    @Test func `kerning is on`() throws {
        let pair = try layout("AV").width
        let apart = try layout("A").width + layout("V").width
        #expect(pair < apart)
    }

    @Test func `letter spacing goes between clusters only and turns ligatures off`() throws {
        let serif: (inout TextRequest) -> Void = { $0.families = ["Noto Serif"] }
        let plain = try layout("office", serif)
        let spaced = try layout("office") {
            serif(&$0)
            $0.letterSpacing = 4
        }
        #expect(plain.glyphs.count < 6)
        #expect(spaced.glyphs.count == 6)
        let one = try layout("o", serif)
        let oneSpaced = try layout("o") {
            serif(&$0)
            $0.letterSpacing = 4
        }
        #expect(one.width == oneSpaced.width)
        let two = try layout("oo") { $0.letterSpacing = 4 }
        #expect(abs(two.width - (try layout("oo").width) - 4) < 1e-9)
    }

    @Test func `letter spacing does not tear Arabic apart`() throws {
        #expect(try layout("مرحبا").width == layout("مرحبا") { $0.letterSpacing = 5 }.width)
    }

    @Test func `word spacing widens spaces`() throws {
        let wide = try layout("a b c") { $0.wordSpacing = 7 }.width
        #expect(abs(wide - (try layout("a b c").width) - 14) < 1e-9)
    }

    @Test func `Hebrew runs right to left and its numbers left to right`() throws {
        let line = try layout("אב 12")
        let alef = try glyphs("א")[0]
        let bet = try glyphs("ב")[0]
        let one = try glyphs("1")[0]
        let two = try glyphs("2")[0]
        #expect(line.glyphs.map(\.glyph) == [one, two, bet, alef])
        #expect(zip(line.glyphs, line.glyphs.dropFirst()).allSatisfy { $0.origin.x < $1.origin.x })
    }

    @Test func `brackets mirror in right-to-left text`() throws {
        let open = try glyphs("(a")[0]
        let line = try glyphs("(א")
        #expect(line[1] != open)
    }

    @Test func `a stated direction wins over the first strong letter`() throws {
        let automatic = try layout("abc!") { $0.width = 200 }
        let forced = try layout("abc!") {
            $0.width = 200
            $0.direction = .rightToLeft
        }
        #expect(automatic.lines[0].x == 0)
        #expect(abs(forced.lines[0].x + forced.lines[0].width - 200) < 1e-9)
        let mark = try glyphs("!")[0]
        #expect(forced.glyphs.first?.glyph == mark)
    }

    @Test(arguments: [
        (TextRequest.Transform.uppercase, "tr", "istanbul", "İSTANBUL"), (.uppercase, "de", "straße", "STRASSE"),
        (.lowercase, "tr", "ISPARTA", "ısparta"), (.capitalize, "en", "hello wORLD", "Hello WORLD"),
        (.capitalize, "nl", "ijsland", "IJsland"), (.uppercase, "el", "άνθρωπος", "ΑΝΘΡΩΠΟΣ"),
    ])
    func `case changes by the language`(
        transform: TextRequest.Transform, language: String, text: String, expected: String
    ) throws {
        let changed = try glyphs(text) {
            $0.transform = transform
            $0.language = language
        }
        #expect(changed == (try glyphs(expected) { $0.language = language }))
    }
}
