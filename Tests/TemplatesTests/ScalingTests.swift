import Templates
import Testing

struct ScalingTests {
    private func scaled(_ type: LayerType, _ changes: [String: JSONValue]) throws -> Layer {
        let template = try Fixtures.template(Fixtures.single(type, changes))
        return try template.resolve([:]).scaled(horizontally: 2, vertically: 3).layers[0]
    }

    @Test func `boxes follow each axis, shadows the smaller factor, angles nothing`() throws {
        let layer = try scaled(
            .rectangle,
            [
                "x": 1, "y": 2, "width": 3, "height": 4, "rotation": 30, "opacity": 0.5, "cornerRadius": [1, 2, 3, 4],
                "stroke": ["paint": "red", "width": 5, "dash": [6, 7]], "shadow": [["x": 1, "y": 2, "blur": 3]],
            ])
        #expect(layer.x == 2 && layer.y == 6 && layer.width == 6 && layer.height == 12)
        #expect(layer.rotation == 30 && layer.opacity == 0.5)
        #expect(layer.shadows == [Shadow(x: 2, y: 4, blur: 6, color: .black)])
        guard case .rectangle(let shape) = layer.content else { return }
        #expect(shape.cornerRadius == CornerRadii(topLeft: 2, topRight: 4, bottomRight: 6, bottomLeft: 8))
        #expect(shape.stroke?.width == 10 && shape.stroke?.dash == [12, 14])
    }

    @Test func `text follows the smaller factor, multiples stay`() throws {
        let layer = try scaled(
            .text,
            [
                "fontSize": 10, "lineHeight": 1.5, "letterSpacing": 1, "wordSpacing": 2, "fit": ["min": 5, "max": 20],
            ])
        guard case .text(let text) = layer.content else { return }
        #expect(layer.width == nil && text.size == 20 && text.lineHeight == 1.5)
        #expect(text.letterSpacing == 2 && text.wordSpacing == 4 && text.fit?.min == 10 && text.fit?.max == 40)
    }

    @Test func `points and segments follow the box`() throws {
        guard case .polygon(let polygon) = try scaled(.polygon, ["stroke": ["paint": "red"]]).content,
            case .path(let path) = try scaled(.path, ["d": "M1 1C1 2 3 4 5 6Q7 8 9 10z"]).content
        else {
            Issue.record("the layers are something else")
            return
        }
        func p(_ x: Double, _ y: Double) -> Position { Position(x: x, y: y) }
        #expect(polygon.points == [p(0, 0), p(20, 0), p(20, 30)] && polygon.stroke?.width == 2)
        #expect(
            path.segments == [
                .move(p(2, 3)), .cubic(control1: p(2, 6), control2: p(6, 12), to: p(10, 18)),
                .quadratic(control: p(14, 24), to: p(18, 30)), .close,
            ])
    }

    @Test func `children follow their group, gradients stay fractions`() throws {
        let fill: JSONValue = [
            "type": "radial", "center": [0.25, 0.75], "radius": 0.5,
            "stops": [["offset": 0, "color": "red"], ["offset": 1, "color": "blue"]],
        ]
        let child: JSONValue = ["type": "ellipse", "x": 1, "y": 1, "width": 5, "height": 5, "fill": fill]
        let layer = try scaled(.group, ["x": 10, "y": 10, "cornerRadius": 4, "children": [child]])
        #expect(layer.x == 20 && layer.y == 30)
        #expect(layer.children[0].x == 2 && layer.children[0].y == 3)
        #expect(layer.children[0].width == 10 && layer.children[0].height == 15)
        guard case .ellipse(let ellipse) = layer.children[0].content, case .group(let group) = layer.content,
            case .radial(let center, let radius, _) = ellipse.fill
        else {
            Issue.record("the fill is something else")
            return
        }
        #expect(center == Position(x: 0.25, y: 0.75) && radius == 0.5)
        #expect(group.cornerRadius == CornerRadii(8))
    }

    @Test func `factors of one change nothing, and touched layers stay touched`() throws {
        let resolution = try Fixtures.template(Fixtures.card).resolve(["title": ["text": "x"]])
        #expect(resolution.scaled(horizontally: 1, vertically: 1) == resolution)
        #expect(resolution.scaled(horizontally: 2, vertically: 1).touched == [2])
    }
}
