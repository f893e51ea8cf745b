import Limit
import Templates
import Testing

/// Mutated documents: each is read or refused, none traps.
struct FuzzTests {
    @Test(arguments: [1, 2, 3, 4] as [UInt64])
    func `bytes changed at random never trap`(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let alphabet =
            Array(#"{}[]",:\u0123456789.eE+-aMLCAztrfn/ #%()"#.utf8) + [0, 0x1F, 0x80, 0xC3, 0xED, 0xF4, 0xFF]
        let original = rich.canonicalBytes
        var accepted = 0
        for _ in 0..<1_500 {
            var bytes = original
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<3, using: &random) {
                case 0: bytes[place] = alphabet.randomElement(using: &random) ?? 0
                case 1: bytes.remove(at: place)
                default: bytes.insert(alphabet.randomElement(using: &random) ?? 0, at: place)
                }
            }
            if (try? Template(json: bytes, limits: Limits())) != nil { accepted += 1 }
        }
        #expect(accepted > 0)
    }

    @Test(arguments: [11, 12, 13, 14] as [UInt64])
    func `values changed at random never trap, and what is accepted resolves, scales and is listed`(seed: UInt64) throws
    {
        var random = SeededGenerator(seed: seed)
        let template = try Fixtures.template(rich)
        for _ in 0..<1_000 {
            let document = mutated(rich, &random)
            if let other = try? Template(document: document, limits: Limits()) {
                let resolution = try other.resolve([:])
                #expect(resolution.scaled(horizontally: 0.01, vertically: 80).layers.count == other.layers.count)
                #expect(other.dynamicLayers.count <= other.layerCount)
            }
            let names = ["title", "logo", "group", "inner", "nobody", "shape"]
            let layers = rich["layers"]?.arrayValue ?? []
            var overrides: [String: JSONValue] = [:]
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                guard let name = names.randomElement(using: &random), let layer = layers.randomElement(using: &random)
                else { continue }
                overrides[name] = mutated(layer, &random)
            }
            if let resolution = try? template.resolve(overrides) {
                #expect(resolution.touched.count <= overrides.count)
            }
        }
    }

    @Test(arguments: [21, 22] as [UInt64])
    func `texts made at random never trap the small parsers`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let template = try Fixtures.template(rich)
        let pieces = [
            "M", "a", "z", "1", "-", ".5", "1e9", "e", ",", " ", "rgb(", "hsl(", "%", "#", "ff", "/", "deg", "é", "{",
            "[", "\"",
        ]
        for _ in 0..<3_000 {
            let text = (0..<Int.random(in: 0...12, using: &random)).map { _ in
                pieces.randomElement(using: &random) ?? ""
            }.joined()
            _ = try? CSSColor.parse(text)
            _ = try? PathData.parse("M0 0" + text, segmentLimit: 20, coordinateLimit: 1e6)
            _ = Base64URL.decode(text)
            _ = try? JSONParser.parse(text)
            for name in ["fill", "fontSize", "fit", "fontFamily", text] {
                _ = try? template.coerce(layer: "title", path: [name], text: text)
            }
            _ = try? QueryOverride(name: text, value: text)
        }
    }

    private let rich: JSONValue = {
        var layers = Fixtures.card["layers"]?.arrayValue ?? []
        layers.append([
            "type": "group", "name": "group", "dynamic": true, "width": 10, "height": 10, "clip": true,
            "children": [
                ["type": "text", "name": "inner", "dynamic": true, "fit": ["min": 5], "language": "en"],
                ["type": "path", "d": "M0 0a1 1 0 0 1 5 5q1 2 3 4z", "fill": "hsl(10 20% 30% / .5)"],
            ],
        ])
        layers.append([
            "type": "polygon", "name": "shape", "dynamic": true, "points": [[0, 0], [1, 0], [1, 1]],
            "stroke": ["paint": "red", "dash": [1, 2]],
        ])
        return Fixtures.document(layers, with: ["background": Fixtures.card["background"] ?? "red"])
    }()

    /// The value with one part replaced, removed or moved.
    private func mutated(_ value: JSONValue, _ random: inout SeededGenerator) -> JSONValue {
        let odd: [JSONValue] = [
            .null, true, 0, -1, 1e300, .number(-.leastNonzeroMagnitude), .number(.nan), .number(.infinity), "",
            "asset:x", "data:;base64,", [], [:],
            [[]], ["type": "group", "children": [["type": "group"]]], "M0 0A1 1 1 1 1 1 1",
        ]
        if Int.random(in: 0..<6, using: &random) == 0 { return odd.randomElement(using: &random) ?? .null }
        switch value {
        case .array(var items):
            guard let index = items.indices.randomElement(using: &random) else { return ["x"] }
            items[index] = mutated(items[index], &random)
            if Int.random(in: 0..<8, using: &random) == 0 { items.append(items[index]) }
            return .array(items)
        case .object(var members):
            guard let name = members.keys.sorted().randomElement(using: &random) else { return ["x": 1] }
            members[name] = Int.random(in: 0..<8, using: &random) == 0 ? nil : mutated(members[name] ?? .null, &random)
            return .object(members)
        default: return odd.randomElement(using: &random) ?? .null
        }
    }
}
