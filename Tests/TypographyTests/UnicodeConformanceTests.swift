import Foundation
import Testing
import Typography

/// Unicode's own test files, as the `unicode-data` package installs them.
enum UnicodeFile {
    static let folder = "/usr/share/unicode/"

    static func lines(_ name: String) throws -> [Substring] {
        let text = try String(contentsOfFile: folder + name, encoding: .utf8)
        return text.split(separator: "\n").filter { !$0.hasPrefix("#") }
    }
}

/// One line of a break test: scalars, and 1 where a boundary lies before each.
struct BreakCase {
    let scalars: [UInt32]
    let starts: [UInt8]
    let name: String

    init?(_ line: Substring) {
        guard let body = line.split(separator: "#").first else { return nil }
        let words = body.split(whereSeparator: \.isWhitespace)
        name = words.joined(separator: " ")
        var scalars: [UInt32] = []
        var starts: [UInt8] = []
        for (mark, scalar) in zip(words, words.dropFirst()) where mark == "÷" || mark == "×" {
            guard let value = UInt32(scalar, radix: 16) else { return nil }
            scalars.append(value)
            starts.append(mark == "÷" ? 1 : 0)
        }
        guard !scalars.isEmpty else { return nil }
        // A text's start is a boundary here, though no line break.
        starts[0] = 1
        self.scalars = scalars
        self.starts = starts
    }
}

@Suite struct UnicodeConformanceTests {
    /// The file follows UAX 14's regular expression for numbers; ICU keeps LB25's plain `IS × NU` too, so that a full
    /// stop or comma never leaves the digit after it.
    private let numbers: Set = [
        "× 002C ÷ 0030 ÷", "× 002C × 0308 ÷ 0030 ÷",
        "× 0061 × 002E ÷ 0032 × 0020 ÷", "× 0061 × 002E ÷ 0032 × 0020 ÷ 0915 ÷",
        "× 0061 × 002E ÷ 0032 × 0020 ÷ 672C ÷", "× 0061 × 002E ÷ 0032 × 3000 ÷ 672C ÷",
        "× 0061 × 002E ÷ 0032 × 3000 ÷ 307E ÷", "× 0061 × 002E ÷ 0032 × 3000 ÷ 300C ÷",
        "× 0061 × 002E ÷ 0032 × 3000 ÷ 0033 ÷",
        "× 0041 × 002E ÷ 0031 × 0020 ÷ BABB ÷",
        "× BD24 ÷ C5B4 × 002E × 0020 ÷ 0041 × 002E ÷ 0032 × 0020 ÷ BCFC ÷",
        "× BD10 ÷ C694 × 002E × 0020 ÷ 0041 × 002E ÷ 0033 × 0020 ÷ BABB ÷",
        "× C694 × 002E × 0020 ÷ 0041 × 002E ÷ 0034 × 0020 ÷ BABB ÷",
        "× 0065 × 0071 × 0075 × 0061 × 006C × 0073 × 0020 × 002E ÷ 0033 × 0035 × 0020 ÷ 0063 × 0065 × 006E × 0074 × "
            + "0073 ÷",
    ]

    /// ICU keeps a hyphen at a word's start with what follows, which UAX 14 took over later as LB20a.
    private let hyphens: Set = [
        "× 002D ÷ 0023 ÷", "× 002D × 0308 ÷ 0023 ÷", "× 002D ÷ 00A7 ÷", "× 002D × 0308 ÷ 00A7 ÷",
        "× 002D ÷ 0E01 ÷", "× 002D × 0308 ÷ 0E01 ÷", "× 002D ÷ 50005 ÷", "× 002D × 0308 ÷ 50005 ÷",
    ]

    @Test func `lines break where UAX 14's test file says`() throws {
        let breaker = try Breaker(linesOf: "")
        try check("auxiliary/LineBreakTest.txt", breaker, exceptions: numbers.union(hyphens), least: 7_000)
    }

    @Test func `clusters are those of UAX 29's test file`() throws {
        let breaker = try Breaker()
        try check("auxiliary/GraphemeBreakTest.txt", breaker, exceptions: [], least: 600)
    }

    private func check(_ file: String, _ breaker: Breaker, exceptions: Set<String>, least: Int) throws {
        let cases = try UnicodeFile.lines(file).compactMap(BreakCase.init)
        #expect(cases.count >= least)
        var failures: [String] = []
        for test in cases where try breaker.starts(in: test.scalars[...]) != test.starts { failures.append(test.name) }
        #expect(failures.count == exceptions.count)
        #expect(Set(failures) == exceptions)
    }

    @Test func `levels and order are those of UAX 9's test file`() throws {
        var failures: [Substring] = []
        var count = 0
        for line in try UnicodeFile.lines("BidiCharacterTest.txt") {
            let fields = line.split(separator: ";")
            guard fields.count >= 4 else { continue }
            count += 1
            if try !passes(fields) { failures.append(line) }
        }
        #expect(count > 90_000)
        #expect(failures.isEmpty, "\(failures.count) of \(count), first \(failures.prefix(20))")
    }

    private func passes(_ fields: [Substring]) throws -> Bool {
        let scalars = fields[0].split(separator: " ").compactMap { UInt32($0, radix: 16) }
        let base: Bidi.Base =
            switch fields[1] {
            case "0": .leftToRight
            case "1": .rightToLeft
            default: .firstStrong
            }
        let expected = fields[3].split(separator: " ").map { Int8($0) }
        let order = fields.count > 4 ? fields[4].split(separator: " ").compactMap { Int($0) } : []
        let result = try Bidi.levels(of: scalars[...], base: base)
        guard Int8(fields[2]) == result.base, result.levels.count == expected.count else { return false }
        let kept = expected.indices.filter { expected[$0] != nil }
        guard kept.allSatisfy({ expected[$0] == result.levels[$0] }) else { return false }
        return Bidi.visualOrder(of: kept.map { result.levels[$0] }).map { kept[$0] } == order
    }
}
