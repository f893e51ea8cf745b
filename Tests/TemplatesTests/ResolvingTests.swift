import Limit
import Templates
import Testing

struct ResolvingTests {
    private let card: Template
    private let nested: Template

    init() throws {
        card = try Fixtures.template(Fixtures.card)
        // 0 outer (1 a, 2 inner (3 b, 4 c)), 5 d
        nested = try Fixtures.template(
            Fixtures.document([
                [
                    "type": "group", "name": "outer", "dynamic": true,
                    "children": [
                        ["type": "text", "name": "a", "dynamic": true],
                        [
                            "type": "group", "name": "inner", "dynamic": true,
                            "children": [
                                ["type": "text", "name": "b", "dynamic": true, "fit": ["min": 5, "max": 20]],
                                ["type": "rectangle", "name": "c", "width": 5, "height": 5],
                            ],
                        ],
                    ],
                ],
                ["type": "text", "name": "d", "dynamic": true],
            ]))
    }

    @Test func `without overrides the layers are the template's`() throws {
        let resolution = try card.resolve([:])
        #expect(resolution.layers == card.layers)
        #expect(resolution.touched.isEmpty && resolution.touchedRoots.isEmpty)
    }

    @Test func `an override changes its property and nothing else`() throws {
        let resolution = try card.resolve(["title": ["text": "Hi", "opacity": 0.5]])
        #expect(resolution.touched == [2] && resolution.touchedRoots == [2])
        #expect(Array(resolution.layers[..<2]) == Array(card.layers[..<2]))
        var expected = card.layers[2]
        guard case .text(var text) = expected.content else { return }
        text.text = "Hi"
        expected.opacity = 0.5
        expected.content = .text(text)
        #expect(resolution.layers[2] == expected)
    }

    @Test func `paints and lists replace, objects merge`() throws {
        let stops: JSONValue = [["offset": 0, "color": "red"], ["offset": 1, "color": "blue"]]
        let document = Fixtures.single(
            .rectangle,
            [
                "name": "box", "dynamic": true, "fill": ["type": "linear", "angle": 45, "stops": stops],
                "stroke": ["paint": ["type": "linear", "angle": 45, "stops": stops], "width": 3],
                "shadow": [["x": 1], ["x": 2]], "cornerRadius": [1, 2, 3, 4],
            ])
        let layer = try Fixtures.template(document).resolve([
            "box": [
                "fill": ["type": "linear", "stops": stops], "shadow": [["y": 9]], "cornerRadius": 7,
                "stroke": ["paint": ["type": "linear", "angle": .null, "stops": stops], "cap": "round"],
            ]
        ]).layers[0]
        guard case .rectangle(let shape) = layer.content, case .linear(let fillAngle, _) = shape.fill,
            case .linear(let strokeAngle, _) = shape.stroke?.paint
        else {
            Issue.record("the paints are something else")
            return
        }
        #expect(fillAngle == 180 && strokeAngle == 180)
        #expect(shape.stroke?.width == 3 && shape.stroke?.cap == .round)
        #expect(layer.shadows == [Shadow(x: 0, y: 9, blur: 0, color: .black)])
        #expect(shape.cornerRadius == CornerRadii(7))
    }

