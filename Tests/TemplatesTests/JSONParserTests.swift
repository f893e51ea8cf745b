import Templates
import Testing

struct JSONParserTests {
    @Test(
        arguments: [
            ("null", JSONValue.null), (" true ", true), ("false", false), ("0", 0), ("-0", 0), ("-1", -1), ("1e2", 100),
            ("1E+2", 100), ("12.5e-1", 1.25), ("0.1", 0.1), ("1e-400", 0),
            ("123456789012345678901234567890", 1.2345678901234568e29),
            ("0.30000000000000004", 0.30000000000000004), ("1.7976931348623157e308", 1.7976931348623157e308),
            ("5e-324", .number(.leastNonzeroMagnitude)), ("9007199254740993", 9007199254740992), ("\"\"", ""),
            ("\"a\"", "a"),
            (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{c}\n\r\t"), (#""\u0041\u00e9\u20AC""#, "Aé€"),
            (#""\uD83D\uDE00x""#, "😀x"),
            ("\"é€😀\u{7F}\"", "é€😀\u{7F}"), (#""a\u0000b""#, "a\u{0}b"), ("[]", []), ("[ ]", []), ("{}", [:]),
            ("[1,2]", [1, 2]),
            ("\t{ \"a\" : [ { } ] ,\n\"b\":null}\r", ["a": [[:]], "b": .null]), (#"{"":0}"#, ["": 0]),
        ] as [(String, JSONValue)])
    func `valid JSON is read`(text: String, value: JSONValue) throws {
        #expect(try JSONParser.parse(text) == value)
    }

    @Test(arguments: [
        ("", JSONParseError.Reason.unexpectedEnd), (" ", .unexpectedEnd), ("[", .unexpectedEnd), ("[1", .unexpectedEnd),
        ("[1,", .unexpectedEnd), ("{", .unexpectedEnd), (#"{"a""#, .unexpectedEnd), (#"{"a":"#, .unexpectedEnd),
        (#"{"a":1"#, .unexpectedEnd), (#"""#, .unexpectedEnd), (#""\"#, .unexpectedEnd), (#""\u12"#, .unexpectedEnd),
        ("[1,]", .expectedValue), ("[,1]", .expectedValue), ("nul", .expectedValue), ("True", .expectedValue),
        ("NaN", .expectedValue), ("Infinity", .expectedValue), ("-Infinity", .expectedValue), ("+1", .expectedValue),
        (".5", .expectedValue), ("-", .expectedValue), ("-.5", .expectedValue), ("'a'", .expectedValue),
        ("[1 2]", .expectedCommaOrEnd), (#"{"a":1 "b":2}"#, .expectedCommaOrEnd), ("[1}", .expectedCommaOrEnd),
        ("[01]", .expectedCommaOrEnd), ("[1.]", .expectedCommaOrEnd), ("[1e]", .expectedCommaOrEnd),
        ("[0x1]", .expectedCommaOrEnd), ("{a:1}", .expectedName), (#"{"a":1,}"#, .expectedName),
        ("{1:1}", .expectedName),
        (#"{"a" 1}"#, .expectedColon), ("1 2", .trailingBytes), ("{}}", .trailingBytes), ("[] //", .trailingBytes),
        ("1e999", .numberOutOfRange), ("-1e999", .numberOutOfRange), (#"{"a":1,"a":1}"#, .duplicateName("a")),
        (#"{"a":1,"\u0061":2}"#, .duplicateName("a")), ("\"a\nb\"", .controlCharacter),
        ("\"\u{0}\"", .controlCharacter),
        (#""\x""#, .invalidEscape), (#""\u12G4""#, .invalidEscape), (#""\U0041""#, .invalidEscape),
        (#""\uD800""#, .loneSurrogate), (#""\uDC00""#, .loneSurrogate), (#""\uD800\u0041""#, .loneSurrogate),
        (#""\uD800x""#, .loneSurrogate), (#""\uDC00\uD800""#, .loneSurrogate), ("\u{FEFF}1", .byteOrderMark),
        ("1\u{A0}", .trailingBytes), ("/**/1", .expectedValue),
    ])
    func `what is no JSON is refused`(text: String, reason: JSONParseError.Reason) {
        #expect { try JSONParser.parse(text) } throws: { ($0 as? JSONParseError)?.reason == reason }
    }

    @Test(
        arguments: [
            [0x80], [0xC0, 0x80], [0xC1, 0xBF], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xF0, 0x80, 0x80, 0x80],
            [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xFF], [0xE2, 0x82], [0xC3, 0x28], [0xF0, 0x9F, 0x98],
        ] as [[UInt8]])
    func `invalid UTF-8 is refused where it stands`(bytes: [UInt8]) {
        let text = Array(#"["é","#.utf8) + [0x22, 0x61] + bytes + [0x22, 0x5D]
        let error = #expect(throws: JSONParseError.self) { try JSONParser.parse(text) }
        #expect(error?.reason == .invalidUTF8)
        #expect(error?.offset == 8)
        #expect(error?.pointer == "/1")
        #expect(error?.column == 8)
    }

    @Test func `an error tells line, column and pointer`() {
        let error = #expect(throws: JSONParseError.self) {
            try JSONParser.parse("{\n  \"é/~\": [1,\n   {\"b\": oops}]\n}")
        }
        #expect(error?.pointer == "/é~1~0/1/b")
        #expect(error?.line == 3)
        #expect(error?.column == 10)
        #expect(error?.description == "line 3, column 10: a value is needed here")
    }

    @Test func `nesting is refused one level past the limit`() throws {
        let allowed = String(repeating: "[", count: 32) + String(repeating: "]", count: 32)
        _ = try JSONParser.parse(allowed, maximumDepth: 32)
        #expect { try JSONParser.parse("[\(allowed)]", maximumDepth: 32) } throws: {
            ($0 as? JSONParseError)?.reason == .tooDeep(limit: 32)
        }
    }

    @Test(arguments: ["[", "{\"a\":", "[{\"a\":"])
    func `a hundred thousand levels are refused and exhaust nothing`(opening: String) {
        let text = String(repeating: opening, count: 100_000)
        #expect { try JSONParser.parse(text, maximumDepth: .max) } throws: {
            ($0 as? JSONParseError)?.reason == .tooDeep(limit: JSONParser.depthCeiling)
        }
    }

    @Test func `every cut of a document is refused or read, never a trap`() {
        let bytes = Fixtures.card.canonicalBytes
        for end in bytes.indices {
            #expect(throws: JSONParseError.self) { try JSONParser.parse(bytes[..<end]) }
        }
    }
}
