import Canvas
import Templates
import Typography

extension SceneBuilder {
    /// Above this size on the device glyphs are filled as outlines: their masks would fill the cache with giants.
    private static let maskSizeLimitPixels = 256.0

    func text(_ layer: Layer, _ text: TextContent, under parent: Transform) throws(RenderError) -> LayerBody {
        let layout: TextLayout
        do {
            layout = try engine.layout(TextRequest(text, width: layer.width, height: layer.height))
        } catch {
            throw .text(layer: layer.label, reason: "\(error)")
        }
        note(layout.report, of: layer, text)
        glyphCount += layout.glyphs.count
        guard glyphCount <= limits.text.glyphsPerRender else {
            throw .tooManyGlyphs(limit: limits.text.glyphsPerRender)
        }
        let box = Rect(
            x: 0, y: 0, width: layer.width ?? layout.width, height: layer.height ?? layout.height)
        let transform = place(layer, box: box, under: parent)
        var body = LayerBody(transform: transform)
        guard let paint = text.fill, let source = paint.source(in: box, transform: transform) else { return body }
        do {
            body.items = try glyphs(layout, of: layer, transform, source)
        } catch let error as RenderError {
            throw error
        } catch {
            throw .text(layer: layer.label, reason: "\(error)")
        }
        if layout.clips {
            body.items = cut(body.items, to: box, transform, of: layer)
        }
        return body
    }

    private func note(_ report: TextReport, of layer: Layer, _ text: TextContent) {
        if let size = report.shrunkTo { self.report.add(.shrunk, layer: layer, detail: "\(size)") }
        if report.wasCut { self.report.add(text.overflow == .ellipsis ? .ellipsis : .cut, layer: layer) }
        for family in report.substitutedFamilies { self.report.add(.substitutedFont, layer: layer, detail: family) }
        if !report.missing.isEmpty {
            let codes = report.missing.prefix(8).map { "U+" + String($0.value, radix: 16, uppercase: true) }
            self.report.add(.missingGlyph, layer: layer, detail: codes.joined(separator: " "))
        }
    }

    private func glyphs(
        _ layout: TextLayout, of layer: Layer, _ transform: Transform, _ source: Source
    ) throws -> [SceneItem] {
        let size = layout.size * transform.meanScale
        guard transform.isScaleAndTranslation, size <= Self.maskSizeLimitPixels else {
            return try outlines(layout, of: layer, transform, source)
        }
        var glyphs: [DeviceGlyph] = []
        glyphs.reserveCapacity(layout.glyphs.count)
        var ink = PixelRect.zero
        for placed in layout.glyphs {
            let pen = transform.apply(placed.origin)
            guard abs(pen.x) < 1e6, abs(pen.y) < 1e6 else { continue }
            // Quarter-pixel phases across, whole pixels down.
            let quarters = Int((pen.x * 4).rounded())
            let (column, phase) = (quarters >> 2, quarters & 3)
            let row = Int(pen.y.rounded())
            let glyphSize = placed.size * transform.meanScale
            let glyph: DeviceGlyph
            if placed.isColor,
                let color = try engine.colorGlyph(placed.font, glyph: placed.glyph, sizePixels: glyphSize)
            {
                glyph = DeviceGlyph(ink: .pixels(color.pixmap, left: color.left, top: color.top), x: column, y: row)
            } else {
                let mask = try engine.mask(placed.font, glyph: placed.glyph, sizePixels: glyphSize, phase: phase)
                glyph = DeviceGlyph(ink: .mask(mask), x: column, y: row)
            }
            let bounds = glyph.bounds.intersection(canvas)
            if bounds.isEmpty { continue }
            ink = ink.union(bounds)
            glyphs.append(glyph)
        }
        guard !glyphs.isEmpty else { return [] }
        if source.isOpaque { return [SceneItem(layer: layer.id, ink: ink, content: .glyphs(glyphs, source))] }
        return united(glyphs, ink: ink, of: layer, source)
    }

    /// Glyphs that overlap, as joined letters do, must not show it through a paint that lets light through: their
    /// coverage is united first.
    private func united(_ glyphs: [DeviceGlyph], ink: PixelRect, of layer: Layer, _ source: Source) -> [SceneItem] {
        var mask = CoverageMask(bounds: ink)
        var colored: [DeviceGlyph] = []
        for glyph in glyphs {
            if case .mask(let shape) = glyph.ink {
                mask.unite(shape, x: glyph.x, y: glyph.y)
            } else {
                colored.append(glyph)
            }
        }
        var items = [SceneItem(layer: layer.id, ink: ink, content: .mask(mask, source))]
        if !colored.isEmpty { items.append(SceneItem(layer: layer.id, ink: ink, content: .glyphs(colored, source))) }
        return items
    }

    /// Turned or giant text: one outline for all letters, and colour glyphs as turned images.
    private func outlines(
        _ layout: TextLayout, of layer: Layer, _ transform: Transform, _ source: Source
    ) throws -> [SceneItem] {
        var letters = Path()
        var items: [SceneItem] = []
        for placed in layout.glyphs {
            let toDevice = Transform.translation(placed.origin.x, placed.origin.y).then(transform)
            if placed.isColor {
                let size = placed.size * transform.meanScale
                if let color = try engine.colorGlyph(placed.font, glyph: placed.glyph, sizePixels: size) {
                    items += turned(color, size: placed.size / size, toDevice, of: layer)
                    continue
                }
            }
            let outline = try engine.outline(placed.font, glyph: placed.glyph, sizePixels: placed.size)
            letters.append(outline.transformed(by: toDevice))
        }
        if let item = shape(layer, letters, source) { items.insert(item, at: 0) }
        return items
    }

    private func turned(_ glyph: ColorGlyph, size: Double, _ transform: Transform, of layer: Layer) -> [SceneItem] {
        let place = Rect(
            x: Double(glyph.left) * size, y: Double(glyph.top) * size, width: Double(glyph.pixmap.width) * size,
            height: Double(glyph.pixmap.height) * size)
        let toDevice = Transform.scale(size, size).then(.translation(place.x, place.y)).then(transform)
        guard let inverse = toDevice.inverse else { return [] }
        let source = Source.image(glyph.pixmap, deviceToImage: inverse)
        return shape(layer, Path.rectangle(place).transformed(by: transform), source).map { [$0] } ?? []
    }

    /// Text that its box cuts. Whole letters inside need no clip.
    private func cut(_ items: [SceneItem], to box: Rect, _ transform: Transform, of layer: Layer) -> [SceneItem] {
        let outline = Path.rectangle(box).transformed(by: transform)
        let device = transform.apply(box)
        let fits = items.allSatisfy { item in
            Double(item.ink.x) >= device.x && Double(item.ink.maxX) <= device.maxX
                && Double(item.ink.y) >= device.y && Double(item.ink.maxY) <= device.maxY
        }
        return fits && transform.isScaleAndTranslation ? items : clipped(items, to: outline, of: layer)
    }
}
