import Canvas
import Templates

/// What a line, a polygon and a path have in common.
struct OutlineContent {
    let path: Path
    let fill: Paint?
    let rule: Path.FillRule
    let stroke: Stroke?
}

extension PolygonContent {
    /// A polygon's outline, or with `closed` false a line's, which has no inside.
    func outline(closed: Bool) -> OutlineContent {
        OutlineContent(
            path: .lines(through: points.map(\.point), closed: closed), fill: closed ? fill : nil,
            rule: fillRule == .evenodd ? .evenodd : .nonzero, stroke: stroke)
    }
}

extension PathContent {
    var outline: OutlineContent {
        var path = Path()
        for segment in segments { path.append(segment) }
        return OutlineContent(
            path: path, fill: fill, rule: fillRule == .evenodd ? .evenodd : .nonzero, stroke: stroke)
    }
}

extension Path {
    fileprivate mutating func append(_ segment: PathSegment) {
        switch segment {
        case .move(let p): move(to: p.point)
        case .line(let p): line(to: p.point)
        case .quadratic(let c, let p): quadratic(c.point, to: p.point)
        case .cubic(let c1, let c2, let p): cubic(c1.point, c2.point, to: p.point)
        case .close: close()
        }
    }
}

extension SceneBuilder {
    /// A line, a polygon or a path. Gradients are measured by its box, or by its points where it has none.
    func outline(_ layer: Layer, _ content: OutlineContent, under parent: Transform) -> LayerBody {
        let bounds = content.path.controlBounds
        let box = Rect(
            x: layer.width == nil ? bounds.x : 0, y: layer.height == nil ? bounds.y : 0,
            width: layer.width ?? bounds.width, height: layer.height ?? bounds.height)
        let transform = place(layer, box: box, under: parent)
        var body = LayerBody(transform: transform)
        let device = content.path.transformed(by: transform)
        if let source = content.fill?.source(in: box, transform: transform),
            let item = shape(layer, device, rule: content.rule, source)
        {
            body.items.append(item)
        }
        if let stroke = content.stroke, stroke.width > 0,
            let source = stroke.paint.source(in: box, transform: transform)
        {
            let item = self.stroke(layer, stroke, of: content, device: device, transform: transform, source)
            if let item { body.items.append(item) }
        }
        return body
    }

    /// A stroke on the middle of the outline, or one of twice the width of which one side is kept.
    private func stroke(
        _ layer: Layer, _ stroke: Stroke, of content: OutlineContent, device: Path, transform: Transform,
        _ source: Source
    ) -> SceneItem? {
        let width = stroke.align == .center ? stroke.width : stroke.width * 2
        let line = content.path.stroked(stroke.style(width: width), scale: transform.meanScale)
            .transformed(by: transform)
        if stroke.align == .center { return shape(layer, line, source) }
        let ink = line.controlBounds.pixelBounds.intersection(canvas)
        guard !ink.isEmpty, let band = try? Coverage(line, clip: ink),
            let inside = try? Coverage(device, rule: content.rule, clip: ink)
        else { return nil }
        var mask = band.mask(in: ink)
        mask.intersect(inside.mask(in: ink), inverted: stroke.align == .outside)
        return SceneItem(layer: layer.id, ink: ink, content: .mask(mask, source))
    }
}
