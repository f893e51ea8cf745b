import Canvas
import Codecs
import Templates

extension Renderer {
    /// Makes and keeps the base of a job's template at the job's size.
    ///
    /// - Parameter leavingOutAllDynamic: True for a base without any dynamic layer, false for one without just those
    ///   that the job touches.
    /// - Returns: False where nothing would be gained: the job has no identity, or every unit is touched.
    @discardableResult
    public func keepBase(
        for job: RenderJob, leavingOutAllDynamic: Bool = false, isCancelled: @escaping () -> Bool = { false }
    ) throws(RenderError) -> Bool {
        guard let identity = job.identity else { return false }
        let dynamic = job.template.dynamicIDs
        let touched = leavingOutAllDynamic ? dynamic : job.resolution.touched
        let size = try CanvasSize(template: job.template, options: job.options, limits: limits.output)
        let stage = stage(for: job, size, isCancelled)
        let units = stage.builder.units(of: stage.layers, under: stage.device, touched: touched)
        guard units.contains(where: { !$0.isTouched }) || stage.backgroundPaint != nil else { return false }
        let sample = job.isDraft ? nil : sample(for: job, size, touched, isCancelled)
        let base = try base(stage, units, touched, sample: sample, isDraft: job.isDraft)
        bases.keep(base, for: BaseKey(identity: identity, size: size, touched: touched, dynamic: dynamic))
        return true
    }

    private func base(
        _ stage: RenderStage, _ units: [SceneUnit], _ touched: Set<Int>, sample: BaseSample?, isDraft: Bool
    ) throws(RenderError) -> KeptBase {
        let first = units.firstIndex(where: \.isTouched) ?? units.count
        var below = stage.background.map { [$0] } ?? []
        var above: [(place: Int, items: [SceneItem])] = []
        for (place, unit) in units.enumerated() where !unit.isTouched {
            let items = try stage.builder.items(of: unit.layer, under: unit.parent)
            if place < first { below += items } else if !items.isEmpty { above.append((place, items)) }
        }
        let surface = try stage.surface()
        let painter = Painter(isCancelled: stage.builder.isCancelled)
        try painter.paint(below, on: surface, clip: surface.bounds)
        let belowPixels = above.isEmpty ? nil : surface.pixmap
        for (_, items) in above { try painter.paint(items, on: surface, clip: surface.bounds) }
        let rows: KeptRows
        do {
            rows =
                isDraft
                ? try KeptRows(quickly: surface.pixmap)
                : try KeptRows(surface.pixmap, sample: sample?.pixmap, changing: sample?.rows ?? [])
        } catch {
            throw .encoding(error)
        }
        return KeptBase(
            whole: surface.pixmap, below: belowPixels, above: above, rows: rows, report: stage.builder.report,
            glyphCount: stage.builder.glyphCount, touched: touched)
    }
}
