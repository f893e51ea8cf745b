import Templates
import Testing

/// Values from URLs and command lines.
struct QueryTests {
    private let template: Template

    init() throws {
        let line: [String: JSONValue] = ["name": "line", "dynamic": true]
        let group: [String: JSONValue] = ["name": "group", "dynamic": true]
        let box: [String: JSONValue] = ["name": "box", "dynamic": true]
        template = try Fixtures.template(
            Fixtures.document(
                (Fixtures.card["layers"]?.arrayValue ?? [])
                    + [
                        .object(Fixtures.minimal(.line).merging(line) { $1 }),
                        .object(Fixtures.minimal(.group).merging(group) { $1 }),
                        .object(Fixtures.minimal(.rectangle).merging(box) { $1 }),
                    ]))
    }

    @Test(
        arguments: [
            ("title.fontSize", "64.5", 64.5), ("title.fontSize", "1e2", 100), ("title.x", "-.5", -0.5),
            ("title.x", "+3", 3),
            ("title.maxLines", "3", 3), ("title.visible", "false", false), ("title.text", "5", "5"),
            ("title.text", "", ""),
            ("title.text", "{}", "{}"), ("title.text", "null", "null"), ("title.align", "center", "center"),
            ("title.fill", "#ff0000", "#ff0000"), ("title.fill", "rgba(1, 2, 3, .5)", "rgba(1, 2, 3, .5)"),
            ("title.fill", #" {"type":"linear","stops":[]}"#, ["type": "linear", "stops": []]),
            ("title.fit.max", "80", 80), ("title.fit", #"{"max":80}"#, ["max": 80]),
            ("title.fontFamily", "Inter", "Inter"),
            ("title.fontFamily", #"["Inter","Noto Sans"]"#, ["Inter", "Noto Sans"]),
            ("title.shadow", #"[{"x":1}]"#, [["x": 1]]), ("line.points", "[[0,0],[1,1]]", [[0, 0], [1, 1]]),
            ("line.stroke.paint", "red", "red"), ("line.stroke.dash", "[1,2]", [1, 2]), ("line.stroke.width", "2", 2),
            ("group.children", "[]", []), ("group.cornerRadius", "5", 5),
            ("box.cornerRadius", "[1,2,3,4]", [1, 2, 3, 4]),
            ("logo.src", "asset:other", "asset:other"), ("title.constraints.horizontal", "scale", "scale"),
            ("title.text64", "8J-YgCMK", "😀#\n"), ("title.fill64", "I2ZmZg==", "#fff"), ("title.fit.max64", "ODA", 80),
        ] as [(String, String, JSONValue)])
    func `a text becomes a value of the property's type`(name: String, text: String, value: JSONValue) throws {
        let parameter = try #require(try QueryOverride(name: name, value: text))
        #expect(try template.coerce(layer: parameter.layer, path: parameter.path, text: parameter.text) == value)
    }

    @Test(arguments: [
        ("title.fontSize", "big", "/layers/title/fontSize"), ("title.fontSize", "", "/layers/title/fontSize"),
        ("title.fontSize", "12px", "/layers/title/fontSize"), ("title.fontSize", " 12", "/layers/title/fontSize"),
        ("title.fontSize", "NaN", "/layers/title/fontSize"), ("title.fontSize", "inf", "/layers/title/fontSize"),
        ("title.fontSize", "0x10", "/layers/title/fontSize"), ("title.fontSize", "1e999", "/layers/title/fontSize"),
        ("title.visible", "1", "/layers/title/visible"), ("title.visible", "True", "/layers/title/visible"),
        ("title.fill", "{oops", "/layers/title/fill"), ("title.fit", "80", ""),
        ("title.fit", "max", "/layers/title/fit"),
        ("title.shadow", "1 2 3", "/layers/title/shadow"), ("title.fontFamily", "[1,", "/layers/title/fontFamily"),
        ("title.fil", "red", "/layers/title/fil"), ("title.fit.maximum", "8", "/layers/title/fit/maximum"),
        ("title.fill.angle", "8", "/layers/title/fill"), ("title.text.x", "8", "/layers/title/text"),
        ("title.shadow.0.x", "8", "/layers/title/shadow"), ("title.type", "image", "/layers/title/type"),
        ("title.name", "x", "/layers/title/name"), ("titel.text", "x", "/layers/titel"),
        ("title.blendMode", "multiply", "/layers/title/blendMode"),
    ])
    func `a text that stands for no value is refused where it stands`(name: String, text: String, pointer: String)
        throws
    {
        let parameter = try #require(try QueryOverride(name: name, value: text))
        if pointer.isEmpty {
            // A number is JSON, but no object: the ranges refuse it.
            let overrides = try template.overrides(fromQuery: [parameter])
            #expect(problems(template, overrides).pointers == ["/layers/title/fit"])
            return
        }
        let failure = #expect(throws: ValidationFailure.self) { try template.overrides(fromQuery: [parameter]) }
        #expect(failure?.problems.pointers == [pointer])
    }

    @Test(arguments: ["title", "", ".", "title.", ".text", "title..max", "title.fit."])
    func `a name without layer and property is no override`(name: String) throws {
        #expect(try QueryOverride(name: name, value: "x") == nil)
    }

    @Test(arguments: ["Z", "Zh", "/w==", "_w"])
    func `text64 that is no base64url of UTF-8 is refused`(value: String) {
        let failure = #expect(throws: ValidationFailure.self) { try QueryOverride(name: "title.text64", value: value) }
        #expect(failure?.problems.pointers == ["/layers/title/text"])
    }

    @Test func `parameters together are overrides that resolve`() throws {
        let query = [
            ("title.text", "Hi"), ("title.fit.max", "80"), ("title.fit.mode", "shrink"), ("logo.visible", "false"),
        ].compactMap { try? QueryOverride(name: $0, value: $1) }
        let overrides = try template.overrides(fromQuery: query)
        #expect(
            overrides == ["title": ["text": "Hi", "fit": ["max": 80, "mode": "shrink"]], "logo": ["visible": false]])
        #expect(try template.resolve(overrides).touched == [1, 2])
    }

    @Test(arguments: [
        [("title.text", "a"), ("title.text", "b")], [("title.text", "a"), ("title.text64", "Yg")],
        [("title.fit", "{}"), ("title.fit.max", "8")], [("title.fit.max", "8"), ("title.fit", "{}")],
    ])
    func `a place that is given twice is refused`(query: [(String, String)]) throws {
        let parameters = query.compactMap { try? QueryOverride(name: $0, value: $1) }
        let failure = #expect(throws: ValidationFailure.self) { try template.overrides(fromQuery: parameters) }
        #expect(failure?.problems.count == 1)
    }

    @Test func `all problems of a query are reported at once`() throws {
        let parameters = [("title.fontSize", "x"), ("nobody.text", "y"), ("logo.size", "3")].compactMap {
            try? QueryOverride(name: $0, value: $1)
        }
        let failure = #expect(throws: ValidationFailure.self) { try template.overrides(fromQuery: parameters) }
        #expect(failure?.problems.pointers == ["/layers/logo/size", "/layers/nobody", "/layers/title/fontSize"])
    }
}
