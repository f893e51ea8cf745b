import Limit
import Testing
import Typography

/// The installed fonts, mapped once for all tests.
enum Fonts {
    static let standard = Result { try FontCollection.standard() }

    static func engine() throws -> TextEngine { try TextEngine(fonts: standard.get()) }

    static func bytes(_ name: String) throws -> [UInt8] {
        for directory in FontCollection.debianDirectories {
            if let data = FileBytes.read(directory + "/" + name) { return data }
        }
        throw TypographyError.fontUnreadable(name: name)
    }
}

@Suite struct FontCollectionTests {
    private func face(_ weight: Int, italic: Bool = false, family: String = "Inter") throws -> (Int, Bool)? {
        let fonts = try Fonts.standard.get()
        return fonts.match(family: family, weight: weight, isItalic: italic).flatMap(fonts.describe)
            .map { ($0.weights.lowerBound, $0.isItalic) }
    }

    @Test func `the standard collection has the families of every script that we promise`() throws {
        let families = try Fonts.standard.get().families
        for family in [
            "Inter", "Inter Display", "Noto Sans", "Noto Serif", "Noto Sans Arabic", "Noto Sans Hebrew",
            "Noto Sans Devanagari", "Noto Sans Thai", "Noto Sans CJK JP", "Noto Sans CJK KR", "Noto Sans CJK SC",
            "Noto Sans CJK TC", "Noto Sans CJK HK", "Noto Color Emoji",
        ] {
            #expect(families.contains(family))
        }
    }

    @Test func `no known directory, no collection`() {
        #expect(throws: TypographyError.noFonts(directories: ["/nowhere"])) {
            try FontCollection.standard(directories: ["/nowhere"])
        }
    }

    @Test func `the same fonts have the same fingerprint, others another`() throws {
        let fonts = try Fonts.standard.get()
        #expect(try FontCollection.standard().fingerprint == fonts.fingerprint)
        let bytes = try Fonts.bytes("NotoSansThai-Regular.ttf")
        let more = try fonts.adding([FontFile(name: "a.ttf", bytes: bytes, hash: "abc")])
        #expect(more.fingerprint != fonts.fingerprint)
        #expect(more.fingerprint.contains("abc"))
    }

    @Test(arguments: [(1, 100), (400, 400), (450, 500), (550, 600), (650, 700), (950, 900), (1_000, 900)])
    func `the nearest weight by CSS's rule`(wanted: Int, found: Int) throws {
        #expect(try face(wanted)?.0 == found)
    }

    @Test(arguments: [(300, 400), (500, 400), (501, 700), (600, 700), (900, 700), (400, 400)])
    func `two weights serve all`(wanted: Int, found: Int) throws {
        #expect(try face(wanted, family: "Noto Sans")?.0 == found)
    }

    @Test func `italic goes before weight`() throws {
        let italic = try #require(try face(450, italic: true))
        #expect(italic == (500, true))
        let upright = try #require(try face(700, italic: true, family: "Noto Sans Arabic"))
        #expect(upright == (700, false))
    }

    @Test func `family names ignore case, and CSS's generic names lead somewhere`() throws {
        let fonts = try Fonts.standard.get()
        let inter = fonts.match(family: "Inter", weight: 400, isItalic: false)
        #expect(fonts.match(family: "INTER", weight: 400, isItalic: false) == inter)
        #expect(fonts.match(family: "sans-serif", weight: 400, isItalic: false) == inter)
        #expect(fonts.match(family: "Helvetica", weight: 400, isItalic: false) == nil)
        #expect(fonts.has(family: "serif"))
    }

    @Test func `inspection tells family, weight and style`() throws {
        let bold = try FontCollection.inspect(Fonts.bytes("Inter-BoldItalic.otf"))
        #expect(bold.family == "Inter")
        #expect(bold.weight == 700)
        #expect(bold.isItalic)
        #expect(bold.faceCount == 1)
        #expect(bold.glyphCount > 2_000)
        let emoji = try FontCollection.inspect(Fonts.bytes("NotoColorEmoji.ttf"))
        #expect(emoji.isColor)
    }

    @Test func `a collection's faces are all there`() throws {
        let limits = Limits.Input()
        let bytes = try Fonts.bytes("NotoSerifCJK-Regular.ttc")
        var wide = limits
        wide.assetBytes = bytes.count
        #expect(try FontCollection.inspect(bytes, limits: wide).faceCount == 5)
    }

    @Test func `one byte over the limit is refused`() throws {
        let bytes = try Fonts.bytes("NotoSansThai-Regular.ttf")
        var limits = Limits.Input()
        limits.assetBytes = bytes.count - 1
        #expect(throws: TypographyError.fontTooLarge(bytes: bytes.count, limit: bytes.count - 1)) {
            try FontCollection.inspect(bytes, limits: limits)
        }
    }

    @Test(arguments: ["wOFF0000", "wOF20000", "typ10000", "%!PS-AdobeFont", "", "GIF89a", "ttcf"])
    func `other formats are refused by their first bytes`(start: String) {
        #expect(throws: TypographyError.fontFormatUnknown) {
            try FontCollection.inspect(Array(start.utf8) + (start == "ttcf" ? [] : [UInt8](repeating: 0, count: 64)))
        }
    }

    @Test func `a cut or scribbled file never crashes`() throws {
        let bytes = try Fonts.bytes("NotoSansThai-Regular.ttf")
        for count in stride(from: 0, to: bytes.count, by: bytes.count / 40) {
            _ = try? FontCollection.inspect(Array(bytes.prefix(count)))
        }
        var random: UInt64 = 7
        for _ in 0..<60 {
            var damaged = bytes
            for _ in 0..<20 {
                random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                damaged[Int(random >> 33) % damaged.count] = UInt8(truncatingIfNeeded: random >> 24)
            }
            _ = try? FontCollection.inspect(damaged)
        }
    }

    @Test func `an uploaded face takes the place of the standard one of its weight and style, of no other`() throws {
        let fonts = try Fonts.standard.get()
        let bytes = try Fonts.bytes("Inter-Bold.otf")
        let more = try fonts.adding([FontFile(name: "inter.otf", bytes: bytes, hash: "h")])
        for (weight, isItalic) in [(400, false), (900, false), (700, true), (400, true)] {
            let id = try #require(more.match(family: "Inter", weight: weight, isItalic: isItalic))
            #expect(id == fonts.match(family: "Inter", weight: weight, isItalic: isItalic))
            #expect(more.describe(id)?.weights == weight...weight)
        }
        let bold = try #require(more.match(family: "inter", weight: 700, isItalic: false))
        #expect(more.describe(bold)?.weights == 700...700)
        #expect(fonts.describe(bold) == nil)
    }
}
