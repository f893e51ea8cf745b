import Rendering

/// The engine of the service: one renderer with its own fonts and caches, for one worker.
public struct RendererEngine: RenderEngine {
    private let renderer: Renderer

    /// Wraps a renderer; make it on the worker's thread.
    public init(renderer: Renderer) {
        self.renderer = renderer
    }

    /// Renders one picture.
    public func run(_ job: RenderJob, isCancelled: @escaping () -> Bool) throws(RenderError) -> Picture {
        try renderer.render(job, isCancelled: isCancelled)
    }
}

/// The farm that renders templates.
public typealias PictureFarm = RenderFarm<RendererEngine>
