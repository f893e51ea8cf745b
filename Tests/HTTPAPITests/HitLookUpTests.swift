import HTTPAPI
import Testing

/// What a hit is looked up by, and what it remembers.
@Suite(.timeLimit(.minutes(5)))
struct HitLookUpTests {
    private static let start = "/api/v1/render?"

    @Test(arguments: [
        ("apiKey=K&a=b", "apiKey=&a=b"), ("apiKey=K&a=b", "apiKey=rs_get_another_key&a=b"), ("key=1", "key="),
        ("template=a-long-name&key=1&title.text=x%20y", "template=a-long-name&key=22&title.text=x%20y"),
    ])
    func `targets that differ in their key alone are one`(one: String, other: String) throws {
        let same = try #require(compareTargets(("o", Self.start + one), ("o", Self.start + other)))
        #expect(same.isSameHash)
        #expect(same.isSameRest)
    }

    @Test(arguments: [
        ("o", "key=1", "o", "apiKey=1"), ("o", "a=b&key=1", "o", "key=1&a=b"), ("o", "key=1&a=b", "o", "key=1&a=c"),
        ("o", "key=1&a=b", "o", "key=1&a=b&"), ("o", "key=1&a=b", "p", "key=1&a=b"), ("o", "key=1", "", "key=1"),
        ("o", "a=12345678&key=1&b=1", "o", "a=12345678&key=1&b=2"), ("o", "key=1&", "o", "&key=1"),
        ("o", "key=", "o", "a=&key="), ("o", "key=1&a=%41", "o", "key=1&a=A"),
    ])
    func `targets that differ otherwise, or are another organization's, are two`(
        organization: String, target: String, otherOrganization: String, otherTarget: String
    ) throws {
        let same = try #require(
            compareTargets((organization, Self.start + target), (otherOrganization, Self.start + otherTarget)))
        #expect(!same.isSameHash)
        #expect(!same.isSameRest)
    }

    @Test(arguments: ["/api/v1/render", "/api/v1/renders?key=1", "", "/api/v1/render?key=1 ", "/api/v1/render?key=1 a"])
    func `what is no target is not looked up`(target: String) {
        #expect(compareTargets(("o", target), ("o", Self.start + "key=1")) == nil)
    }

    /// From CPython, whose hash of bytes is SipHash-1-3 under a secret of zeros where PYTHONHASHSEED is 0.
    @Test(arguments: [
        ("a", 0x4074_48D2_B89B_1813), ("0123456", 0x810A_AF7A_CF67_0379), ("01234567", 0xDA3D_CEDF_84EA_6CC6),
        ("/api/v1/render?apiKey=", 0x6786_A2BE_5A26_D1CF as UInt64),
    ])
    func `hashes are those of SipHash-1-3`(text: String, hash: UInt64) {
        #expect(sipHash13(Array(text.utf8), low: 0, high: 0) == hash)
    }

    /// The reference implementation's vector for the bytes 0 to 7 under a secret of the bytes 0 to 15.
    @Test func `numbers are those of SipHash-2-4`() {
        let number = sipHash24(0x0706_0504_0302_0100, low: 0x0706_0504_0302_0100, high: 0x0F0E_0D0C_0B0A_0908)
        #expect(number == 0x93F5_F579_9A93_2462)
    }

    @Test func `drawn numbers do not repeat, and every bit is set as often as not`() {
        var source = RandomSource.system
        let numbers = (0..<10_000).map { _ in source.next() }
        #expect(Set(numbers).count == numbers.count)
        for bit in 0..<64 {
            let count = numbers.count { $0 >> UInt64(bit) & 1 == 1 }
            // Six standard deviations.
            #expect((4_700...5_300).contains(count), "bit \(bit)")
        }
    }

    @Test(
        arguments: [
            (0, "req_0000000000000000"), (0x0123_4567_89AB_CDEF, "req_0123456789abcdef"),
            (.max, "req_ffffffffffffffff"), (0x9A9A_A9A9_0F0F_F0F0, "req_9a9aa9a90f0ff0f0" as String),
        ] as [(UInt64, String)])
    func `a request's name is its number in small hexadecimal digits`(number: UInt64, name: String) {
        #expect(requestName(number) == name)
    }

    @Test func `an answer is remembered for the same question alone`() {
        var questions = Questions("https://a.examplehttps://b.example/")
        let (first, second) = (0..<17, 17..<35)
        #expect(!questions.holds("o", 1, first, second))
        questions.note("o", 1, first, second)
        #expect(questions.holds("o", 1, first, second))
        #expect(!questions.holds("p", 1, first, second))
        #expect(!questions.holds("o", 2, first, second))
        #expect(!questions.holds("o", 1, second, first))
        #expect(!questions.holds("o", 1, first, nil))
        #expect(!questions.holds("o", 1, 0..<18, 18..<35))
        #expect(!questions.holds("o", 1, nil, 0..<35))
    }

    @Test func `a header that is missing asks the same as an empty one`() {
        var questions = Questions("https://a.example")
        questions.note("o", 0, nil, 0..<17)
        #expect(questions.holds("o", 0, 3..<3, 0..<17))
        #expect(!questions.holds("o", 0, 0..<17, nil))
    }

    /// With one place all questions share it, so that nothing but the comparison tells them apart.
    @Test func `questions that share a place are told apart, and the newer one takes it`() {
        var questions = Questions("https://a.examplehttps://b.example/", count: 1)
        questions.note("o", 1, 0..<17, nil)
        #expect(!questions.holds("o", 1, 17..<34, nil))
        #expect(!questions.holds("o", 1, 0..<16, 16..<17))
        #expect(!questions.holds("o", 1, nil, nil))
        #expect(questions.holds("o", 1, 0..<17, nil))
        questions.note("o", 1, 17..<34, nil)
        #expect(questions.holds("o", 1, 17..<34, nil))
        #expect(!questions.holds("o", 1, 0..<17, nil))
    }

    @Test func `a memo is bounded, and long questions are not kept`() {
        var questions = Questions("abcdefgh", count: 2, byteLimit: 4)
        for place in 0..<8 { questions.note("o", 0, place..<place + 1, nil) }
        let kept = (0..<8).count { questions.holds("o", 0, $0..<$0 + 1, nil) }
        #expect((1...2).contains(kept))
        questions.note("o", 0, 0..<3, 3..<5)
        #expect(!questions.holds("o", 0, 0..<3, 3..<5))
        questions.note("o", 0, 0..<3, 3..<4)
        #expect(questions.holds("o", 0, 0..<3, 3..<4))
    }
}

/// A memo with the text that its questions are about.
private struct Questions {
    private var memo: AllowanceMemo
    private let text: [UInt8]

    init(_ text: String, count: Int = 64, byteLimit: Int = 1_024) {
        var generator = SystemRandomNumberGenerator()
        memo = AllowanceMemo(count: count, byteLimit: byteLimit, using: &generator)
        self.text = Array(text.utf8)
    }

    func holds(_ asker: String, _ epoch: UInt64, _ first: Range<Int>?, _ second: Range<Int>?) -> Bool {
        memo.holds(asker, epoch: epoch, first, second, in: text.span)
    }

    mutating func note(_ asker: String, _ epoch: UInt64, _ first: Range<Int>?, _ second: Range<Int>?) {
        let text = text
        memo.note(asker, epoch: epoch, first, second, in: text.span)
    }
}
