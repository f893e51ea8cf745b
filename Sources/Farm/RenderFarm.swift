import Limit
import Synchronization

/// A pool of render workers, each an actor on its own thread, behind a bounded and fair waiting line.
///
/// No render ever runs on the cooperative pool or on an event loop: callers only await, or are told. What waits is kept
/// with its place in the line, so that a worker that is done goes on with the next by itself. A caller that is
/// cancelled gives its place back at once, whether it waits or runs.
public final class RenderFarm<Engine: RenderEngine>: Sendable {
    /// Why a render of this farm gave no picture.
    public typealias Failure = FarmError<Engine.Failure>
    /// What a render came to.
    public typealias Answer = Result<FarmResult<Engine.Output>, Failure>

    let state: Mutex<FarmState<Engine>>
    let clock: FarmClock
    let deadline: Duration
    private let workers: Int

    /// Starts the workers and their engines.
    ///
    /// - Parameters:
    ///   - workers: Threads that render; the machine's cores is a good number.
    ///   - limits: Bounds of the line, the deadline and the pixels.
    ///   - clock: The time; tests bring their own.
    ///   - makeEngine: Makes one engine, on its worker's own thread.
    /// - Throws: What `makeEngine` throws.
    public init(
        workers: Int, limits: Limits.Farm, clock: FarmClock = .continuous,
        makeEngine: @escaping @Sendable () throws -> Engine
    ) async throws {
        precondition(workers > 0, "a farm needs a worker")
        let pool = (0..<workers).map { RenderWorker(index: $0, makeEngine: makeEngine) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for worker in pool { group.addTask { try await worker.start() } }
            try await group.waitForAll()
        }
        let admission = Admission(
            runningLimit: workers, waitingLimit: limits.waiting, waitMilliseconds: limits.estimatedWaitMilliseconds,
            byteLimit: limits.pixelBytes)
        state = Mutex(FarmState(admission: admission, workers: pool))
        self.clock = clock
        self.workers = workers
        deadline = .milliseconds(limits.deadlineMilliseconds)
    }

    /// Makes one output, or says why not.
    ///
    /// - Parameters:
    ///   - job: What to make.
    ///   - lane: Who asks; lanes take turns when renders wait.
    ///   - pixelBytes: Bytes of pixels that the render will hold.
    ///   - deadlineStart: What the time limit counts from.
    ///   - isStillValid: Asked on the worker's thread before the engine starts, and again before the answer.
    public func render(
        _ job: Engine.Job, lane: String, pixelBytes: Int, deadlineFrom deadlineStart: DeadlineStart = .arrival,
        isStillValid: @escaping @Sendable () -> Bool
    ) async throws(Failure) -> FarmResult<Engine.Output> {
        let end = deadlineStart == .arrival ? clock.now() + deadline : nil
        let ticket = makeTicket()
        let mailbox = Mailbox<Answer>()
        let answer = await withTaskCancellationHandler {
            let waits = submit(
                Order(job, ticket, lane: lane, bytes: pixelBytes, end: end, isStillValid) { mailbox.put($0) })
            guard waits, let end else { return await mailbox.take() }
            return await withTaskGroup(of: Void.self) { group in
                group.addTask { [clock] in
                    do { try await clock.wait(end - clock.now()) } catch { return }
                    self.leaveLine(ticket.number, .deadlineExceeded)
                }
                defer { group.cancelAll() }
                return await mailbox.take()
            }
        } onCancel: {
            ticket.cancel()
        }
        return try answer.get()
    }

    /// Asks for one output without waiting for it. The time limit counts from the moment a worker takes it.
    ///
    /// - Parameters:
    ///   - job: What to make.
    ///   - lane: As ``render(_:lane:pixelBytes:deadlineFrom:isStillValid:)`` takes it, like all that follow.
    ///   - then: Told the answer once, on a worker's thread or whoever's decides it, and maybe before this returns;
    ///     quick.
    /// - Returns: What gives the place or the worker back when the output is not wanted any more.
    @discardableResult
    public func submit(
        _ job: Engine.Job, lane: String, pixelBytes: Int, isStillValid: @escaping @Sendable () -> Bool,
        then: @escaping @Sendable (Answer) -> Void
    ) -> Ticket {
        let ticket = makeTicket()
        submit(Order(job, ticket, lane: lane, bytes: pixelBytes, end: nil, isStillValid, then))
        return ticket
    }

    /// What the farm is doing; never waits for a render.
    public var statistics: FarmStatistics {
        state.withLock { state in
            var statistics = state.statistics
            statistics.workers = workers
            statistics.running = state.admission.running - state.admission.lent
            statistics.lent = state.admission.lent
            statistics.waiting = state.admission.waiting
            statistics.pixelBytes = state.admission.bytes
            statistics.meanServiceMilliseconds = state.admission.meanMilliseconds
            return statistics
        }
    }
}
