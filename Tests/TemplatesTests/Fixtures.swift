import Limit
import Templates

/// Documents that tests start from.
enum Fixtures {
    /// The card of the document format's page: a rectangle, an image `logo` and a text `title`, both dynamic.
    static let card: JSONValue = [
        "version": 1, "name": "Social card", "slug": "social-card", "width": 1200, "height": 630,
        "background": [
            "type": "linear", "angle": 135,
            "stops": [["offset": 0, "color": "#6366f1"], ["offset": 1, "color": "#ec4899"]],
        ],
        "layers": [
            [
                "type": "rectangle", "x": 60, "y": 60, "width": 1080, "height": 510, "fill": "#1e293b",
                "cornerRadius": 32, "shadow": [["x": 0, "y": 12, "blur": 48, "color": "rgba(0,0,0,.45)"]],
            ],
            [
                "type": "image", "name": "logo", "dynamic": true, "x": 110, "y": 110, "width": 96, "height": 96,
                "src": "asset:logo", "fit": "contain",
            ],
            [
                "type": "text", "name": "title", "dynamic": true, "x": 110, "y": 232, "width": 980, "height": 160,
                "text": "Hello", "fontFamily": "Inter", "fontWeight": 700, "fontSize": 64, "lineHeight": 1.2,
                "fill": "#ffffff", "maxLines": 2, "overflow": "ellipsis",
            ],
        ],
    ]

    /// The smallest layer of each type.
    static func minimal(_ type: LayerType) -> [String: JSONValue] {
        switch type {
        case .text, .group: ["type": .string(type.rawValue)]
        case .image, .rectangle, .ellipse: ["type": .string(type.rawValue), "width": 10, "height": 10]
        case .line: ["type": "line", "points": [[0, 0], [10, 10]]]
        case .polygon: ["type": "polygon", "points": [[0, 0], [10, 0], [10, 10]]]
        case .path: ["type": "path", "d": "M0 0H10"]
        }
    }

    /// A template of these layers.
    static func document(_ layers: [JSONValue], with changes: [String: JSONValue] = [:]) -> JSONValue {
        var members: [String: JSONValue] = ["name": "Test", "width": 100, "height": 100, "layers": .array(layers)]
        members.merge(changes) { $1 }
        return .object(members)
    }

    /// A template of one layer: the smallest of its type, and these members.
    static func single(_ type: LayerType, _ changes: [String: JSONValue] = [:]) -> JSONValue {
        document([.object(minimal(type).merging(changes) { $1 })])
    }

    static func template(_ document: JSONValue, limits: Limits = Limits()) throws -> Template {
        try Template(document: document, limits: limits)
    }
}

/// The problems of a document: none where it is a template.
func problems(_ document: JSONValue, limits: Limits = Limits()) -> [Problem] {
    do {
        _ = try Template(document: document, limits: limits)
        return []
    } catch {
        return error.problems
    }
}

/// The problems of overrides: none where they apply.
func problems(_ template: Template, _ overrides: [String: JSONValue]) -> [Problem] {
    do {
        _ = try template.resolve(overrides)
        return []
    } catch {
        return error.problems
    }
}

extension [Problem] {
    var pointers: [String] { map(\.pointer).sorted() }
    var text: String { map { "\($0.pointer): \($0.detail)" }.joined(separator: "\n") }
}

/// A small generator with a seed, so that a failure can be repeated (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64
    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
