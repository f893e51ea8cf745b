import Codecs
import Limit
import Rendering
import Templates
import Testing
import Typography

/// What editors ask of a render: where layers lie, and that what is being changed can be painted over all else.
struct LayerBoxTests {
    private static let fonts = Result { try FontCollection.standard() }

    private func picture(_ layers: JSONValue, wantsBoxes: Bool = true) throws -> Picture {
        let template = try Template(
            document: ["name": "Boxes", "width": 400, "height": 200, "layers": layers], limits: Limits())
        var job = RenderJob(
            template: template, resolution: try template.resolve([:]), options: OutputOptions(scale: 2),
            fonts: try Self.fonts.get(), assets: [String: AssetImage]())
        job.wantsBoxes = wantsBoxes
        return try Renderer(fonts: Self.fonts.get()).render(job)
    }

    @Test func `boxes are told in the template's pixels, groups first, whatever the density`() throws {
        let boxes = try picture([
            ["type": "rectangle", "name": "back", "x": 10, "y": 20, "width": 30, "height": 40, "fill": "#ff0000"],
            [
                "type": "group", "x": 100, "y": 50,
                "children": [
                    ["type": "ellipse", "x": 5, "y": 6, "width": 20, "height": 10, "fill": "#00ff00"],
                    ["type": "rectangle", "visible": false, "x": 0, "y": 0, "width": 1, "height": 1],
                ],
            ],
        ]).boxes
        #expect(boxes.map(\.pointer) == ["/layers/0", "/layers/1", "/layers/1/children/0"])
        #expect(boxes.map(\.name) == ["back", nil, nil])
        #expect(
            boxes.map { [$0.x, $0.y, $0.width, $0.height] } == [
                [10, 20, 30, 40], [100, 50, 25, 16], [105, 56, 20, 10],
            ])
        #expect(boxes.allSatisfy { $0.rotation == 0 })
    }

    @Test func `text without a size has the box of its lines`() throws {
        let boxes = try picture([
            ["type": "text", "x": 10, "y": 10, "text": "wide", "fontSize": 20],
            ["type": "text", "x": 10, "y": 60, "text": "wide wide wide", "fontSize": 20],
            ["type": "text", "x": 10, "y": 110, "width": 50, "text": "wide wide wide", "fontSize": 20],
        ]).boxes
        #expect(boxes[0].width > 30)
        #expect(boxes[1].width > boxes[0].width * 2)
        #expect(boxes[0].height == 24)
        #expect(boxes[2].width == 50)
        #expect(boxes[2].height == 72)
    }

    @Test func `a turned group turns the boxes in it about its own middle`() throws {
        let boxes = try picture([
            [
                "type": "group", "x": 100, "y": 0, "width": 100, "height": 100, "rotation": 90,
                "children": [
                    ["type": "rectangle", "x": 0, "y": 0, "width": 20, "height": 10, "rotation": 10, "fill": "#000000"]
                ],
            ]
        ]).boxes
        #expect(boxes[1].rotation == 100)
        // The child's middle (10, 5) goes to (95, 10) of the group.
        #expect(abs(boxes[1].x + boxes[1].width / 2 - 195) < 1e-9)
        #expect(abs(boxes[1].y + boxes[1].height / 2 - 10) < 1e-9)
    }

    @Test func `nobody who does not ask gets boxes`() throws {
        #expect(try picture([["type": "rectangle", "width": 1, "height": 1]], wantsBoxes: false).boxes.isEmpty)
    }

    @Test(arguments: 0..<30) func `layers that are being changed are painted over all else as if all were painted`(
        seed: Int
    ) throws {
        var random = RandomTemplate(seed: UInt64(seed))
        let fonts = try Self.fonts.get()
        let document = random.document()
        let layers = try #require(document["layers"]?.arrayValue)
        guard !layers.isEmpty else { return }
        let place = seed % layers.count
        let (bases, whole) = (BaseCache(), try Renderer(fonts: fonts))
        let kept = try Renderer(fonts: fonts, bases: bases)
        for step in 0..<4 {
            var changed = layers
            changed[place] = layers[place].merging(patch: ["x": .number(Double(step * 7)), "opacity": 0.8])
            let template = try Template(
                document: document.merging(patch: ["layers": .array(changed)]), limits: Limits())
            let plain = try template.resolve([:])
            let root = template.layers[place].id
            func job(_ identity: String?) -> RenderJob {
                RenderJob(
                    template: template, resolution: plain.marking(roots: [root]), options: OutputOptions(),
                    fonts: fonts, assets: [String: AssetImage](), identity: identity)
            }
            if step == 1 { try kept.keepBase(for: job("draft")) }
            let expected = try whole.render(job(nil))
            let actual = try kept.render(job("draft"))
            #expect(
                try ImageDecoder.decode(actual.bytes, limits: Limits().input).pixmap.bytes
                    == ImageDecoder.decode(expected.bytes, limits: Limits().input).pixmap.bytes, "step \(step)")
        }
    }
}
