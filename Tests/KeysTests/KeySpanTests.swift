import Keys
import Testing

/// Keys that are read where they lie, and the digest that is made of them.
@Suite struct KeySpanTests {
    @Test(arguments: KeyType.allCases) func `a key is read out of other bytes as out of a text`(_ type: KeyType) throws
    {
        var generator = SeededGenerator(seed: 21)
        for _ in 0..<100 {
            let text = KeySecret.generate(type, using: &generator).withPlainText { $0 }
            let bytes = Array("?apiKey=\(text)&key=".utf8)
            let range = 8..<8 + text.utf8.count
            let secret = try #require(Self.parse(bytes, range))
            #expect(secret == KeySecret(parsing: text))
            #expect(secret.withPlainText { $0 } == text)
            #expect(secret.displayPrefix == String(text.prefix(type == .get ? 11 : 12)))
            #expect(Self.parse(bytes, 8..<range.upperBound - 1) == nil)
            #expect(Self.parse(bytes, 7..<range.upperBound - 1) == nil)
            #expect(Self.parse(bytes, bytes.indices) == nil)
        }
    }

    @Test func `nothing is no key`() {
        #expect(Self.parse([], 0..<0) == nil)
    }

    private static func parse(_ bytes: [UInt8], _ range: Range<Int>) -> KeySecret? {
        KeySecret(parsing: bytes.span.extracting(range))
    }

    /// From Python's hmac and hashlib: peppers of one byte repeated, and the published vector.
    @Test(
        arguments: [
            (0, "bfd8692acd1b63b22b186ad95c387027c7c4e7087757c884601cb937fcc15bea"),
            (1, "dcf1945480cc4533a9c76556fbb770a91d8c3d4194c192fc1fa43b2c55268b4b"),
            (0x36, "5c0f2824a31f7dd43a772170b2086c1de4a1c096ebd11a87a91b6a270f95fb39"),
            (0x5C, "c187057a7dca1df5b7e34d30863dfd74b0231d4d4e820297a6b71cd031f3083b"),
            (255, "65cd1fc67913131b432779f7e5d786437331ae4b863250e9e2d5b2bfd83c8d60"),
        ] as [(UInt8, String)])
    func `a digest is the HMAC-SHA256 of the key under the pepper`(byte: UInt8, hex: String) throws {
        let pepper = try Pepper(bytes: [UInt8](repeating: byte, count: 32))
        let secret = try #require(KeySecret(parsing: KeySecretTests.vector))
        for _ in 0..<2 {
            let digits = pepper.digest(of: secret).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }
            #expect(digits.joined() == hex)
        }
    }

    @Test func `two copies of a valid key are equal, and print no digest`() async throws {
        let bench = try await Bench()
        let issued = try await bench.create(.project, scope: ["tpl_1"])
        let other = try await bench.create(.project, scope: ["tpl_1"])
        guard case .valid(let key) = bench.verify(issued.secret), case .valid(let again) = bench.verify(issued.secret),
            case .valid(let another) = bench.verify(other.secret)
        else {
            Issue.record("a fresh key is not valid")
            return
        }
        #expect(key == again)
        #expect(key != another)
        var dumped = ""
        dump(key, to: &dumped)
        #expect(dumped.contains(key.id))
        #expect(!dumped.contains("igest"))
        #expect("\(key)".contains(key.id))
    }
}
