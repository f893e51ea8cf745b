import Canvas
import Codecs
import Templates

extension Renderer {
    /// Paints what a request touched over a kept base.
    ///
    /// - Returns: The surface with the whole picture, and the places that differ from the base.
    func paint(
        _ stage: RenderStage, over base: KeptBase, on canvas: WorkerCanvas
    ) throws(RenderError) -> [PixelRect] {
        let units = stage.builder.units(of: stage.layers, under: stage.device, touched: base.touched)
        var touched: [(place: Int, items: [SceneItem])] = []
        var ink: [PixelRect] = []
        for (place, unit) in units.enumerated() where unit.isTouched {
            let items = try stage.builder.items(of: unit.layer, under: unit.parent)
            if items.isEmpty { continue }
            touched.append((place, items))
            ink.append(items.reduce(PixelRect.zero) { $0.union($1.ink) })
        }
        canvas.dirty(ink)
        let painter = Painter(isCancelled: stage.builder.isCancelled)
        // Joined places are larger than the ink: what lies above them counts, too.
        let places = PixelRect.disjoint(ink)
        let covered = base.above.filter { above in
            above.items.contains { item in places.contains { !item.ink.intersection($0).isEmpty } }
        }
        if let below = base.below, !covered.isEmpty {
            let order = (touched + covered).sorted { $0.place < $1.place }
            for rect in places {
                canvas.surface.copy(from: below, rect)
                for (_, items) in order { try painter.paint(items, on: canvas.surface, clip: rect) }
            }
        } else {
            for (_, items) in touched { try painter.paint(items, on: canvas.surface, clip: canvas.surface.bounds) }
        }
        return ink
    }
}

extension PixelRect {
    /// Rectangles that cover the same pixels, and maybe more, without touching each other.
    static func disjoint(_ rects: [PixelRect]) -> [PixelRect] {
        var result: [PixelRect] = []
        for rect in rects {
            var merged = rect
            while let index = result.firstIndex(where: { !$0.intersection(merged).isEmpty }) {
                merged = merged.union(result.remove(at: index))
            }
            result.append(merged)
        }
        return result
    }
}
