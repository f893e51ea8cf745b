import Templates

/// The card that `bench` and `doctor` draw when no template is named: flat shapes and four lines of text.
enum BenchCard {
    static let document = """
        { "version": 1, "name": "Bench card", "slug": "bench-card", "width": 1200, "height": 630,
          "background": "#0f172a",
          "layers": [
            { "type": "rectangle", "x": 60, "y": 60, "width": 1080, "height": 510, "fill": "#1e293b",
              "cornerRadius": 32 },
            { "type": "rectangle", "x": 110, "y": 110, "width": 220, "height": 56, "fill": "#6366f1",
              "cornerRadius": 28 },
            { "type": "ellipse", "x": 1010, "y": 110, "width": 80, "height": 80, "fill": "#ec4899" },
            { "type": "text", "name": "title", "dynamic": true, "x": 110, "y": 220, "width": 980, "height": 160,
              "text": "Title", "fontWeight": 700, "fontSize": 64, "fill": "#ffffff", "maxLines": 2,
              "overflow": "ellipsis" },
            { "type": "text", "name": "subtitle", "dynamic": true, "x": 110, "y": 410, "width": 980, "height": 90,
              "text": "Subtitle", "fontSize": 28, "fill": "#94a3b8", "maxLines": 2, "overflow": "ellipsis" } ] }
        """
}

/// New text for every dynamic text layer of a template, different for every number. Long texts stay long.
struct BenchTexts: Sendable {
    private static let long = 120
    private let layers: [String: String]

    init(_ template: Template) {
        let texts = template.dynamicLayers.filter { $0.type == "text" }
        layers = Dictionary(texts.map { ($0.name, Self.text(of: $0.name, in: template.layers)) }) { first, _ in first }
    }

    func overrides(number: Int) -> [String: JSONValue] {
        let words = "No \(number): the quick brown fox jumps over the lazy dog at \(number &* 7919 % 100_003)"
        return layers.mapValues { .object(["text": .string($0.count < Self.long ? words : "\(number) \($0)")]) }
    }

    private static func text(of name: String, in layers: [Layer]) -> String {
        for layer in layers {
            if layer.name == name, case .text(let text) = layer.content { return text.text }
            let inside = text(of: name, in: layer.children)
            if !inside.isEmpty { return inside }
        }
        return ""
    }
}
