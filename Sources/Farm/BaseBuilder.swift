import Rendering
import Synchronization

/// Makes kept bases off the requests' path, on a thread of its own with a renderer of its own.
public actor BaseBuilder {
    private let thread = ThreadExecutor(name: "bases")
    private let makeRenderer: @Sendable () throws -> Renderer
    private let clock: FarmClock
    private let demand = Mutex(BaseDemand())
    private var renderer: Renderer?

    public nonisolated var unownedExecutor: UnownedSerialExecutor { thread.reference }

    /// - Parameter makeRenderer: Makes the renderer, on this actor's thread, when the first base is wanted.
    public init(clock: FarmClock = .continuous, makeRenderer: @escaping @Sendable () throws -> Renderer) {
        self.clock = clock
        self.makeRenderer = makeRenderer
    }

    deinit { thread.stop() }

    /// Notes that a render missed a base, and starts making it where that pays. Never waits.
    nonisolated func missed(_ key: BaseKey, by job: RenderJob) {
        guard demand.withLock({ $0.miss(key, at: clock.now()) }) else { return }
        // Not structured: the render that missed the base is answered before the base is made, and may be long gone.
        Task { await self.build(key, for: job) }
    }

    private func build(_ key: BaseKey, for job: RenderJob) {
        let made: Bool
        do {
            let renderer = try renderer ?? makeRenderer()
            self.renderer = renderer
            made = try renderer.keepBase(for: job)
        } catch {
            // The same fault meets the next render of the template, which reports it to its caller.
            made = false
        }
        demand.withLock { $0.finish(key, made: made) }
    }
}
