import Limit
import Rendering
import Typography

/// The engine of the service: one renderer with its own fonts and caches, for one worker.
public struct RendererEngine: RenderEngine {
    private let renderer: Renderer
    private let builder: BaseBuilder?

    /// Wraps a renderer; make it on the worker's thread.
    ///
    /// - Parameter builder: Told of every kept base that was missed; nothing where none are to be made.
    public init(renderer: Renderer, builder: BaseBuilder? = nil) {
        self.renderer = renderer
        self.builder = builder
    }

    /// Renders one picture.
    public func run(_ job: RenderJob, isCancelled: @escaping () -> Bool) throws(RenderError) -> Picture {
        let picture = try renderer.render(job, isCancelled: isCancelled)
        if let key = picture.missedBase { builder?.missed(key, by: job) }
        return picture
    }
}

/// The farm that renders templates.
public typealias PictureFarm = RenderFarm<RendererEngine>

extension RenderFarm where Engine == RendererEngine {
    /// Starts a farm whose workers share decoded images and kept bases.
    ///
    /// - Throws: ``Rendering/RenderError`` where an engine does not start.
    public convenience init(
        workers: Int, limits: Limits, fonts: FontCollection, images: ImageCache = ImageCache(),
        bases: BaseCache = BaseCache()
    ) async throws {
        let makeRenderer: @Sendable () throws -> Renderer = {
            try Renderer(fonts: fonts, images: images, bases: bases, limits: limits)
        }
        let builder = BaseBuilder(makeRenderer: makeRenderer)
        try await self.init(workers: workers, limits: limits.farm) {
            RendererEngine(renderer: try makeRenderer(), builder: builder)
        }
    }
}
