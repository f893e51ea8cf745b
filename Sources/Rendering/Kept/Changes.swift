import Canvas
import Templates

/// What a request changes of a kept base, laid out and ready to be painted on any rows of it.
struct Changes {
    /// Where pixels differ from the base, one rectangle a touched unit.
    let ink: [PixelRect]
    private let below: Pixmap?
    /// In paint order: the touched items and, over ``below``, those that lie above them.
    private let items: [[SceneItem]]
    /// The ink joined until no two overlap: larger than the ink, so what lies above it counts, too.
    private let places: [PixelRect]
    private let painter: Painter

    init(_ stage: RenderStage, over base: KeptBase) throws(RenderError) {
        painter = Painter(isCancelled: stage.builder.isCancelled)
        let units = stage.builder.units(of: stage.layers, under: stage.device, touched: base.touched)
        var touched: [(place: Int, items: [SceneItem])] = []
        var ink: [PixelRect] = []
        for (place, unit) in units.enumerated() where unit.isTouched {
            let items = try stage.builder.items(of: unit.layer, under: unit.parent)
            if items.isEmpty { continue }
            touched.append((place, items))
            ink.append(items.reduce(PixelRect.zero) { $0.union($1.ink) })
        }
        let places = base.below == nil ? [] : PixelRect.disjoint(ink)
        let covered = base.above.filter { above in
            above.items.contains { item in places.contains { !item.ink.intersection($0).isEmpty } }
        }
        self.ink = ink
        self.places = places
        below = covered.isEmpty ? nil : base.below
        items = (touched + covered).sorted { $0.place < $1.place }.map(\.items)
    }

    /// Paints on a surface that shows the base, or a part of it.
    func paint(on surface: Surface) throws(RenderError) {
        guard let below else {
            for items in items { try painter.paint(items, on: surface, clip: surface.bounds) }
            return
        }
        for place in places {
            let area = place.intersection(surface.bounds)
            if area.isEmpty { continue }
            surface.copy(from: below, area)
            for items in items { try painter.paint(items, on: surface, clip: area) }
        }
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
