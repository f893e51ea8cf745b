import Canvas
import Templates
import Typography

/// Where a layer lies on the template's own canvas, for those who edit it.
public struct LayerBox: Sendable, Equatable {
    /// Where the layer stands in the document, such as `/layers/3/children/1`.
    public let pointer: String
    public let name: String?
    /// The box in CSS pixels of the template, before it is turned about its middle.
    public let x: Double
    public let y: Double
    public let width: Double
    public let height: Double
    /// Degrees clockwise, those of the groups around it included.
    public let rotation: Double
}

extension Renderer {
    /// The boxes of all visible layers, groups before their children; text without a size is laid out.
    func boxes(of job: RenderJob, _ isCancelled: @escaping () -> Bool) throws(RenderError) -> [LayerBox] {
        let size = try CanvasSize(template: job.template, options: OutputOptions(), limits: limits.output)
        let builder = stage(for: job, size, isCancelled).builder
        var boxes: [LayerBox] = []
        builder.add(boxesOf: job.resolution.layers, under: .identity, turned: 0, to: &boxes)
        return boxes
    }
}

extension SceneBuilder {
    fileprivate func add(
        boxesOf layers: [Layer], under parent: Transform, turned: Double, to boxes: inout [LayerBox]
    ) {
        for layer in layers where layer.isVisible {
            let box = ownBox(of: layer)
            let transform = place(layer, box: box, under: parent)
            let middle = transform.apply(box.center)
            boxes.append(
                LayerBox(
                    pointer: layer.pointer, name: layer.name, x: middle.x - box.width / 2,
                    y: middle.y - box.height / 2, width: box.width, height: box.height,
                    rotation: turned + layer.rotation))
            add(boxesOf: layer.children, under: transform, turned: turned + layer.rotation, to: &boxes)
        }
    }

    /// The box in the layer's own space, as painting measures it.
    private func ownBox(of layer: Layer) -> Rect {
        switch layer.content {
        case .text(let text):
            var (width, height) = (layer.width ?? 0, layer.height ?? 0)
            if layer.width == nil || layer.height == nil,
                let layout = try? engine.layout(TextRequest(text, width: layer.width, height: layer.height))
            {
                (width, height) = (layer.width ?? layout.width, layer.height ?? layout.height)
            }
            return Rect(x: 0, y: 0, width: width, height: height)
        case .group(let group): return box(of: layer, group)
        case .line(let line): return outlineBox(of: layer, line.outline(closed: false))
        case .polygon(let polygon): return outlineBox(of: layer, polygon.outline(closed: true))
        case .path(let path): return outlineBox(of: layer, path.outline)
        case .image, .rectangle, .ellipse:
            return Rect(x: 0, y: 0, width: layer.width ?? 0, height: layer.height ?? 0)
        }
    }

    private func outlineBox(of layer: Layer, _ content: OutlineContent) -> Rect {
        let bounds = content.path.controlBounds
        return Rect(
            x: layer.width == nil ? bounds.x : 0, y: layer.height == nil ? bounds.y : 0,
            width: layer.width ?? bounds.width, height: layer.height ?? bounds.height)
    }
}
