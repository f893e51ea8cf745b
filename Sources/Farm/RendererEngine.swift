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
        builder?.note(picture, of: job)
        return picture
    }

    /// Renders one picture, or plans a large one.
    public func begin(
        _ job: RenderJob, isCancelled: @escaping () -> Bool
    ) throws(RenderError) -> RenderBeginning<PicturePieces> {
        switch try renderer.begin(job, isCancelled: isCancelled) {
        case .made(let picture):
            builder?.note(picture, of: job)
            return .made(picture)
        case .wide(let plan):
            return .divided(PicturePieces(plan: plan, job: job, builder: builder))
        }
    }
}

/// The pieces of a large picture.
public struct PicturePieces: RenderPieces {
    let plan: WidePlan
    let job: RenderJob
    let builder: BaseBuilder?

    public var count: Int { plan.pieceCount }

    public func piece(_ index: Int, isCancelled: @escaping () -> Bool) throws(RenderError) -> WidePlan.Piece {
        try plan.piece(index, isCancelled: isCancelled)
    }

    public func join(_ pieces: [WidePlan.Piece]) throws(RenderError) -> Picture {
        let picture = plan.picture(of: pieces)
        builder?.note(picture, of: job)
        return picture
    }
}

extension BaseBuilder {
    /// Hears of a base that would have served a picture, once that is made.
    fileprivate nonisolated func note(_ picture: Picture, of job: RenderJob) {
        if let key = picture.missedBase { missed(key, by: job) }
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
        bases: BaseCache = BaseCache(), glyphs: GlyphTally? = nil
    ) async throws {
        let makeRenderer: @Sendable () throws -> Renderer = {
            try Renderer(fonts: fonts, images: images, bases: bases, limits: limits, glyphs: glyphs)
        }
        let builder = BaseBuilder(makeRenderer: makeRenderer)
        try await self.init(workers: workers, limits: limits.farm) {
            RendererEngine(renderer: try makeRenderer(), builder: builder)
        }
    }
}
