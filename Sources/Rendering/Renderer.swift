import Canvas
import Codecs
import Limit
import Templates
import Typography

/// Makes pictures, one after the other, on one thread: the engine of one worker.
///
/// It owns a FreeType library and a glyph cache, so it is not `Sendable`. The same job gives the same pixels on every
/// renderer, in any order, over a kept base or not.
public final class Renderer {
    private let engine: TextEngine
    private let images: ImageCache
    let bases: BaseCache
    let limits: Limits
    var canvases = WorkerCanvases()
    /// Ways to the same pixels, which may change between two renders.
    public var tuning: Tuning
    private let glyphs: GlyphTally?

    /// - Parameters:
    ///   - fonts: What text is set in until a job brings its own collection.
    ///   - images: Decoded images, shared with other renderers.
    ///   - bases: Kept bases, shared with other renderers.
    ///   - tuning: Ways to the same pixels; the default is the fastest.
    ///   - glyphs: Told what the glyph cache does, after each picture.
    /// - Throws: ``RenderError/fault(_:)`` where FreeType does not start.
    public init(
        fonts: FontCollection, images: ImageCache = ImageCache(), bases: BaseCache = BaseCache(),
        limits: Limits = Limits(), tuning: Tuning = Tuning(),
        glyphs: GlyphTally? = nil
    ) throws(RenderError) {
        do {
            engine = try TextEngine(fonts: fonts, limits: limits.text)
        } catch {
            throw .fault("fonts: \(error)")
        }
        self.images = images
        self.bases = bases
        self.limits = limits
        self.tuning = tuning
        self.glyphs = glyphs
    }

    /// Makes one picture.
    ///
    /// - Parameter isCancelled: Asked between steps; true ends the work with ``RenderError/cancelled``.
    public func render(_ job: RenderJob, isCancelled: @escaping () -> Bool = { false }) throws(RenderError) -> Picture {
        switch try begin(job, isCancelled: isCancelled) {
        case .made(let picture): picture
        case .wide(let plan): try plan.picture(isCancelled: isCancelled)
        }
    }

    /// Makes one picture, or plans a large one: its pieces need no renderer and give what ``render(_:isCancelled:)``
    /// gives.
    public func begin(
        _ job: RenderJob, isCancelled: @escaping () -> Bool = { false }
    ) throws(RenderError) -> PictureBeginning {
        let before = engine.glyphStatistics
        defer { glyphs?.add(engine.glyphStatistics, since: before) }
        switch try draw(job, isCancelled: isCancelled) {
        case .made(var picture):
            if job.wantsBoxes { picture.boxes = try boxes(of: job, isCancelled) }
            return .made(picture)
        case .wide(var plan):
            if job.wantsBoxes { plan.boxes = try boxes(of: job, isCancelled) }
            return .wide(plan)
        }
    }

    private func draw(_ job: RenderJob, isCancelled: @escaping () -> Bool) throws(RenderError) -> PictureBeginning {
        let size = try CanvasSize(template: job.template, options: job.options, limits: limits.output)
        let keys = baseKeys(for: job, size)
        if let (key, base) = bases.base(keys) {
            let missed = key == keys[0] ? nil : keys[0]
            return .made(try renderOver(base, key, job, size, missed: missed, isCancelled))
        }
        let clock = ContinuousClock()
        let start = clock.now
        let stage = stage(for: job, size, isCancelled)
        let items = try stage.items()
        let report = try accepted(stage.builder.report, job)
        let laidOut = clock.now
        if isWide(size, job.options) {
            return .wide(
                WidePlan(
                    items: items, size: size, report: report, missedBase: keys.first, layout: laidOut - start,
                    start: laidOut))
        }
        let surface = try stage.surface()
        try Painter(isCancelled: isCancelled).paint(items, on: surface, clip: surface.bounds)
        let painted = clock.now
        if isCancelled() { throw .cancelled }
        let bytes = try encode(surface.pixmap, job.options)
        let stages = Picture.Stages(layout: laidOut - start, paint: painted - laidOut, encode: clock.now - painted)
        return .made(
            Picture(
                bytes: bytes, size: size, format: job.options.format, report: report, stages: stages,
                missedBase: keys.first))
    }

    /// Only `fast` PNG is written in pieces: JPEG and `small` look at the whole picture.
    private func isWide(_ size: CanvasSize, _ options: OutputOptions) -> Bool {
        options.format == .png && options.compression == .fast && size.columns * size.rows > limits.output.widePixels
    }

    /// The kept bases that serve a job, the best first: of just what it touches, then of all that requests may touch.
    private func baseKeys(for job: RenderJob, _ size: CanvasSize) -> [BaseKey] {
        guard let identity = job.identity else { return [] }
        let dynamic = job.template.dynamicIDs
        let exact = BaseKey(identity: identity, size: size, touched: job.resolution.touched, dynamic: dynamic)
        guard job.resolution.touched.isSubset(of: dynamic), job.resolution.touched != dynamic else { return [exact] }
        return [exact, BaseKey(identity: identity, size: size, touched: dynamic, dynamic: dynamic)]
    }

    func stage(for job: RenderJob, _ size: CanvasSize, _ isCancelled: @escaping () -> Bool) -> RenderStage {
        engine.use(job.fonts)
        let canvas = PixelRect(x: 0, y: 0, width: size.columns, height: size.rows)
        let builder = SceneBuilder(
            engine: engine, images: images, assets: job.assets, limits: limits, canvas: canvas,
            isCancelled: isCancelled)
        let device = Transform.scale(size.scale, size.scale)
        let page = Rect(x: 0, y: 0, width: size.width, height: size.height)
        let resolution =
            size.isTemplateSize
            ? job.resolution : job.resolution.scaled(horizontally: size.horizontal, vertically: size.vertical)
        return RenderStage(
            builder: builder, layers: resolution.layers, device: device, page: page,
            backgroundPaint: job.template.background, canvas: canvas)
    }

    func accepted(_ report: RenderReport, _ job: RenderJob) throws(RenderError) -> RenderReport {
        if job.options.isStrict, report.failsStrict { throw .strict(report) }
        return report
    }

    func encode(_ pixmap: Pixmap, _ options: OutputOptions) throws(RenderError) -> [UInt8] {
        do {
            return switch options.format {
            case .png: try PNGEncoder.encode(pixmap, compression: options.compression)
            case .jpeg: try JPEGEncoder.encode(pixmap, quality: options.quality)
            }
        } catch {
            throw .encoding(error)
        }
    }
}
