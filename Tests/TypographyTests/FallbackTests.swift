import Canvas
import Testing
import Typography

@Suite struct FallbackTests {
    @Test(arguments: [
        ("a", "Inter"), ("ع", "Noto Sans Arabic"), ("ש", "Noto Sans Hebrew"), ("क", "Noto Sans Devanagari"),
        ("ก", "Noto Sans Thai"), ("漢", "Noto Sans CJK SC"), ("かな漢", "Noto Sans CJK JP"),
        ("한글", "Noto Sans CJK KR"), ("😀", "Noto Color Emoji"), ("ক", "Noto Sans Bengali"),
    ])
    func `each script finds its family`(text: String, expected: String) throws {
        for glyph in try layout(text).glyphs { #expect(try family(glyph) == expected) }
    }

    @Test(arguments: [
        ("ja", "JP"), ("ko", "KR"), ("zh", "SC"), ("zh-Hant", "TC"), ("zh-TW", "TC"), ("zh-HK", "HK"),
        ("ja-JP", "JP"),
    ])
    func `the language decides whose Han characters`(language: String, region: String) throws {
        let glyph = try #require(try layout("直") { $0.language = language }.glyphs.first)
        #expect(try family(glyph) == "Noto Sans CJK \(region)")
    }

    @Test func `serif text falls back to serif Han`() throws {
        let glyph = try #require(try layout("漢") { $0.families = ["Noto Serif"] }.glyphs.first)
        #expect(try family(glyph)?.hasPrefix("Noto Serif CJK") == true)
    }

    @Test func `fallback takes the nearest weight`() throws {
        let glyph = try #require(try layout("ع") { $0.weight = 800 }.glyphs.first)
        #expect(try Fonts.standard.get().describe(glyph.font)?.weights == 700...700)
    }

    @Test func `a missing glyph is reported and changes no neighbour`() throws {
        let plain = try layout("Waffle")
        let broken = try layout("Waffle\u{378}Waffle")
        #expect(broken.report.missing == ["\u{378}"])
        #expect(broken.glyphs.prefix(plain.glyphs.count).map(\.glyph) == plain.glyphs.map(\.glyph))
        #expect(broken.glyphs.suffix(plain.glyphs.count).map(\.glyph) == plain.glyphs.map(\.glyph))
        #expect(broken.glyphs[plain.glyphs.count].glyph == 0)
        #expect(plain.report.missing.isEmpty)
    }

    @Test func `a foreign cluster leaves its neighbours in their font and places`() throws {
        let left = try layout("AVA")
        let mixed = try layout("AVA漢AVA")
        #expect(Array(mixed.glyphs.prefix(3)) == left.glyphs)
        #expect(mixed.glyphs.suffix(3).map(\.glyph) == left.glyphs.map(\.glyph))
    }

    @Test func `Arabic joins through a mark that another font draws`() throws {
        let word = try glyphs("بب")
        let marked = try glyphs("ب\u{64E}ب")
        #expect(word.allSatisfy(marked.contains))
    }

    @Test func `a base and its marks share a font`() throws {
        // Inter has x, but no combining Cyrillic letter; the pair goes where both are.
        let line = try layout("x\u{2DE0}")
        #expect(Set(line.glyphs.map(\.font)).count == 1)
        #expect(line.report.missing.isEmpty)
    }

    @Test(arguments: [
        "🇩🇪", "👨‍👩‍👧‍👦", "👍🏽", "1️⃣", "❤️", "❤️‍🔥", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "🏳️‍🌈", "👩🏽‍🚀",
    ])
    func `an emoji sequence is one picture`(sequence: String) throws {
        let line = try layout(sequence)
        #expect(line.glyphs.count == 1)
        #expect(line.glyphs.first?.isColor == true)
        #expect(line.report == TextReport())
    }

    @Test func `a variation selector chooses picture or text`() throws {
        #expect(try layout("❤\u{FE0F}").glyphs.map(\.isColor) == [true])
        #expect(try layout("❤\u{FE0E}").glyphs.map(\.isColor) == [false])
        #expect(try layout("☎\u{FE0E}") { $0.families = ["Noto Color Emoji"] }.glyphs.map(\.isColor) == [false])
        #expect(try layout("1#*").glyphs.map(\.isColor) == [false, false, false])
    }

    @Test func `families that are not there are reported`() throws {
        let report = try layout("a") { $0.families = ["Helvetica", "Inter"] }.report
        #expect(report.substitutedFamilies == ["Helvetica"])
        #expect(try layout("a") { $0.families = ["Noto Serif"] }.report == TextReport())
    }

    @Test func `the first family that is there gives the metrics`() throws {
        let request: (inout TextRequest) -> Void = { $0.families = ["Nope", "Noto Serif"] }
        let glyph = try #require(try layout("a", request).glyphs.first)
        #expect(try family(glyph) == "Noto Serif")
    }
}
