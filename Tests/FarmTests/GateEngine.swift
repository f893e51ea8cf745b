import Dispatch
import Farm
import Limit
import Synchronization

/// What a gated job came to when it did not come to its name.
enum GateFailure: Error, Equatable { case stopped, refused }

/// A job that tells when it starts and waits for its gate.
struct GateJob: Sendable {
    enum Kind: Sendable { case untilOpened, untilCancelled, refusing }

    let name: String
    var kind = Kind.untilOpened
    let gate = DispatchSemaphore(value: 0)

    func open() { gate.signal() }
}

/// An engine whose jobs block their worker's thread until the test lets them go.
struct GateEngine: RenderEngine {
    let started: AsyncStream<String>.Continuation

    func run(_ job: GateJob, isCancelled: @escaping () -> Bool) throws(GateFailure) -> String {
        started.yield(job.name)
        switch job.kind {
        case .untilOpened: job.gate.wait()
        case .untilCancelled: while !isCancelled() { continue }
        case .refusing: throw .refused
        }
        if isCancelled() { throw .stopped }
        return job.name
    }
}

/// A farm of gated engines with a clock that the test moves.
struct Bench: Sendable {
    let farm: RenderFarm<GateEngine>
    let clock = ManualClock()
    let started: AsyncStream<String>

    init(workers: Int = 1, change: (inout Limits.Farm) -> Void = { _ in }) async throws {
        var limits = Limits.Farm()
        change(&limits)
        let (stream, continuation) = AsyncStream.makeStream(of: String.self)
        started = stream
        farm = try await RenderFarm(workers: workers, limits: limits, clock: clock.farmClock) {
            GateEngine(started: continuation)
        }
    }

    func render(
        _ job: GateJob, lane: String = "a", bytes: Int = 0, isStillValid: @escaping @Sendable () -> Bool = { true }
    ) async -> Result<String, FarmError<GateFailure>> {
        do throws(FarmError<GateFailure>) {
            let result = try await farm.render(job, lane: lane, pixelBytes: bytes, isStillValid: isStillValid)
            return .success(result.output)
        } catch {
            return .failure(error)
        }
    }

    /// Returns when that many wait; the farm's own state says so.
    func waiting(_ count: Int) async {
        while !Task.isCancelled, farm.statistics.waiting != count { await Task.yield() }
    }
}
