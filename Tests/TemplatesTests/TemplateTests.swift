import Limit
import Templates
import Testing

struct TemplateTests {
    @Test func `the card of the format's page is read`() throws {
        let template = try Template(json: Fixtures.card.canonicalBytes, limits: Limits())
        #expect(template.name == "Social card")
        #expect(template.slug == "social-card")
        #expect(template.width == 1200 && template.height == 630)
        #expect(template.layerCount == 3)
        #expect(template.assetNames == ["logo"])
        #expect(template.layers.map(\.type) == [.rectangle, .image, .text])
        #expect(template.layers.map(\.id) == [0, 1, 2])
        #expect(
            template.layers[0].shadows == [
                Shadow(x: 0, y: 12, blur: 48, color: RGBA(red: 0, green: 0, blue: 0, alpha: 0.45))
            ])
        guard case .linear(135, let stops) = template.background, case .text(let title) = template.layers[2].content
        else {
            Issue.record("the background or the title is something else")
            return
        }
        #expect(stops.map(\.offset) == [0, 1])
        #expect(title.weight == 700 && title.size == 64 && title.overflow == .ellipsis && title.maxLines == 2)
    }

    @Test func `a text layer has the format's defaults`() throws {
        let layer = try Fixtures.template(Fixtures.single(.text)).layers[0]
        #expect(layer.x == 0 && layer.y == 0 && layer.width == nil && layer.height == nil)
        #expect(layer.opacity == 1 && layer.isVisible && layer.rotation == 0 && layer.shadows.isEmpty)
        #expect(layer.name == nil && !layer.isDynamic && layer.pointer == "/layers/0")
        guard case .text(let text) = layer.content else { return }
        #expect(text.text == "" && text.families == ["Inter"] && text.weight == 400 && !text.isItalic)
        #expect(text.size == 16 && text.lineHeight == 1.2 && text.letterSpacing == 0 && text.wordSpacing == 0)
        #expect(text.fill == .color(.black) && text.align == .start && text.verticalAlign == .top)
        #expect(text.wrap == .word && text.overflow == .visible && text.maxLines == nil && text.fit == nil)
        #expect(text.direction == .auto && text.language == nil && text.transform == .none)
    }

    @Test func `shapes have CSS's defaults`() throws {
        let types: [LayerType] = [.rectangle, .image, .line, .polygon, .path, .group]
        let template = try Fixtures.template(Fixtures.document(types.map { .object(Fixtures.minimal($0)) }))
        guard case .rectangle(let shape) = template.layers[0].content,
            case .image(let image) = template.layers[1].content, case .line(let line) = template.layers[2].content,
            case .polygon(let polygon) = template.layers[3].content, case .path(let path) = template.layers[4].content,
            case .group(let group) = template.layers[5].content
        else {
            Issue.record("the layers are something else")
            return
        }
        #expect(shape.fill == .color(.black) && shape.stroke == nil && shape.cornerRadius == .zero)
        #expect(image.source == nil && image.fit == .cover && image.stroke == nil)
        #expect(line.fill == nil && line.stroke == nil && line.fillRule == .nonzero)
        #expect(polygon.fill == .color(.black) && path.fill == .color(.black))
        #expect(group.children.isEmpty && !group.clip && group.cornerRadius == .zero)
    }

    @Test func `every property is read`() throws {
        let stroke: JSONValue = [
            "paint": "red", "width": 3, "align": "inside", "dash": [1, 2], "cap": "round", "join": "bevel",
        ]
        let document = Fixtures.document([
            [
                "type": "text", "rotation": -30, "opacity": 0.5, "visible": false, "fontFamily": ["A", "B"],
                "fontStyle": "italic", "letterSpacing": -1, "wordSpacing": 2, "align": "justify",
                "verticalAlign": "bottom", "wrap": "none", "direction": "rtl", "language": "zh-Hant",
                "transform": "uppercase", "fit": ["mode": "shrink", "min": 8, "max": 40], "fill": "transparent",
            ],
            ["type": "ellipse", "width": 1, "height": 2, "stroke": stroke, "cornerRadius": [1, 2, 3, 4]],
            [
                "type": "path", "d": "M0 0L1 1", "fillRule": "evenodd",
                "fill": ["type": "conic", "center": [0.25, 1], "angle": 90, "stops": stops],
            ],
            [
                "type": "polygon", "points": [[0, 1], ["x": 2, "y": 3], [4, 5]],
                "fill": ["type": "radial", "stops": stops],
            ],
            ["type": "image", "width": 1, "height": 1, "src": "data:image/png;base64,iVBO", "fit": "scale-down"],
            ["type": "image", "width": 1, "height": 1, "src": "https://example.com/a.png?b=c"],
        ])
        let layers = try Fixtures.template(document).layers
        guard case .text(let text) = layers[0].content, case .ellipse(let ellipse) = layers[1].content,
            case .path(let path) = layers[2].content, case .polygon(let polygon) = layers[3].content,
            case .image(let data) = layers[4].content, case .image(let remote) = layers[5].content
        else {
            Issue.record("the layers are something else")
            return
        }
        #expect(layers[0].rotation == -30 && layers[0].opacity == 0.5 && !layers[0].isVisible)
        #expect(text.families == ["A", "B"] && text.isItalic && text.letterSpacing == -1 && text.wordSpacing == 2)
        #expect(text.align == .justify && text.verticalAlign == .bottom && text.wrap == .none && text.direction == .rtl)
        #expect(text.language == "zh-Hant" && text.transform == .uppercase && text.fill == nil)
        #expect(text.fit?.mode == .shrink && text.fit?.min == 8 && text.fit?.max == 40)
        #expect(ellipse.cornerRadius == CornerRadii(topLeft: 1, topRight: 2, bottomRight: 3, bottomLeft: 4))
        let red = Paint.color(RGBA(red: 255, green: 0, blue: 0))
        #expect(
            ellipse.stroke == Stroke(paint: red, width: 3, align: .inside, dash: [1, 2], cap: .round, join: .bevel))
        #expect(
            path.segments == [.move(Position(x: 0, y: 0)), .line(Position(x: 1, y: 1))] && path.fillRule == .evenodd)
        #expect(path.fill == .conic(center: Position(x: 0.25, y: 1), angle: 90, stops: typedStops))
        #expect(polygon.fill == .radial(center: Position(x: 0.5, y: 0.5), radius: 1, stops: typedStops))
        #expect(polygon.points == [Position(x: 0, y: 1), Position(x: 2, y: 3), Position(x: 4, y: 5)])
        #expect(data.source == .data([0x89, 0x50, 0x4E]) && data.fit == .scaleDown)
        #expect(remote.source == .remote("https://example.com/a.png?b=c"))
    }

    private let stops: JSONValue = [["offset": 0.5, "color": "#000"], ["offset": 0.25, "color": "#000"]]
    /// The second offset counts as the first: offsets never decrease.
    private let typedStops = [Paint.Stop(offset: 0.5, color: .black), Paint.Stop(offset: 0.5, color: .black)]

    @Test func `groups nest, and layers are numbered in paint order`() throws {
        let inner: JSONValue = ["type": "group", "name": "inner", "children": [["type": "text", "name": "deep"]]]
        let template = try Fixtures.template(
            Fixtures.document([
                ["type": "text"], ["type": "group", "children": [inner, ["type": "text"]]], ["type": "text"],
            ]))
        #expect(template.layers.map(\.id) == [0, 1, 5])
        #expect(template.layers[1].children.map(\.id) == [2, 4])
        #expect(template.layers[1].children[0].children[0].pointer == "/layers/1/children/0/children/0")
        #expect(template.layerCount == 6)
    }

    @Test func `dynamic layers are described with ranges and current values`() throws {
        let dynamic = try Fixtures.template(Fixtures.card).dynamicLayers
        #expect(dynamic.map(\.name) == ["logo", "title"])
        #expect(dynamic.map(\.type) == ["image", "text"])
        let title = dynamic[1].properties
        #expect(!title.contains { ["type", "name", "dynamic"].contains($0.name) })
        let size = try #require(title.first { $0.name == "fontSize" })
        #expect(size.type == "number" && size.minimum == 0 && size.isAboveMinimum && size.maximum == 2_000)
        #expect(size.value == 64 && size.defaultValue == 16)
        let fit = try #require(title.first { $0.name == "fit" })
        #expect(fit.properties.map(\.name) == ["mode", "min", "max"])
        let align = try #require(title.first { $0.name == "align" })
        #expect(align.json["enum"] == ["start", "left", "center", "right", "end", "justify"])
        #expect(align.json["value"] == "start")
    }
}
