import Canvas
import Templates

/// The template's own picture and the rows of its touched layers: what requests will make, near enough.
///
/// It is the template's and not a request's, so that a base does not depend on who asked first.
struct BaseSample {
    let pixmap: Pixmap
    let rows: [Range<Int>]
}

extension Renderer {
    /// Nothing where the template's own values cannot be drawn; requests may still bring values that can.
    func sample(
        for job: RenderJob, _ size: CanvasSize, _ touched: Set<Int>, _ isCancelled: @escaping () -> Bool
    ) -> BaseSample? {
        do {
            let resolution = try job.template.resolve(job.template.sampleValues)
            let stage = stage(for: job.with(resolution), size, isCancelled)
            var rows: [Range<Int>] = []
            for unit in stage.builder.units(of: stage.layers, under: stage.device, touched: touched)
            where unit.isTouched {
                let items = try stage.builder.items(of: unit.layer, under: unit.parent)
                for item in items { rows += item.likelyRows(of: unit.layer, scale: stage.device.meanScale) }
            }
            let surface = try stage.surface()
            let painter = Painter(isCancelled: isCancelled)
            try painter.paint(try stage.items(), on: surface, clip: surface.bounds)
            return BaseSample(pixmap: surface.pixmap, rows: rows)
        } catch {
            return nil
        }
    }
}

extension Template {
    /// Templates often hold a word where requests bring a line: short texts of named layers are drawn out.
    fileprivate var sampleValues: [String: JSONValue] {
        func collected(_ layers: [Layer]) -> [String: JSONValue] {
            layers.reduce(into: [:]) { values, layer in
                values.merge(collected(layer.children)) { first, _ in first }
                guard layer.isDynamic, let name = layer.name, case .text(let text) = layer.content,
                    text.text.count < 24
                else { return }
                values[name] = ["text": .string(text.text + " Hamburgevons quick jumps")]
            }
        }
        return collected(layers)
    }
}

extension SceneItem {
    /// Rows of its ink, and for text those that any letters of its lines reach.
    fileprivate func likelyRows(of layer: Layer, scale: Double) -> [Range<Int>] {
        var rows = ink.isEmpty ? [] : [ink.y..<ink.maxY]
        guard case .text(let text) = layer.content, case .glyphs(let glyphs, _) = content else { return rows }
        // Ascenders and descenders of text faces reach about so far.
        let (above, below) = (Int(text.size * scale * 0.8), Int(text.size * scale * 0.22))
        for baseline in Set(glyphs.map(\.y)) { rows.append(baseline - above..<baseline + below) }
        return rows
    }
}
