import Canvas
import Templates

extension SceneBuilder {
    /// The shadows of a layer, the last in its list at the bottom.
    ///
    /// Rectangles and ellipses cast the shadow of their outline, outside of it only, as CSS's `box-shadow`; all others
    /// cast the shadow of their ink, as CSS's `drop-shadow`.
    func shadows(of layer: Layer, body: LayerBody) throws(RenderError) -> [SceneItem] {
        guard !body.items.isEmpty || body.silhouette != nil else { return [] }
        var items: [SceneItem] = []
        for shadow in layer.shadows.reversed() where shadow.color.alpha > 0 {
            if isCancelled() { throw .cancelled }
            do {
                let mask = try body.silhouette.map { try boxShadow(shadow, $0, body) } ?? dropShadow(shadow, body)
                guard let mask else { continue }
                let source = Source.solid(shadow.color.color)
                items.append(SceneItem(layer: layer.id, ink: mask.bounds, content: .mask(mask, source)))
            } catch let error as RenderError {
                throw error
            } catch {
                throw .outOfMemory
            }
        }
        return items
    }

    private func boxShadow(_ shadow: Shadow, _ silhouette: Path, _ body: LayerBody) throws -> CoverageMask? {
        let (offset, sigma) = place(shadow, body.transform)
        let moved = silhouette.transformed(by: .translation(offset.x, offset.y))
        guard let area = area(of: moved.controlBounds.pixelBounds, sigma: sigma) else { return nil }
        var mask = try Coverage(moved, clip: area.painted).mask(in: area.painted)
        try mask.blur(sigma: sigma)
        mask = mask.cropped(to: area.visible)
        if !body.isSilhouetteOpaque {
            mask.intersect(try Coverage(silhouette, clip: area.visible).mask(in: area.visible), inverted: true)
        }
        return mask
    }

    private func dropShadow(_ shadow: Shadow, _ body: LayerBody) throws -> CoverageMask? {
        let (offset, sigma) = place(shadow, body.transform)
        let ink = body.items.reduce(PixelRect.zero) { $0.union($1.ink) }
        // Ink is on whole pixels already: the shadow moves by whole pixels too.
        let (dx, dy) = (Int(offset.x.rounded()), Int(offset.y.rounded()))
        let moved = PixelRect(x: ink.x + dx, y: ink.y + dy, width: ink.width, height: ink.height)
        guard let area = area(of: moved, sigma: sigma) else { return nil }
        let place = area.painted
        let bounds = PixelRect(x: place.x - dx, y: place.y - dy, width: place.width, height: place.height)
        let surface = try Surface(bounds: bounds)
        try Painter(isCancelled: isCancelled).paint(body.items, on: surface, clip: bounds)
        var mask = surface.alphaMask().moved(by: dx, dy)
        try mask.blur(sigma: sigma)
        return mask.cropped(to: area.visible)
    }

    /// The offset as a vector on the device, and the standard deviation: half of CSS's blur radius.
    private func place(_ shadow: Shadow, _ t: Transform) -> (offset: Point, sigma: Double) {
        let offset = Point(t.a * shadow.x + t.c * shadow.y, t.b * shadow.x + t.d * shadow.y)
        return (offset, shadow.blur / 2 * t.meanScale)
    }

    /// The pixels of the canvas that a shadow can reach, and those that must be painted to blur them.
    private func area(of shape: PixelRect, sigma: Double) -> (painted: PixelRect, visible: PixelRect)? {
        let reach = CoverageMask.reach(ofSigma: sigma)
        let visible = shape.outset(reach).intersection(canvas)
        guard !visible.isEmpty else { return nil }
        return (shape.outset(reach).intersection(visible.outset(reach)), visible)
    }
}
