import Limit
import Synchronization

/// A pool of render workers, each an actor on its own thread, behind a bounded and fair waiting line.
///
/// No render ever runs on the cooperative pool or on an event loop: callers only await. A caller that is cancelled
/// gives its place back at once, whether it waits or runs.
public final class RenderFarm<Engine: RenderEngine>: Sendable {
    /// Why a render of this farm gave no picture.
    public typealias Failure = FarmError<Engine.Failure>

    let state: Mutex<FarmState<Engine>>
    let clock: FarmClock
    private let deadline: Duration
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
        let arrival = clock.now()
        let patience = deadlineStart == .arrival ? arrival + deadline : nil
        let ticket = state.withLock { $0.makeTicket() }
        let worker: RenderWorker<Engine>
        do throws(Failure) {
            worker = try await place(ticket, lane: lane, bytes: pixelBytes, until: patience).get()
        } catch {
            count(error)
            throw error
        }
        let start = clock.now()
        let end = patience ?? start + deadline
        let flag = CancellationFlag()
        state.withLock { $0.watch(ticket, flag) }
        let lease = RenderWorker<Engine>.Lease(
            flag: flag, isPastDeadline: { [clock] in clock.now() >= end }, isStillValid: isStillValid)
        let (outcome, helped) = await withTaskCancellationHandler {
            await make(job, on: worker, lease: lease)
        } onCancel: {
            flag.set()
        }
        release(worker, ticket, bytes: pixelBytes, outcome: outcome, start: start - helped)
        do throws(Failure) {
            let output = try answer(outcome, lease: lease)
            state.withLock { $0.statistics.made += 1 }
            return FarmResult(output: output, queueTime: start - arrival)
        } catch {
            count(error)
            throw error
        }
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

    private func answer(
        _ outcome: RenderWorker<Engine>.Outcome, lease: RenderWorker<Engine>.Lease
    ) throws(Failure) -> Engine.Output {
        switch outcome {
        case .made(let output):
            guard lease.isStillValid() else { throw .revoked }
            return output
        case .failed(let failure):
            // An engine that was told to stop throws something; the reason it was told is the truth.
            if lease.flag.isSet { throw stopReason }
            throw lease.isPastDeadline() ? .deadlineExceeded : .render(failure)
        case .turnedAway(.revoked): throw .revoked
        case .turnedAway(.deadline): throw .deadlineExceeded
        case .turnedAway(.cancelled): throw stopReason
        }
    }

    private var stopReason: Failure { Task.isCancelled ? .cancelled : .shuttingDown }

    /// - Parameter start: When the worker began, less the time that others helped: what the render costs workers.
    private func release(
        _ worker: RenderWorker<Engine>, _ ticket: UInt64, bytes: Int, outcome: RenderWorker<Engine>.Outcome,
        start: Duration
    ) {
        var service: Double?
        if case .turnedAway = outcome {} else { service = (clock.now() - start) / .milliseconds(1) }
        let (wakes, drained) = state.withLock {
            ($0.release(worker, ticket, bytes: bytes, serviceMilliseconds: service), $0.takeDrained())
        }
        for wake in wakes { wake.fire() }
        for waiter in drained { waiter.resume() }
    }

    private func count(_ failure: Failure) {
        state.withLock { state in
            switch failure {
            case .overloaded, .shuttingDown: state.statistics.refused += 1
            case .deadlineExceeded: state.statistics.expired += 1
            case .revoked: state.statistics.revoked += 1
            case .cancelled: state.statistics.cancelled += 1
            case .render: state.statistics.failed += 1
            }
        }
    }
}
