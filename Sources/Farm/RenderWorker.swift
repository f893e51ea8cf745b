/// An actor on its own thread with its own engine: it makes one picture at a time.
actor RenderWorker<Engine: RenderEngine> {
    /// How a leased worker came back.
    enum Outcome: Sendable {
        case made(Engine.Output)
        case failed(Engine.Failure)
        /// Refused at the door; the engine was not asked.
        case turnedAway(Refusal)
    }

    enum Refusal: Sendable { case revoked, cancelled, deadline }

    /// What the door and the engine ask about the caller.
    struct Lease: Sendable {
        let flag: CancellationFlag
        let isPastDeadline: @Sendable () -> Bool
        let isStillValid: @Sendable () -> Bool

        var refusal: Refusal? {
            if flag.isSet { return .cancelled }
            if isPastDeadline() { return .deadline }
            return isStillValid() ? nil : .revoked
        }
    }

    private let thread: ThreadExecutor
    private let makeEngine: @Sendable () throws -> Engine
    private var engine: Engine?

    nonisolated var unownedExecutor: UnownedSerialExecutor { thread.reference }

    init(index: Int, makeEngine: @escaping @Sendable () throws -> Engine) {
        thread = ThreadExecutor(name: "render-\(index)")
        self.makeEngine = makeEngine
    }

    deinit { thread.stop() }

    /// Makes the engine on this thread, so that a bad start fails the start and not the first render.
    func start() throws {
        engine = try makeEngine()
    }

    /// Runs one job. It does not await, so a second job cannot enter between its steps.
    func run(_ job: Engine.Job, lease: Lease) -> Outcome {
        if let refusal = lease.refusal { return .turnedAway(refusal) }
        guard let engine else { return .turnedAway(.cancelled) }
        do {
            return .made(try engine.run(job) { lease.flag.isSet || lease.isPastDeadline() })
        } catch {
            return .failed(error)
        }
    }
}
