import Templates
import Testing

struct JSONValueTests {
    /// RFC 7396, appendix A.
    @Test(arguments: [
        (#"{"a":"b"}"#, #"{"a":"c"}"#, #"{"a":"c"}"#), (#"{"a":"b"}"#, #"{"b":"c"}"#, #"{"a":"b","b":"c"}"#),
        (#"{"a":"b"}"#, #"{"a":null}"#, "{}"), (#"{"a":"b","b":"c"}"#, #"{"a":null}"#, #"{"b":"c"}"#),
        (#"{"a":["b"]}"#, #"{"a":"c"}"#, #"{"a":"c"}"#), (#"{"a":"c"}"#, #"{"a":["b"]}"#, #"{"a":["b"]}"#),
        (#"{"a":{"b":"c"}}"#, #"{"a":{"b":"d","c":null}}"#, #"{"a":{"b":"d"}}"#),
        (#"{"a":[{"b":"c"}]}"#, #"{"a":[1]}"#, #"{"a":[1]}"#), (#"["a","b"]"#, #"["c","d"]"#, #"["c","d"]"#),
        (#"{"a":"b"}"#, #"["c"]"#, #"["c"]"#), (#"{"a":"foo"}"#, "null", "null"),
        (#"{"a":"foo"}"#, #""bar""#, #""bar""#), (#"{"e":null}"#, #"{"a":1}"#, #"{"a":1,"e":null}"#),
        ("[1,2]", #"{"a":"b","c":null}"#, #"{"a":"b"}"#), ("{}", #"{"a":{"bb":{"ccc":null}}}"#, #"{"a":{"bb":{}}}"#),
    ])
    func `merge patches do what RFC 7396 shows`(target: String, patch: String, result: String) throws {
        let merged = try JSONParser.parse(target).merging(patch: JSONParser.parse(patch))
        #expect(merged.canonicalText == result)
    }

    @Test(
        arguments: [
            (0, "0"), (-0.0, "0"), (1, "1"), (-1.5, "-1.5"), (0.1, "0.1"), (1e15, "1000000000000000"),
            (1e21, "1e+21"), (.leastNonzeroMagnitude, "5e-324"), (1e-7, "1e-07"),
            (9_007_199_254_740_991, "9007199254740991"),
        ] as [(Double, String)])
    func `numbers are written so that they read back the same`(number: Double, text: String) throws {
        #expect(try JSONParser.parse(JSONValue.number(number).canonicalText) == .number(number))
        #expect(JSONValue.number(number).canonicalText == text)
    }

    @Test func `the canonical form sorts members and escapes only what must be`() {
        let value: JSONValue = ["b": [1, true, .null], "a": "\"\\\n\u{1}é/", "é": [:], "Z": []]
        #expect(value.canonicalText == #"{"Z":[],"a":"\"\\\n\u0001é/","b":[1,true,null],"é":{}}"#)
    }

    @Test func `the pretty form has a member a line`() {
        let value: JSONValue = ["a": [1, ["b": 2]], "c": [], "d": [:]]
        let text = "{\n  \"a\": [\n    1,\n    {\n      \"b\": 2\n    }\n  ],\n  \"c\": [],\n  \"d\": {}\n}\n"
        #expect(value.prettyText == text)
    }

    @Test func `what was written reads back the same`() throws {
        #expect(try JSONParser.parse(Fixtures.card.canonicalBytes) == Fixtures.card)
        #expect(try JSONParser.parse(Fixtures.card.prettyText) == Fixtures.card)
    }

    @Test func `members and items are reached without traps`() {
        #expect(Fixtures.card["layers"]?[2]?["text"]?.stringValue == "Hello")
        #expect(Fixtures.card["layers"]?[3] == nil)
        #expect(Fixtures.card["layers"]?["x"] == nil)
        #expect(Fixtures.card["width"]?.integerValue == 1200)
        #expect(JSONValue.number(1.5).integerValue == nil)
        #expect(JSONValue.number(1e300).integerValue == nil)
    }

    @Test func `depth counts lists and objects`() {
        #expect(!JSONValue.number(1).isDeeper(than: 0))
        #expect(JSONValue.array([]).isDeeper(than: 0))
        #expect(!JSONValue.array([[:]]).isDeeper(than: 2))
        #expect(JSONValue.array([[[]]]).isDeeper(than: 2))
    }
}
