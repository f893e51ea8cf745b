import Templates
import Testing

struct CSSColorTests {
    @Test(
        arguments: [
            ("#f80", 255, 136, 0, 1), ("#F80c", 255, 136, 0, 0.8), ("#ff8800", 255, 136, 0, 1),
            ("#ff880080", 255, 136, 0, 128.0 / 255), (" #fff\n", 255, 255, 255, 1), ("red", 255, 0, 0, 1),
            ("RebeccaPurple", 102, 51, 153, 1), ("transparent", 0, 0, 0, 0), ("lightgoldenrodyellow", 250, 250, 210, 1),
            ("rgb(255, 128, 0)", 255, 128, 0, 1), ("RGB(255,128,0,.5)", 255, 128, 0, 0.5),
            ("rgba(0,0,0,.45)", 0, 0, 0, 0.45), ("rgba(100%, 50%, 0%, 20%)", 255, 127.5, 0, 0.2),
            ("rgb(255 128 0)", 255, 128, 0, 1), ("rgb(255 128 0 / 50%)", 255, 128, 0, 0.5),
            ("rgb(255 50% none/.25)", 255, 127.5, 0, 0.25), ("rgb(300, -20, 1e2)", 255, 0, 100, 1),
            ("rgb( 1 , 2 , 3 , 2 )", 1, 2, 3, 1), ("rgb(100%50%0%)", 255, 127.5, 0, 1),
            ("hsl(120, 100%, 50%)", 0, 255, 0, 1), ("hsl(0, 100%, 50%)", 255, 0, 0, 1),
            ("hsl(240deg 100% 50%)", 0, 0, 255, 1), ("hsla(-120, 100%, 50%, 0.5)", 0, 0, 255, 0.5),
            ("hsl(480 100 50)", 0, 255, 0, 1), ("hsl(0.5turn 100% 50%)", 0, 255, 255, 1),
            ("hsl(200grad 100% 50%)", 0, 255, 255, 1), ("hsl(3.14159265358979rad 100% 50%)", 0, 255, 255, 1),
            ("hsl(60 0% 50% / none)", 127.5, 127.5, 127.5, 0), ("hsl(none 100% 25%)", 127.5, 0, 0, 1),
        ] as [(String, Double, Double, Double, Double)])
    func `CSS colours are read`(text: String, red: Double, green: Double, blue: Double, alpha: Double) throws {
        let color = try CSSColor.parse(text)
        for (part, expected) in [(color.red, red), (color.green, green), (color.blue, blue)] {
            #expect(abs(part - expected) < 1e-9)
        }
        #expect(abs(color.alpha - alpha) < 1e-12)
    }

    @Test(arguments: [
        ("", CSSColorError.empty), ("  ", .empty), ("#", .hexDigits), ("#ff", .hexDigits), ("#fffff", .hexDigits),
        ("#fffffff", .hexDigits), ("#fffffffff", .hexDigits), ("#ggg", .hexDigits), ("#ff f", .hexDigits),
        ("currentColor", .currentColor), ("reed", .unknownName("reed")),
        ("light blue", .unknownName("light blue")), ("12", .unknownName("12")),
        ("none", .unknownName("none")), ("lab(50% 0 0)", .unknownFunction("lab")),
        ("rgb()", .arguments(of: "rgb")), ("rgb(1,2)", .arguments(of: "rgb")), ("rgb(1,2,3", .arguments(of: "rgb")),
        ("rgb(1,2,3))", .arguments(of: "rgb")), ("rgb(1,2,3,4,5)", .arguments(of: "rgb")),
        ("rgb(1 2,3)", .arguments(of: "rgb")), ("rgb(1,2 3)", .arguments(of: "rgb")),
        ("rgb(1,2,3/4)", .arguments(of: "rgb")), ("rgb(1 2 3,4)", .arguments(of: "rgb")),
        ("rgb(1%,2,3)", .arguments(of: "rgb")), ("rgb(none,2,3)", .arguments(of: "rgb")),
        ("rgb(1deg 2 3)", .arguments(of: "rgb")), ("rgb(5. 2 3)", .arguments(of: "rgb")),
        ("rgb(calc(1) 2 3)", .arguments(of: "rgb")), ("rgb(1e999 2 3)", .arguments(of: "rgb")),
        ("hsl(50%, 1%, 1%)", .arguments(of: "hsl")), ("hsl(1, 1, 1)", .arguments(of: "hsl")),
        ("hsl(1px 1% 1%)", .arguments(of: "hsl")), ("hsla(1 1% 1% / 1deg)", .arguments(of: "hsla")),
    ])
    func `what is no colour is refused with the reason`(text: String, error: CSSColorError) {
        #expect(throws: error) { try CSSColor.parse(text) }
    }

    @Test func `all names of CSS exist`() throws {
        let names = try #require(TemplateSchema.json["$defs"]?["color"]?["examples"]?.arrayValue)
        #expect(names.count == 148 + 3)
        for name in names { _ = try CSSColor.parse(name.stringValue ?? "") }
    }
}
