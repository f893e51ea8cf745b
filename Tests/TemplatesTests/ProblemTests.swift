import Limit
import Templates
import Testing

/// What a document is refused for: every problem, each with its pointer.
struct ProblemTests {
    @Test func `all problems are reported at once, each where it is`() {
        let document: JSONValue = [
            "version": 2, "name": "", "slug": "tmpl_abc", "width": 0, "hieght": 5, "background": "reed",
            "layers": [
                ["type": "text", "fontSize": 0, "colour": "red", "fit": ["mode": "fill", "min": "x"]],
                ["type": "rectangle", "width": -1, "shadow": [["blur": 257], ["a/b": 1]]],
                [
                    "type": "group", "clip": true,
                    "children": [["type": "polygon", "points": [[0, 0], [1, "y"]]], 5],
                ],
                ["type": "circle", "opacity": 2], ["x": 1], ["type": 5],
                [
                    "type": "line", "dynamic": true, "points": [[0, 0], [1, .null]],
                    "stroke": ["width": 1, "align": "inside"],
                ],
            ],
        ]
        #expect(
            problems(document).pointers == [
                "/background", "/height", "/hieght", "/layers/0/colour", "/layers/0/fit/min", "/layers/0/fit/mode",
                "/layers/0/fontSize", "/layers/1/height", "/layers/1/shadow/0/blur", "/layers/1/shadow/1/a~1b",
                "/layers/1/width", "/layers/2/children/0/points", "/layers/2/children/1", "/layers/2/height",
                "/layers/2/width", "/layers/3/opacity", "/layers/3/type", "/layers/4/type", "/layers/5/type",
                "/layers/6/name", "/layers/6/points/1/1", "/layers/6/stroke/align", "/layers/6/stroke/paint", "/name",
                "/slug", "/version", "/width",
            ])
    }

    @Test func `a problem says what is wrong, what would be right and what was meant`() {
        let found = problems(
            Fixtures.document([
                ["type": "text", "fontsize": 5, "opacity": 2, "align": "centre"], ["type": "txet"], ["type": "image"],
            ])
        ).text
        #expect(
            found.contains("a text layer has no `fontsize`, did you mean `fontSize`? It has: `align`, `constraints`"))
        #expect(found.contains("must be a number from 0 to 1, not 2"))
        #expect(found.contains("must be one of `start`, `left`, `center`, `right`, `end`, `justify`, not `centre`"))
        #expect(found.contains("did you mean `center`?"))
        #expect(found.contains("there is no layer type `txet`, did you mean `text`? what exists: `text`, `image`"))
        #expect(found.contains("/layers/2/width: is required: a number from 0 to 1000000"))
        #expect(
            problems(Fixtures.single(.text, ["fill": "reed"])).text.contains("is named `reed`, did you mean `red`?"))
    }

    @Test(arguments: [
        ("blendMode", LayerType.rectangle), ("when", .text), ("fallback", .text), ("spans", .text),
        ("features", .text),
        ("stroke", .text), ("decoration", .text), ("background", .text), ("focus", .image), ("filters", .image),
    ])
    func `a property that is not built yet is refused by name`(name: String, type: LayerType) {
        let found = problems(Fixtures.single(type, [name: "normal"]))
        #expect(found.pointers == ["/layers/0/\(name)"])
        #expect(found.text.contains("`\(name)` is not available yet; "))
        #expect(found.text.contains("layer has: "))
    }

    @Test(
        arguments: [
            ("spread", 1), ("inset", false),
        ] as [(String, JSONValue)])
    func `a shadow's spread and inset are refused by name`(part: String, value: JSONValue) {
        let found = problems(Fixtures.single(.rectangle, ["shadow": [.object([part: value])]]))
        #expect(found.pointers == ["/layers/0/shadow/0/\(part)"])
        #expect(found.text.contains("`\(part)` is not available yet; a shadow has: `blur`, `color`, `x`, `y`"))
    }

    @Test(arguments: ["svg", "qrcode", "barcode", "container", "repeater"])
    func `a layer type that is not built yet is refused by name`(type: String) {
        let found = problems(Fixtures.document([["type": .string(type)]]))
        #expect(found.pointers == ["/layers/0/type"])
        #expect(found.text.contains("layers of type `\(type)` are not available yet; what exists: `text`, `image`"))
    }

    @Test func `values that are not built yet are refused by name`() {
        let fill = problems(Fixtures.single(.text, ["fit": ["mode": "fill"]]))
        #expect(fill.text == "/layers/0/fit/mode: `fill` is not available yet; what exists: `none`, `shrink`")
        for (axis, value) in [("horizontal", "left"), ("vertical", "stretch"), ("horizontal", "center")] {
            let found = problems(Fixtures.single(.text, ["constraints": [axis: .string(value)]]))
            #expect(
                found.text == "/layers/0/constraints/\(axis): `\(value)` is not available yet; what exists: `scale`")
        }
        #expect(
            problems(Fixtures.single(.text, ["constraints": ["horizontal": "scale", "vertical": "scale"]])).isEmpty)
    }

    @Test func `a name that two layers share is a problem at both places`() {
        let group: JSONValue = ["type": "group", "children": [["type": "text", "name": "a"]]]
        let found = problems(
            Fixtures.document([["type": "text", "name": "a"], group, ["type": "text", "name": "b"]]))
        #expect(found.pointers == ["/layers/0/name", "/layers/1/children/0/name"])
    }

    @Test(arguments: LayerType.allCases)
    func `width and height are required where a layer has no size of its own`(type: LayerType) {
        var members = Fixtures.minimal(type)
        members["width"] = nil
        members["height"] = nil
        let needed = [.rectangle, .ellipse, .image].contains(type) ? ["/layers/0/height", "/layers/0/width"] : []
        #expect(problems(Fixtures.document([.object(members)])).pointers == needed)
    }

    @Test func `null is no value in a document`() {
        #expect(
            problems(Fixtures.single(.text, ["fill": .null, "maxLines": .null])).pointers == [
                "/layers/0/fill", "/layers/0/maxLines",
            ])
    }

    @Test(arguments: [
        "logo", "asset:", "asset:a b", "asset:a/b", "http://example.com/a.png", "https://", "https://user@example.com/",
        "https://example.com:0/", "https://example.com:65536/", "https://example.com:+1/", "https:///path",
        "https://exa mple.com/", "https://example.com/é",
        "data:image/png,abc", "data:image/png;base64,", "data:image/png;base64,a", "data:image/png;base64,ab c",
        "file:///etc/passwd", "", "javascript:alert(1)", "https://example.com\\@evil.example/",
    ])
    func `a source that is none of the three kinds is refused`(source: String) {
        #expect(problems(Fixtures.single(.image, ["src": .string(source)])).pointers == ["/layers/0/src"])
    }

    @Test func `text that is no JSON tells line, column and pointer`() {
        let bytes = Array("{\"name\": \"a\",\n \"layers\": [{\"x\": 1, \"x\": 2}]}".utf8)
        let failure = #expect(throws: ValidationFailure.self) { try Template(json: bytes, limits: Limits()) }
        #expect(
            failure?.problems == [
                Problem(pointer: "/layers/0/x", detail: "line 2, column 22: the member `x` is there twice")
            ])
    }

    @Test(arguments: [.null, 5, "text", [], true] as [JSONValue])
    func `what is no object is no template`(document: JSONValue) {
        #expect(problems(document).pointers == [""])
    }

    @Test func `quotations carry no control characters`() {
        let found = problems(Fixtures.single(.text, ["a\u{1B}[31m\u{202E}": 1]))
        #expect(found.count == 1)
        #expect(!found[0].detail.unicodeScalars.contains { $0.value == 0x1B || $0.value == 0x202E })
    }
}
