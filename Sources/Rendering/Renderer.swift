import Canvas
import Codecs
import Limit
import Templates
import Typography

/// Makes pictures, one after the other, on one thread: the engine of one worker.
///
/// It owns a FreeType library and a glyph cache, so it is not `Sendable`. The same job gives the same pixels on every
/// renderer, in any order.
public final class Renderer {
    private let engine: TextEngine
    private let images: ImageCache
    private let limits: Limits

    /// - Parameters:
    ///   - fonts: What text is set in until a job brings its own collection.
    ///   - images: Decoded images, shared with other renderers.
    /// - Throws: ``RenderError/fault(_:)`` where FreeType does not start.
    public init(fonts: FontCollection, images: ImageCache = ImageCache(), limits: Limits = Limits()) throws(RenderError)
    {
        do {
            engine = try TextEngine(fonts: fonts, limits: limits.text)
        } catch {
            throw .fault("fonts: \(error)")
        }
        self.images = images
        self.limits = limits
    }

    /// Makes one picture.
    ///
    /// - Parameter isCancelled: Asked between steps; true ends the work with ``RenderError/cancelled``.
    public func render(_ job: RenderJob, isCancelled: @escaping () -> Bool = { false }) throws(RenderError) -> Picture {
        let clock = ContinuousClock()
        var stages = Picture.Stages()
        let start = clock.now
        let size = try CanvasSize(template: job.template, options: job.options, limits: limits.output)
        let (items, report) = try scene(of: job, size, isCancelled)
        if job.options.isStrict, report.failsStrict { throw .strict(report) }
        let laidOut = clock.now
        stages.layout = laidOut - start
        let surface: Surface
        do {
            surface = try Surface(bounds: PixelRect(x: 0, y: 0, width: size.columns, height: size.rows))
        } catch {
            throw .sizeOutOfRange(width: size.columns, height: size.rows)
        }
        try Painter(isCancelled: isCancelled).paint(items, on: surface, clip: surface.bounds)
        let painted = clock.now
        stages.paint = painted - laidOut
        if isCancelled() { throw .cancelled }
        let bytes = try encode(surface.pixmap, job.options)
        stages.encode = clock.now - painted
        return Picture(
            bytes: bytes, contentType: job.options.format.contentType, width: size.columns, height: size.rows,
            report: report, stages: stages)
    }

    private func scene(
        of job: RenderJob, _ size: CanvasSize, _ isCancelled: @escaping () -> Bool
    ) throws(RenderError) -> ([SceneItem], RenderReport) {
        engine.use(job.fonts)
        let canvas = PixelRect(x: 0, y: 0, width: size.columns, height: size.rows)
        let builder = SceneBuilder(
            engine: engine, images: images, assets: job.assets, limits: limits, canvas: canvas,
            isCancelled: isCancelled)
        let device = Transform.scale(size.scale, size.scale)
        var items: [SceneItem] = []
        let page = Rect(x: 0, y: 0, width: size.width, height: size.height)
        if let source = job.template.background?.source(in: page, transform: device) {
            items.append(SceneItem(layer: -1, ink: canvas, content: .rectangle(canvas, source)))
        }
        let resolution =
            size.isTemplateSize
            ? job.resolution : job.resolution.scaled(horizontally: size.horizontal, vertically: size.vertical)
        items += try builder.items(of: resolution.layers, under: device)
        return (items, builder.report)
    }

    private func encode(_ pixmap: Pixmap, _ options: OutputOptions) throws(RenderError) -> [UInt8] {
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
