import Keys
import Testing

@Suite struct KeySecretTests {
    static let vector = "rs_live_abc10123456789ABCDEFGHIJKLMNOPQR3Cykbk"

    @Test func `the published vector is well formed`() throws {
        let secret = try #require(KeySecret(parsing: Self.vector))
        #expect(secret.prefix == .live)
        #expect(secret.displayPrefix == "rs_live_abc1")
        #expect(secret.withPlainText { $0 } == Self.vector)
    }

    @Test func `the published vector has the published digest`() throws {
        let pepper = try Pepper(bytes: [UInt8](repeating: 0, count: 32))
        let secret = try #require(KeySecret(parsing: Self.vector))
        let digits = pepper.digest(of: secret).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }
        #expect(digits.joined() == "bfd8692acd1b63b22b186ad95c387027c7c4e7087757c884601cb937fcc15bea")
    }

    @Test func `a digest can be made again and again`() throws {
        let pepper = try Pepper(bytes: [UInt8](repeating: 3, count: 32))
        let secret = try #require(KeySecret(parsing: Self.vector))
        #expect(pepper.digest(of: secret) == pepper.digest(of: secret))
    }

    @Test(arguments: KeyType.allCases) func `a generated key parses and has the form of its type`(_ type: KeyType)
        throws
    {
        var generator = SeededGenerator(seed: 5)
        for _ in 0..<200 {
            let secret = KeySecret.generate(type, using: &generator)
            let text = secret.withPlainText { $0 }
            #expect(text.wholeMatch(of: /rs_(live|get)_[0-9A-Za-z]{38}/) != nil)
            #expect(text.hasPrefix(type == .get ? "rs_get_" : "rs_live_"))
            #expect(KeySecret(parsing: text) == secret)
        }
    }

    @Test func `every change of a single character is refused`() {
        let replacements = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_-. é")
        for text in [Self.vector, Self.generated(.get, seed: 9)] {
            for index in text.indices {
                for replacement in replacements where replacement != text[index] {
                    var changed = text
                    changed.replaceSubrange(index...index, with: [replacement])
                    #expect(
                        KeySecret(parsing: changed) == nil,
                        "position \(text.distance(from: text.startIndex, to: index))")
                }
            }
        }
    }

    @Test func `swapped neighbours, missing and added characters are refused`() {
        let characters = Array(Self.vector)
        for index in characters.indices {
            var shorter = characters
            shorter.remove(at: index)
            #expect(KeySecret(parsing: String(shorter)) == nil)
            #expect(KeySecret(parsing: String(characters[..<index]) + "0" + String(characters[index...])) == nil)
            guard index > 0, characters[index] != characters[index - 1] else { continue }
            var swapped = characters
            swapped.swapAt(index, index - 1)
            #expect(KeySecret(parsing: String(swapped)) == nil)
        }
    }

    @Test(arguments: [
        "", "rs_live_", "rs_get_", "rs_live_3Cykbk", " " + vector, vector + " ", vector + "\n", vector + "\0",
        "RS_LIVE_abc10123456789ABCDEFGHIJKLMNOPQR3Cykbk", "rs_test_abc10123456789ABCDEFGHIJKLMNOPQR3Cykbk",
        "rs_get_abc10123456789ABCDEFGHIJKLMNOPQR3Cykbk", "Bearer " + vector,
        String(repeating: "rs_live_", count: 100_000),
    ])
    func `what is no key is refused`(_ text: String) {
        #expect(KeySecret(parsing: text) == nil)
    }

    /// The checksum of each of these is right, so that it cannot be what refuses them.
    @Test(arguments: [
        "rs_test_abc10123456789ABCDEFGHIJKLMNOPQR0ZeGuP",
        "RS_LIVE_abc10123456789ABCDEFGHIJKLMNOPQR4T22YQ",
        "rs_got_abc10123456789ABCDEFGHIJKLMNOPQR4d8KqQ",
        "rs_live_abc1-123456789ABCDEFGHIJKLMNOPQR3UUyy5",
        "rs_get_abc1 123456789ABCDEFGHIJKLMNOPQR1w1DOw",
        "rs_live_abc1é23456789ABCDEFGHIJKLMNOPQR0ySenX",
        "rs_live_abc1_123456789ABCDEFGHIJKLMNOPQR4deaW7",
    ])
    func `another prefix or alphabet is refused whatever the checksum says`(_ text: String) {
        #expect(KeySecret(parsing: text) == nil)
    }

    @Test func `two keys are equal where all their characters are`() throws {
        let one = try #require(KeySecret(parsing: Self.vector))
        let other = try #require(KeySecret(parsing: Self.generated(.master, seed: 3)))
        let image = try #require(KeySecret(parsing: Self.generated(.get, seed: 3)))
        #expect(one == one)
        #expect(one != other)
        #expect(other != image)
    }

    @Test func `generated characters are evenly spread`() {
        // 62 × 32 counts against the same expectation: chi-square with 61 degrees of freedom for each position and for
        // all together. 120 is passed by chance less than once in 100,000 times; the seed is fixed anyway.
        var generator = SeededGenerator(seed: 2_024)
        let keys = 20_000
        var counts = [[Int]](repeating: [Int](repeating: 0, count: 128), count: 32)
        for _ in 0..<keys {
            let bytes = Array(KeySecret.generate(.master, using: &generator).withPlainText { $0 }.utf8)
            for position in 0..<32 { counts[position][Int(bytes[8 + position])] += 1 }
        }
        for position in 0..<32 { #expect(Self.chiSquare(counts[position], total: keys) < 120) }
        let together = (0..<128).map { byte in counts.reduce(0) { $0 + $1[byte] } }
        #expect(Self.chiSquare(together, total: keys * 32) < 120)
    }

    @Test func `the checksum is written with leading zeros`() {
        // 62⁵ is under a quarter of 2³²: about every fifth key starts its checksum with a zero.
        var generator = SeededGenerator(seed: 77)
        let texts = (0..<200).map { _ in KeySecret.generate(.master, using: &generator).withPlainText { $0 } }
        let padded = texts.filter { Array($0)[40] == "0" }
        #expect(!padded.isEmpty)
        #expect(padded.allSatisfy { $0.count == 46 && KeySecret(parsing: $0) != nil })
    }

    private static func generated(_ type: KeyType, seed: UInt64) -> String {
        var generator = SeededGenerator(seed: seed)
        return KeySecret.generate(type, using: &generator).withPlainText { $0 }
    }

    private static func chiSquare(_ counts: [Int], total: Int) -> Double {
        let alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".utf8
        let expected = Double(total) / Double(alphabet.count)
        return alphabet.reduce(0) { sum, byte in
            let difference = Double(counts[Int(byte)]) - expected
            return sum + difference * difference / expected
        }
    }
}
