import Limit
import Templates

/// Small random templates and overrides that fit them, from a seed.
struct RandomTemplate {
    private var state: UInt64
    private var names: [(name: String, type: String)] = []

    init(seed: UInt64) { state = seed }

    private mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var z = state
        z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
        return z ^ (z >> 31)
    }

    private mutating func number(_ range: ClosedRange<Int>) -> Double {
        Double(range.lowerBound + Int(next() % UInt64(range.count)))
    }

    private mutating func chance(_ percent: UInt64) -> Bool { next() % 100 < percent }

    private mutating func color() -> JSONValue {
        .string("rgba(\(Int(number(0...255))),\(Int(number(0...255))),\(Int(number(0...255))),\(number(2...10) / 10))")
    }

    private mutating func paint() -> JSONValue {
        if chance(70) { return color() }
        let stops: [JSONValue] = [
            .object(["offset": .number(0), "color": color()]), .object(["offset": .number(1), "color": color()]),
        ]
        return .object(["type": .string(chance(50) ? "linear" : "radial"), "stops": .array(stops)])
    }

    private static let words = ["Kept", "base", "مرحبا", "日本", "rows 12", "fjord", "👍🏽"]

    private mutating func text() -> JSONValue {
        .string(
            (0..<Int(number(1...4))).map { _ in Self.words[Int(next() % UInt64(Self.words.count))] }.joined(
                separator: " "))
    }

    private mutating func layer(_ depth: Int) -> JSONValue {
        let types = ["rectangle", "ellipse", "text", "text", depth < 2 ? "group" : "ellipse"]
        let type = types[Int(next() % UInt64(types.count))]
        var layer: [String: JSONValue] = [
            "type": .string(type), "x": .number(number(-20...150)), "y": .number(number(-20...90)),
            "width": .number(number(10...120)), "height": .number(number(10...80)),
        ]
        if chance(20) { layer["rotation"] = .number(number(0...359)) }
        if chance(25) { layer["opacity"] = .number(number(2...9) / 10) }
        if chance(25) {
            layer["shadow"] = .array([
                .object([
                    "x": .number(number(-6...6)), "y": .number(number(-6...6)), "blur": .number(number(0...20)),
                    "color": color(),
                ])
            ])
        }
        if type == "group" {
            layer["children"] = .array((0..<Int(number(1...3))).map { _ in self.layer(depth + 1) })
            layer["clip"] = .bool(chance(40))
        } else {
            layer["fill"] = paint()
        }
        if type == "text" {
            layer["text"] = text()
            layer["fontSize"] = .number(number(9...30))
            if chance(40) { layer["overflow"] = .string(chance(50) ? "clip" : "ellipsis") }
        }
        if chance(45) {
            let name = "layer\(names.count)"
            names.append((name, type))
            layer["name"] = .string(name)
            layer["dynamic"] = .bool(true)
        }
        return .object(layer)
    }

    /// A document of 3 to 8 layers on a canvas of 180 × 110.
    mutating func document() -> JSONValue {
        names = []
        var document: [String: JSONValue] = [
            "version": .number(1), "name": .string("random"), "width": .number(180), "height": .number(110),
            "layers": .array((0..<Int(number(3...8))).map { _ in layer(0) }),
        ]
        if chance(70) { document["background"] = paint() }
        return .object(document)
    }

    /// New values for some of the layers that allow it.
    mutating func overrides() -> [String: JSONValue] {
        var overrides: [String: JSONValue] = [:]
        for (name, type) in names where chance(60) {
            var values: [String: JSONValue] = [:]
            if chance(50) { values["x"] = .number(number(-30...160)) }
            if chance(20) { values["visible"] = .bool(chance(50)) }
            if chance(20) { values["opacity"] = .number(number(0...10) / 10) }
            if type == "text" { values["text"] = text() } else if type != "group" { values["fill"] = paint() }
            if !values.isEmpty { overrides[name] = .object(values) }
        }
        return overrides
    }
}
