import Canvas
import Codecs
import Templates

extension Renderer {
    /// Makes a picture of what a request changes over a kept base.
    func renderOver(
        _ base: KeptBase, _ key: BaseKey, _ job: RenderJob, _ size: CanvasSize, missed: BaseKey?,
        _ isCancelled: @escaping () -> Bool
    ) throws(RenderError) -> Picture {
        let start = ContinuousClock.now
        let stage = stage(for: job, size, isCancelled)
        stage.builder.glyphCount = base.glyphCount
        let changes = try Changes(stage, over: base)
        let report = try accepted(base.report.joined(with: stage.builder.report), job)
        let layout = ContinuousClock.now - start
        let (bytes, paint, encode) =
            job.options.format == .png && tuning.reusesBands
            ? try bands(of: changes, over: base, job.options, isCancelled)
            : try whole(changes, over: base, key, job.options, isCancelled)
        return Picture(
            bytes: bytes, size: size, format: job.options.format, report: report,
            stages: Picture.Stages(layout: layout, paint: paint, encode: encode), missedBase: missed)
    }

    private typealias Made = (bytes: [UInt8], paint: Duration, encode: Duration)

    /// Only the areas that changed are painted, one after the other, on pixels that the nearest caches hold.
    private func bands(
        of changes: Changes, over base: KeptBase, _ options: OutputOptions, _ isCancelled: () -> Bool
    ) throws(RenderError) -> Made {
        var (paint, encode) = (Duration.zero, Duration.zero)
        var then = ContinuousClock.now
        var picture = base.rows.picture(
            changedIn: changes.ink, compression: options.compression, engine: tuning.engine)
        while let area = picture.changedArea {
            let surface = Surface(base.whole, area: area, plains: base.plains)
            try changes.paint(on: surface)
            let painted = ContinuousClock.now
            if isCancelled() { throw .cancelled }
            do {
                try picture.write(surface.pixmap)
            } catch {
                throw .encoding(error)
            }
            let written = ContinuousClock.now
            paint += painted - then
            encode += written - painted
            then = written
        }
        let bytes = picture.bytes()
        return (bytes, paint, encode + (ContinuousClock.now - then))
    }

    /// Every row is written, from this worker's own copy of the base.
    private func whole(
        _ changes: Changes, over base: KeptBase, _ key: BaseKey, _ options: OutputOptions, _ isCancelled: () -> Bool
    ) throws(RenderError) -> Made {
        let start = ContinuousClock.now
        let canvas = canvases.canvas(key, base)
        canvas.dirty(changes.ink)
        try changes.paint(on: canvas.surface)
        let painted = ContinuousClock.now
        if isCancelled() { throw .cancelled }
        let bytes: [UInt8]
        if options.format == .png {
            do {
                bytes = try base.rows.png(
                    of: canvas.surface.pixmap, compression: options.compression, engine: tuning.engine)
            } catch {
                throw .encoding(error)
            }
        } else {
            bytes = try encode(canvas.surface.pixmap, options)
        }
        return (bytes, painted - start, ContinuousClock.now - painted)
    }
}
