import Canvas

/// Paints a display list on a surface, item by item.
struct Painter {
    /// Asked between items; true ends the work.
    let isCancelled: () -> Bool

    /// - Parameter clip: Only pixels inside change.
    func paint(_ items: [SceneItem], on surface: Surface, clip: PixelRect) throws(RenderError) {
        for item in items {
            let area = item.ink.intersection(clip)
            if area.isEmpty { continue }
            if isCancelled() { throw .cancelled }
            do {
                try paint(item, on: surface, clip: area)
            } catch let error as RenderError {
                throw error
            } catch {
                throw .outOfMemory
            }
        }
    }

    private func paint(_ item: SceneItem, on surface: Surface, clip: PixelRect) throws {
        switch item.content {
        case .rectangle(let rect, let source):
            surface.fill(rect.intersection(clip), with: source)
        case .shape(let path, let rule, let source):
            try surface.fill(path, rule: rule, with: source, clip: clip)
        case .glyphs(let glyphs, let source):
            paint(glyphs, source, on: surface, clip: clip)
        case .mask(let mask, let source):
            surface.fill(mask, with: source, clip: clip)
        case .group(let items, let opacity, let path):
            let layer = try Surface(bounds: clip)
            try paint(items, on: layer, clip: clip)
            let source = Source.pixels(layer.pixmap, x: clip.x, y: clip.y, opacity: opacity)
            if let path {
                try surface.fill(path, rule: .nonzero, with: source, clip: clip)
            } else {
                surface.fill(clip, with: source)
            }
        }
    }

    /// Glyphs in their order, neighbours with masks in one go.
    private func paint(_ glyphs: [DeviceGlyph], _ source: Source, on surface: Surface, clip: PixelRect) {
        var masks: [(mask: Mask, x: Int, y: Int)] = []
        masks.reserveCapacity(glyphs.count)
        for glyph in glyphs {
            switch glyph.ink {
            case .mask(let mask):
                masks.append((mask, glyph.x, glyph.y))
            case .pixels(let pixmap, let left, let top):
                surface.fill(masks, with: source, clip: clip)
                masks.removeAll(keepingCapacity: true)
                let pixels = Source.pixels(pixmap, x: glyph.x + left, y: glyph.y + top)
                surface.fill(glyph.bounds.intersection(clip), with: pixels)
            }
        }
        surface.fill(masks, with: source, clip: clip)
    }
}