    @Test func `null is missing, so that the template's value stays`() throws {
        let resolution = try nested.resolve([
            "b": ["text": .null, "fit": ["min": .null, "max": 30]], "d": ["text": .null],
        ])
        #expect(resolution.touched == [3])
        guard case .text(let text) = resolution.layers[0].children[1].children[0].content else { return }
        #expect(text.fit?.min == 5 && text.fit?.max == 30)
        #expect(
            problems(nested, ["b": ["txt": .null, "name": .null]]).pointers == ["/layers/b/name", "/layers/b/txt"])
    }

    @Test func `touched layers are the outermost, and roots the ones on the canvas`() throws {
        let one = try nested.resolve(["b": ["text": "x"]])
        #expect(one.touched == [3] && one.touchedRoots == [0])
        let both = try nested.resolve(["b": ["text": "x"], "inner": ["opacity": 0.5], "d": ["x": 1]])
        #expect(both.touched == [2, 5] && both.touchedRoots == [0, 5])
        let inner = both.layers[0].children[1]
        #expect(inner.opacity == 0.5 && inner.id == 2 && inner.pointer == "/layers/0/children/1")
        guard case .text(let b) = inner.children[0].content else { return }
        #expect(b.text == "x")
        #expect(inner.children[1] == nested.layers[0].children[1].children[1])
        #expect(try nested.resolve(["a": [:]]).touched.isEmpty)
    }

    @Test func `the children of a group are replaced as a list`() throws {
        let children: JSONValue = [
            ["type": "text", "name": "b"], ["type": "image", "width": 1, "height": 1, "src": "asset:x"],
        ]
        let resolution = try nested.resolve(["inner": ["children": children]])
        let inner = resolution.layers[0].children[1]
        #expect(inner.children.map(\.type) == [.text, .image])
        #expect(inner.children.map(\.id) == [6, 7])
        #expect(inner.children[1].pointer == "/layers/inner/children/1")
        #expect(resolution.assetNames == ["x"] && nested.assetNames.isEmpty)
        #expect(resolution.touched == [2])
    }

    @Test func `new children are checked like the template's`() {
        let taken: JSONValue = ["children": [["type": "text", "name": "d"], ["type": "text", "fontSize": 0]]]
        #expect(
            problems(nested, ["inner": taken]).pointers == [
                "/layers/inner/children/0/name", "/layers/inner/children/1/fontSize",
            ])
        let twice: JSONValue = ["children": [["type": "text", "name": "n"], ["type": "text", "name": "n"]]]
        #expect(
            problems(nested, ["inner": twice]).pointers == [
                "/layers/inner/children/0/name", "/layers/inner/children/1/name",
            ])
        let selfNamed: JSONValue = ["children": [["type": "text", "name": "inner"]]]
        #expect(problems(nested, ["inner": selfNamed]).pointers == ["/layers/inner/children/0/name"])
    }

    @Test func `a layer inside of a replaced group cannot be overridden in the same request`() {
        let found = problems(nested, ["outer": ["children": []], "b": ["text": "x"], "d": ["text": "y"]])
        #expect(found.pointers == ["/layers/b"])
        #expect(found.text.contains("`outer`"))
    }

    @Test func `new children count towards the limit of layers and depth`() throws {
        var limits = Limits()
        limits.template.layers = 6
        let tight = try Fixtures.template(nested.document, limits: limits)
        let text: JSONValue = ["type": "text"]
        #expect(problems(tight, ["inner": ["children": [text, text]]]).isEmpty)
        #expect(problems(tight, ["inner": ["children": [text, text, text]]]).pointers == ["/layers/inner/children/2"])
        #expect(problems(tight, ["outer": ["children": .array(Array(repeating: text, count: 4))]]).isEmpty)
        var deep = text
        for _ in 0..<40 { deep = ["type": "group", "children": [deep]] }
        let found = problems(nested, ["inner": ["children": [deep]]])
        #expect(found.count == 1)
        #expect(found.text.contains("nested too deep"))
    }

    @Test func `unknown and static layers are refused with what exists`() {
        let unknown = problems(card, ["titel": ["text": "x"]])
        #expect(
            unknown.text == "/layers/titel: no layer `titel`; dynamic layers are `logo`, `title`; did you mean `title`?"
        )
        let fixed = problems(nested, ["c": ["width": 1]])
        #expect(fixed.text.hasPrefix("/layers/c: the layer `c` is not dynamic; dynamic layers are `a`, `b`, `d`"))
        #expect(
            problems(card, ["title": "Hi"]).text
                == "/layers/title: must be an object of properties, not the string `Hi`")
    }

    @Test func `all problems of all layers are reported at once`() {
        let found = problems(
            card,
            [
                "title": ["fontSize": 2_001, "colour": "red", "type": "image", "dynamic": false, "fit": ["max": "80"]],
                "logo": ["src": 5, "filters": [:]], "x/y": [:],
            ])
        #expect(
            found.map(\.pointer) == [
                "/layers/logo/filters", "/layers/logo/src", "/layers/title/colour", "/layers/title/dynamic",
                "/layers/title/type", "/layers/title/fontSize", "/layers/title/fit/max", "/layers/x~1y",
            ])
        #expect(found.text.contains("`type` cannot be overridden"))
        #expect(found.text.contains("`filters` is not available yet; an image layer has: "))
    }

    @Test func `nothing is coerced`() {
        #expect(
            problems(card, ["title": ["fontSize": "64", "visible": "true"]]).pointers == [
                "/layers/title/fontSize", "/layers/title/visible",
            ])
    }
}
