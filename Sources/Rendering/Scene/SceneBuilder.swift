import Canvas
import Limit
import Templates
import Typography

/// Turns resolved layers into a display list in device pixels.
///
/// It measures text, decodes and resamples images and blurs shadows, so that painting is only compositing.
final class SceneBuilder {
    let engine: TextEngine
    let images: ImageCache
    let assets: any AssetSource
    let limits: Limits
    /// The whole canvas; nothing outside is kept.
    let canvas: PixelRect
    let isCancelled: () -> Bool
    var report = RenderReport()
    var glyphCount = 0

    init(
        engine: TextEngine, images: ImageCache, assets: any AssetSource, limits: Limits, canvas: PixelRect,
        isCancelled: @escaping () -> Bool
    ) {
        self.engine = engine
        self.images = images
        self.assets = assets
        self.limits = limits
        self.canvas = canvas
        self.isCancelled = isCancelled
    }

    /// The items of sibling layers, the first at the bottom.
    func items(of layers: [Layer], under parent: Transform) throws(RenderError) -> [SceneItem] {
        var items: [SceneItem] = []
        for layer in layers { items += try self.items(of: layer, under: parent) }
        return items
    }

    /// The items of one layer, its shadows first.
    func items(of layer: Layer, under parent: Transform) throws(RenderError) -> [SceneItem] {
        guard layer.isVisible, layer.opacity > 0 else { return [] }
        if isCancelled() { throw .cancelled }
        let body = try body(of: layer, under: parent)
        var items = try shadows(of: layer, body: body) + body.items
        if items.isEmpty { return [] }
        let ink = items.reduce(PixelRect.zero) { $0.union($1.ink) }
        if layer.opacity < 1 {
            items = [
                SceneItem(
                    layer: layer.id, ink: ink,
                    content: .group(items, opacity: layer.opacity, clip: nil))
            ]
        }
        return items
    }

    private func body(of layer: Layer, under parent: Transform) throws(RenderError) -> LayerBody {
        switch layer.content {
        case .text(let text): try self.text(layer, text, under: parent)
        case .image(let image): try self.image(layer, image, under: parent)
        case .rectangle(let shape): box(layer, shape, isEllipse: false, under: parent)
        case .ellipse(let shape): box(layer, shape, isEllipse: true, under: parent)
        case .line(let line): outline(layer, line.outline(closed: false), under: parent)
        case .polygon(let polygon): outline(layer, polygon.outline(closed: true), under: parent)
        case .path(let path): outline(layer, path.outline, under: parent)
        case .group(let group): try self.group(layer, group, under: parent)
        }
    }

    /// Where a layer's own space lies on the device: moved to its place, then turned about its middle.
    func place(_ layer: Layer, box: Rect, under parent: Transform) -> Transform {
        Transform.rotation(degrees: layer.rotation, about: box.center)
            .then(.translation(layer.x, layer.y)).then(parent)
    }

    /// A shape's item, or nothing where it leaves no ink on the canvas.
    func shape(_ layer: Layer, _ path: Path, rule: Path.FillRule = .nonzero, _ source: Source) -> SceneItem? {
        let ink = path.controlBounds.pixelBounds.intersection(canvas)
        guard !ink.isEmpty else { return nil }
        return SceneItem(layer: layer.id, ink: ink, content: .shape(path, rule, source))
    }
}

/// A layer's own ink, before opacity and shadows.
struct LayerBody {
    var items: [SceneItem] = []
    /// From the layer's space to the device: shadows move and grow with it.
    var transform = Transform.identity
    /// The outline whose shadow falls outside it only, as CSS's `box-shadow` does; nothing for a shadow of all ink.
    var silhouette: Path?
    /// True where the silhouette lets nothing through, so that its shadow needs no hole.
    var isSilhouetteOpaque = false
}
