/// An actor on its own thread with its own engine: it makes one picture at a time.
actor RenderWorker<Engine: RenderEngine> {
    /// How a leased worker came back.
    enum Outcome: Sendable {
        case made(Engine.Output)
        case failed(Engine.Failure)
        /// Refused at the door, where the engine is not asked, or between two pieces.
        case turnedAway(Refusal)
    }

    /// How far a job came on its worker's thread.
    enum Beginning: Sendable {
        case ended(Outcome)
        case divided(Engine.Pieces)
    }

    enum Refusal: Sendable { case revoked, cancelled, deadline }

    /// What the door and the engine ask about the caller.
    struct Lease: Sendable {
        let flag: CancellationFlag
        let isPastDeadline: @Sendable () -> Bool
        let isStillValid: @Sendable () -> Bool

        /// Why work that was begun ends.
        var interruption: Refusal? {
            if flag.isSet { return .cancelled }
            return isPastDeadline() ? .deadline : nil
        }

        var refusal: Refusal? { interruption ?? (isStillValid() ? nil : .revoked) }
    }

    private let thread: ThreadExecutor
    /// Runs pieces on this worker's thread while it is leased or lent; they do not touch its engine.
    nonisolated let pieceExecutor: PieceExecutor
    private let makeEngine: @Sendable () throws -> Engine
    private var engine: Engine?

    nonisolated var unownedExecutor: UnownedSerialExecutor { thread.reference }

    init(index: Int, makeEngine: @escaping @Sendable () throws -> Engine) {
        thread = ThreadExecutor(name: "render-\(index)")
        pieceExecutor = PieceExecutor(thread)
        self.makeEngine = makeEngine
    }

    deinit { thread.stop() }

    /// Makes the engine on this thread, so that a bad start fails the start and not the first render.
    func start() throws {
        engine = try makeEngine()
    }

    /// Runs one job, or begins one that is divided, on this worker's thread.
    ///
    /// - Parameter then: Told there how far it came.
    nonisolated func begin(
        _ job: Engine.Job, lease: Lease, then: @escaping @Sendable (Beginning) -> Void
    ) {
        thread.enqueue(.call { then(self.assumeIsolated { $0.begin(job, lease: lease) }) })
    }

    /// It does not await, so a second job cannot enter between its steps.
    private func begin(_ job: Engine.Job, lease: Lease) -> Beginning {
        if let refusal = lease.refusal { return .ended(.turnedAway(refusal)) }
        guard let engine else { return .ended(.turnedAway(.cancelled)) }
        do {
            switch try engine.begin(job, isCancelled: { lease.interruption != nil }) {
            case .made(let output): return .ended(.made(output))
            case .divided(let pieces): return .divided(pieces)
            }
        } catch {
            return .ended(.failed(error))
        }
    }

    /// Ends a divided job.
    func join(_ made: [Engine.Pieces.Piece], of pieces: Engine.Pieces) -> Outcome {
        do {
            return .made(try pieces.join(made))
        } catch {
            return .failed(error)
        }
    }
}
