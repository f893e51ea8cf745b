import Limit
import Templates
import Testing

/// Every limit of a document, crossed by one.
struct RangeTests {
    /// One number that a property takes at most or at least, as the schema tells.
    struct Edge: Sendable, CustomTestStringConvertible {
        let type: LayerType
        let path: [String]
        let inside: Double
        let outside: Double
        var testDescription: String { "\(type.rawValue) \(path.joined(separator: ".")) \(outside)" }
    }

    static let edges: [Edge] = LayerType.allCases.flatMap { type in
        edges(of: TemplateSchema.json["$defs"]?[type.rawValue], type, [])
    }

    private static func edges(of schema: JSONValue?, _ type: LayerType, _ path: [String]) -> [Edge] {
        guard let schema else { return [] }
        var edges = (schema["properties"]?.objectValue ?? [:]).sorted { $0.key < $1.key }.flatMap { name, nested in
            Self.edges(of: nested, type, path + [name])
        }
        let step = schema["type"] == "integer" ? 1 : 0.001
        if let maximum = schema["maximum"]?.numberValue {
            edges.append(Edge(type: type, path: path, inside: maximum, outside: maximum + step))
        }
        if let minimum = schema["minimum"]?.numberValue {
            edges.append(Edge(type: type, path: path, inside: minimum, outside: minimum - step))
        }
        if let minimum = schema["exclusiveMinimum"]?.numberValue {
            edges.append(Edge(type: type, path: path, inside: minimum + step, outside: minimum))
        }
        return edges
    }

    @Test(arguments: edges)
    func `a number is refused one step past its range`(edge: Edge) {
        #expect(problems(document(edge, edge.inside)).isEmpty)
        #expect(problems(document(edge, edge.outside)).pointers == ["/layers/0/" + edge.path.joined(separator: "/")])
    }

    private func document(_ edge: Edge, _ number: Double) -> JSONValue {
        var value = JSONValue.number(number)
        for name in edge.path.dropFirst().reversed() {
            var members = [name: value]
            if edge.path[0] == "stroke" { members["paint"] = "red" }
            // The least size may not pass the largest.
            if name == "min" { members["max"] = 2_000 }
            if name == "max" { members["min"] = 0.0001 }
            value = .object(members)
        }
        return Fixtures.single(edge.type, [edge.path[0]: value])
    }

    @Test func `the schema names the ranges that were promised`() {
        #expect(Self.edges.count > 100)
    }

    @Test(
        arguments: [
            ("rectangle", "shadow", [["blur": 257]], "/shadow/0/blur"),
            ("rectangle", "cornerRadius", [1, 1, 1], "/cornerRadius"),
            ("rectangle", "cornerRadius", [1, 1, 1, -1], "/cornerRadius/3"),
            ("rectangle", "cornerRadius", -1, "/cornerRadius"),
            ("text", "fontWeight", 400.5, "/fontWeight"), ("text", "fontWeight", "bold", "/fontWeight"),
            ("text", "fontFamily", [], "/fontFamily"), ("text", "fontFamily", ["A", ""], "/fontFamily/1"),
            ("text", "fontFamily", "Inter, Arial", "/fontFamily"),
            ("text", "language", "english language", "/language"),
            ("text", "language", "e", "/language"), ("text", "fit", ["min": 20, "max": 10], "/fit/max"),
            ("text", "name", "a.b", "/name"), ("text", "name", "", "/name"), ("text", "name", "é", "/name"),
            ("rectangle", "fill", ["type": "linear", "stops": [["offset": 0, "color": "red"]]], "/fill/stops"),
            (
                "rectangle", "fill",
                ["type": "linear", "stops": [["offset": 0, "color": "red"], ["offset": 1.1, "color": "red"]]],
                "/fill/stops/1/offset"
            ),
            (
                "rectangle", "fill",
                [
                    "type": "radial", "radius": 0,
                    "stops": [["offset": 0, "color": "red"], ["offset": 1, "color": "red"]],
                ], "/fill/radius"
            ),
            ("rectangle", "fill", ["type": "mesh"], "/fill/type"), ("rectangle", "fill", ["stops": []], "/fill/type"),
            ("rectangle", "fill", ["red"], "/fill"), ("rectangle", "fill", "currentColor", "/fill"),
            ("line", "points", [[0, 0]], "/points"), ("polygon", "points", [[0, 0], [1, 1]], "/points"),
            ("line", "points", [[0, 0], [1_000_001, 0]], "/points/1/0"), ("path", "d", "M0 0L", "/d"),
            ("path", "d", "M1000001 0", "/d"), ("text", "text", 5, "/text"), ("text", "visible", "false", "/visible"),
        ] as [(String, String, JSONValue, String)])
    func `a value out of its rule is refused where it stands`(
        type: String, name: String, value: JSONValue, pointer: String
    ) throws {
        let type = try #require(LayerType(rawValue: type))
        #expect(problems(Fixtures.single(type, [name: value])).pointers == ["/layers/0" + pointer])
    }

