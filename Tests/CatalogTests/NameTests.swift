import Catalog
import Foundation
import Testing

@Suite struct NameTests {
    @Test(arguments: Identifier.Kind.allCases)
    func `an identifier is its prefix and 24 base62 characters, and no slug`(_ kind: Identifier.Kind) throws {
        var generator = SeededGenerator(seed: 1)
        var seen: Set<String> = []
        for _ in 0..<1_000 {
            let id = Identifier.make(kind, using: &generator)
            #expect(id.wholeMatch(of: try Regex("\(kind.rawValue)[0-9A-Za-z]{24}")) != nil)
            #expect(Identifier.isWellFormed(id, kind))
            #expect(!Slug.isValid(id))
            #expect(seen.insert(id).inserted)
        }
    }

    @Test func `the same seed gives the same identifier`() {
        var one = SeededGenerator(seed: 7)
        var other = SeededGenerator(seed: 7)
        #expect(Identifier.make(.render, using: &one) == Identifier.make(.render, using: &other))
    }

    @Test(arguments: [
        "", "tmpl_", "tmpl_00000000000000000000000", "tmpl_0000000000000000000000000",
        "tmpl_00000000000000000000000-", "ast_000000000000000000000000",
    ])
    func `what is no template identifier is refused`(_ text: String) {
        #expect(!Identifier.isWellFormed(text, .template))
    }

    @Test func `a slug has 1 to 64 of the characters a-z, 0-9 and dash`() {
        for text in ["a", "social-card", "0", "-", String(repeating: "a", count: 64)] { #expect(Slug.isValid(text)) }
        for text in ["", "A", "a_b", "é", "a b", "a\n", String(repeating: "a", count: 65)] {
            #expect(!Slug.isValid(text))
        }
    }

    @Test(arguments: [
        ("Social Card", "social-card"), ("  --Hello,  World! ", "hello-world"), ("Émile 2", "mile-2"),
        (String(repeating: "ab", count: 40), String(repeating: "ab", count: 32)),
        (String(repeating: "a", count: 63) + " b", String(repeating: "a", count: 63)),
    ])
    func `a name suggests a slug`(_ name: String, _ slug: String) {
        #expect(Slug.suggested(by: name) == slug)
        #expect(Slug.isValid(slug))
    }

    @Test(arguments: ["", "日本", " - "])
    func `a name without letters that a slug may have suggests none`(_ name: String) {
        #expect(Slug.suggested(by: name) == nil)
    }

    @Test func `an asset's name has 1 to 128 of letters, digits, dot, underscore and dash`() {
        for text in ["logo", "Inter-Bold.otf", "a_b", String(repeating: "x", count: 128)] {
            #expect(AssetName.isValid(text))
        }
        for text in ["", "a/b", "a b", "é", "a\0", String(repeating: "x", count: 129)] {
            #expect(!AssetName.isValid(text))
        }
    }

    @Test func `a display name has 1 to 200 scalars and no control character`() {
        for text in ["x", "Grüße 👋🏽", String(repeating: "字", count: 200)] { #expect(DisplayName.isValid(text)) }
        for text in ["", "a\nb", "a\0", "\u{85}", String(repeating: "字", count: 201)] {
            #expect(!DisplayName.isValid(text))
        }
    }

    @Test(arguments: [0, 1, -1, 1_700_000_000_123, -62_135_596_800_000, 253_402_300_799_999] as [Int64])
    func `a moment of whole milliseconds survives storing`(_ milliseconds: Int64) {
        #expect(Date(wholeMilliseconds: milliseconds).wholeMilliseconds == milliseconds)
    }

    @Test func `a moment that no store holds becomes the nearest that one does`() {
        #expect(Date(timeIntervalSince1970: .infinity).wholeMilliseconds == .max)
        #expect(Date(timeIntervalSince1970: -1e300).wholeMilliseconds == .min)
    }
}
