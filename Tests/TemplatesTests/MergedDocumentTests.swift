import Templates
import Testing

/// Overrides against the document that says the same: what is read again, and what stays, must not show.
struct MergedDocumentTests {
    private static let layers: [JSONValue] = [
        ["type": "rectangle", "name": "box", "dynamic": true, "x": 3, "width": 50, "height": 20, "fill": "#123456"],
        ["type": "text", "name": "title", "dynamic": true, "text": "One", "width": 90, "opacity": 0.9],
        [
            "type": "image", "name": "logo", "dynamic": true, "width": 9, "height": 9, "src": "asset:logo",
            "shadow": [["x": 1]],
        ],
        [
            "type": "group", "name": "outer", "dynamic": true, "x": 5, "width": 40, "height": 40,
            "children": [
                ["type": "ellipse", "name": "dot", "dynamic": true, "width": 4, "height": 4, "fill": "red"],
                [
                    "type": "group", "name": "inner", "dynamic": true, "width": 20, "height": 20,
                    "children": [
                        ["type": "text", "name": "deep", "dynamic": true, "text": "Two"],
                        [
                            "type": "image", "name": "photo", "dynamic": true, "width": 2, "height": 2,
                            "src": "https://images.example/a.png",
                        ],
                    ],
                ],
            ],
        ],
    ]

    private static let frame: [String: [JSONValue]] = [
        "x": [0, 7.5], "y": [1], "width": [30, 60], "height": [12], "rotation": [45], "opacity": [0, 0.25],
        "visible": [true, false], "shadow": [[], [["y": 2, "color": "blue"]]],
    ]

    private static let own: [String: [String: [JSONValue]]] = [
        "box": ["fill": ["gold"], "cornerRadius": [4]], "dot": ["fill": ["hsl(20,60%,30%)"]],
        "photo": ["src": ["asset:new", "https://images.example/c.png"]],
        "title": [
            "text": ["New"], "fontSize": [20], "fit": [["mode": "shrink", "min": 8]], "fontFamily": ["Inter"],
            "align": ["right"],
        ],
        "deep": ["text": ["Newer", "Ünï"], "fill": ["#fff"]],
        "logo": ["src": ["asset:other", "https://images.example/b.png"], "fit": ["cover"]],
        "outer": ["clip": [true]], "inner": ["clip": [true, false]],
    ]

    @Test(arguments: 0..<12)
    func `overrides give the layers and the pictures of the document that says the same`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let template = try Fixtures.template(Fixtures.document(Self.layers))
        for _ in 0..<60 {
            var patches: [String: JSONValue] = [:]
            for (name, own) in Self.own.sorted(by: { $0.key < $1.key }) where Bool.random(using: &random) {
                var members: [String: JSONValue] = [:]
                // Few at a time, so that often only the frame changes, or only what is in it.
                for (property, values) in Self.frame.merging(own, uniquingKeysWith: { $1 }).sorted(by: {
                    $0.key < $1.key
                })
                where Int.random(in: 0..<5, using: &random) == 0 {
                    members[property] = values.randomElement(using: &random)
                }
                patches[name] = .object(members)
            }
            let merged = try Fixtures.template(Fixtures.document(Self.layers.map { Self.merged($0, patches) }))
            let resolution = try template.resolve(patches)
            #expect(resolution.layers == merged.layers, "\(patches)")
            #expect(resolution.assetNames == merged.assetNames)
            #expect(resolution.remoteImageURLs == (try merged.resolve([:])).remoteImageURLs, "\(patches)")
        }
    }

    private static func merged(_ layer: JSONValue, _ patches: [String: JSONValue]) -> JSONValue {
        var members = layer.objectValue ?? [:]
        if let children = members["children"]?.arrayValue {
            members["children"] = .array(children.map { merged($0, patches) })
        }
        let patch = members["name"]?.stringValue.flatMap { patches[$0]?.objectValue } ?? [:]
        return .object(members.merging(patch) { $1 })
    }
}
