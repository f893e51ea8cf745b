import Canvas
import Templates

extension SceneBuilder {
    /// A rectangle or an ellipse.
    func box(_ layer: Layer, _ shape: ShapeContent, isEllipse: Bool, under parent: Transform) -> LayerBody {
        let box = Rect(x: 0, y: 0, width: layer.width ?? 0, height: layer.height ?? 0)
        let transform = place(layer, box: box, under: parent)
        var body = LayerBody(transform: transform)
        let corners = shape.cornerRadius.sizes
        func outline(grownBy d: Double) -> Path {
            let rect = box.insetBy(-d)
            return isEllipse ? .ellipse(in: rect) : .roundedRectangle(rect, corners: corners.outset(by: d))
        }
        if let source = shape.fill?.source(in: box, transform: transform) {
            if !isEllipse, corners.isNone, let pixels = pixelRectangle(box, transform) {
                let ink = pixels.intersection(canvas)
                if !ink.isEmpty {
                    body.items.append(SceneItem(layer: layer.id, ink: ink, content: .rectangle(ink, source)))
                }
            } else if let item = self.shape(layer, outline(grownBy: 0).transformed(by: transform), source) {
                body.items.append(item)
            }
            body.isSilhouetteOpaque = source.isOpaque
        }
        var reach = 0.0
        if let stroke = shape.stroke, stroke.width > 0 {
            let shift = stroke.align == .inside ? -stroke.width / 2 : stroke.align == .outside ? stroke.width / 2 : 0
            reach = max(0, shift + stroke.width / 2)
            let line = outline(grownBy: shift).stroked(stroke.style, scale: transform.meanScale)
            if let source = stroke.paint.source(in: box, transform: transform),
                let item = self.shape(layer, line.transformed(by: transform), source)
            {
                body.items.append(item)
                body.isSilhouetteOpaque = body.isSilhouetteOpaque && source.isOpaque && stroke.dash.isEmpty
            }
        }
        body.silhouette = outline(grownBy: reach).transformed(by: transform)
        return body
    }

    /// The box on the device where its edges are pixel edges and its sides lie along the axes.
    private func pixelRectangle(_ box: Rect, _ transform: Transform) -> PixelRect? {
        guard transform.b == 0 && transform.c == 0 || transform.a == 0 && transform.d == 0 else { return nil }
        let rect = transform.apply(box)
        let edges = [rect.x, rect.y, rect.maxX, rect.maxY]
        guard edges.allSatisfy({ abs($0 - $0.rounded()) < 1e-6 && abs($0) < 1e8 }) else { return nil }
        let (left, top) = (Int(rect.x.rounded()), Int(rect.y.rounded()))
        return PixelRect(
            x: left, y: top, width: Int(rect.maxX.rounded()) - left, height: Int(rect.maxY.rounded()) - top)
    }
}