    @Test func `lists are refused one item past their limit`() {
        let limits = Limits()
        func fits(_ type: LayerType, _ name: String, _ item: JSONValue, _ count: Int) {
            let list = { (count: Int) in JSONValue.array(Array(repeating: item, count: count)) }
            #expect(problems(Fixtures.single(type, [name: list(count)]), limits: limits).isEmpty)
            #expect(problems(Fixtures.single(type, [name: list(count + 1)])).pointers == ["/layers/0/\(name)"])
        }
        fits(.rectangle, "shadow", [:], limits.template.listItems)
        fits(.text, "fontFamily", "A", limits.template.listItems)
        fits(.line, "points", [0, 0], limits.template.pathSegments)
        fits(.polygon, "points", [0, 0], limits.template.pathSegments)
        let path = { (count: Int) in JSONValue.string("M0 0" + String(repeating: "h0", count: count - 1)) }
        #expect(problems(Fixtures.single(.path, ["d": path(limits.template.pathSegments)])).isEmpty)
        #expect(problems(Fixtures.single(.path, ["d": path(limits.template.pathSegments + 1)])).count == 1)
    }

    @Test func `text has as many characters and marks as the limits say`() {
        let limits = Limits().text
        func refused(_ text: String) -> Bool {
            problems(Fixtures.single(.text, ["text": .string(text)])).pointers == ["/layers/0/text"]
        }
        #expect(!refused(String(repeating: "é", count: limits.scalarsPerLayer)))
        #expect(refused(String(repeating: "é", count: limits.scalarsPerLayer + 1)))
        let marks = String(repeating: "\u{301}", count: limits.combiningMarksPerBase)
        #expect(!refused("a\(marks)b\(marks)"))
        #expect(refused("ba\(marks)\u{302}c"))
        #expect(refused("a\(marks)\u{200D}\u{302}"))
        #expect(!refused("👨‍👩‍👧‍👦🏴󠁧󠁢󠁥󠁮󠁧󠁿"))
    }

    @Test func `a canvas has a side and an area`() {
        #expect(problems(Fixtures.document([], with: ["width": 8_192, "height": 4_882])).isEmpty)
        #expect(problems(Fixtures.document([], with: ["width": 8_192, "height": 4_883])).pointers == ["/height"])
        #expect(problems(Fixtures.document([], with: ["width": 8_193, "height": 1])).pointers == ["/width"])
        #expect(problems(Fixtures.document([], with: ["width": 1.5, "height": 0])).pointers == ["/height", "/width"])
        #expect(problems(Fixtures.document([], with: ["width": 1e300, "height": -1e300])).count == 2)
    }

    @Test func `names and slugs follow their patterns`() {
        func slug(_ text: String) -> [String] {
            problems(Fixtures.document([], with: ["slug": .string(text)])).pointers
        }
        func name(_ text: String) -> [String] {
            problems(Fixtures.document([], with: ["name": .string(text)])).pointers
        }
        for good in ["a", "0-a", String(repeating: "a", count: 64)] { #expect(slug(good).isEmpty) }
        for bad in ["", "A", "a_b", "tmpl_abc", "é", "a b", String(repeating: "a", count: 65)] {
            #expect(slug(bad) == ["/slug"])
        }
        #expect(name(String(repeating: "é", count: 200)).isEmpty)
        for bad in ["", "a\nb", String(repeating: "é", count: 201)] { #expect(name(bad) == ["/name"]) }
        let long = String(repeating: "A", count: 64)
        #expect(problems(Fixtures.single(.text, ["name": .string(long)])).isEmpty)
        #expect(problems(Fixtures.single(.text, ["name": .string(long + "-")])).pointers == ["/layers/0/name"])
    }

    @Test func `a template has as many layers as the limit says, those in groups counted`() {
        let limit = Limits().template.layers
        let text: JSONValue = ["type": "text"]
        func document(_ inGroup: Int) -> JSONValue {
            let group: JSONValue = ["type": "group", "children": .array(Array(repeating: text, count: inGroup))]
            return Fixtures.document([text, group, text])
        }
        #expect(problems(document(limit - 3)).isEmpty)
        #expect(problems(document(limit - 2)).pointers == ["/layers/2"])
        #expect(problems(document(limit + 5)).pointers == ["/layers/1/children/\(limit - 2)"])
    }

    @Test func `a document nests as deep as the limit says`() {
        func nested(_ groups: Int) -> JSONValue {
            var layer: JSONValue = ["type": "text"]
            for _ in 0..<groups { layer = ["type": "group", "children": [layer]] }
            return Fixtures.document([layer])
        }
        // The document, its list and 14 groups with theirs are 30 levels; the text is the 31st.
        #expect(problems(nested(14)).isEmpty)
        #expect(problems(nested(15)).text == ": lists and objects are nested more than 32 levels deep")
        #expect(throws: ValidationFailure.self) { try Template(json: nested(15).canonicalBytes, limits: Limits()) }
    }

    @Test func `a document is as long as the limit says`() throws {
        var limits = Limits()
        let bytes = Fixtures.card.canonicalBytes
        limits.template.documentBytes = bytes.count
        _ = try Template(json: bytes, limits: limits)
        #expect(problems(Fixtures.card, limits: limits).isEmpty)
        limits.template.documentBytes -= 1
        #expect(throws: ValidationFailure.self) { try Template(json: bytes, limits: limits) }
        #expect(problems(Fixtures.card, limits: limits).pointers == [""])
    }

    @Test func `an answer lists as many problems as the limit says and counts the rest`() {
        var limits = Limits()
        limits.template.problems = 3
        let found = problems(Fixtures.single(.text, ["a": 1, "b": 1, "c": 1, "d": 1, "e": 1]), limits: limits)
        #expect(found.count == 4)
        #expect(found.last == Problem(pointer: "", detail: "2 more problems are not listed"))
    }
}
