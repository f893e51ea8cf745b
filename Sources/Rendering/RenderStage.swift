import Canvas
import Templates
import Typography

/// One job made ready to paint: its size, its layers at that size, and the builder of their items.
struct RenderStage {
    let builder: SceneBuilder
    /// The layers, scaled to the requested size.
    let layers: [Layer]
    /// From CSS pixels to device pixels.
    let device: Transform
    let page: Rect
    let backgroundPaint: Paint?
    let canvas: PixelRect

    /// Made when it is asked for: a render over a kept base has no use for it.
    var background: SceneItem? {
        backgroundPaint?.source(in: page, transform: device).map {
            SceneItem(layer: -1, ink: canvas, content: .rectangle(canvas, $0))
        }
    }

    func surface() throws(RenderError) -> Surface {
        do {
            return try Surface(bounds: canvas)
        } catch {
            throw .sizeOutOfRange(width: canvas.width, height: canvas.height)
        }
    }

    /// Every item of the picture in paint order.
    func items() throws(RenderError) -> [SceneItem] {
        try (background.map { [$0] } ?? []) + builder.items(of: layers, under: device)
    }
}
