import Dispatch
import Farm
import Foundation
import Synchronization

/// A job in pieces, each behind a gate of its own.
struct PieceJob: Sendable {
    enum Kind: Sendable { case free, gated, untilCancelled }

    let name: String
    let kind: Kind
    /// The piece that fails.
    var failing: Int?
    let gates: [DispatchSemaphore]

    init(_ name: String, pieces: Int, _ kind: Kind = .free, failing: Int? = nil) {
        self.name = name
        self.kind = kind
        self.failing = failing
        gates = (0..<pieces).map { _ in DispatchSemaphore(value: 0) }
    }

    func open(_ piece: Int) { gates[piece].signal() }

    func openAll() { for gate in gates { gate.signal() } }
}

/// What a piece tells when it starts; -1 stands for the job itself.
struct PieceStart: Sendable, Equatable {
    let job: String
    let piece: Int
    let thread: String
}

/// An engine that divides every job; a job of no pieces is made whole, behind no gate.
struct PieceEngine: RenderEngine {
    let started: AsyncStream<PieceStart>.Continuation

    func run(_ job: PieceJob, isCancelled: @escaping () -> Bool) throws(GateFailure) -> [PieceStart] { [] }

    func begin(_ job: PieceJob, isCancelled: @escaping () -> Bool) throws(GateFailure) -> RenderBeginning<GatedPieces> {
        let start = PieceStart(job: job.name, piece: -1, thread: Thread.current.name ?? "")
        started.yield(start)
        return job.gates.isEmpty ? .made([start]) : .divided(GatedPieces(job: job, started: started))
    }
}

struct GatedPieces: RenderPieces {
    let job: PieceJob
    let started: AsyncStream<PieceStart>.Continuation

    var count: Int { job.gates.count }

    func piece(_ index: Int, isCancelled: @escaping () -> Bool) throws(GateFailure) -> PieceStart {
        let start = PieceStart(job: job.name, piece: index, thread: Thread.current.name ?? "")
        started.yield(start)
        if job.failing == index { throw .refused }
        switch job.kind {
        case .free: break
        case .gated: job.gates[index].wait()
        case .untilCancelled: while !isCancelled() { continue }
        }
        if isCancelled() { throw .stopped }
        return start
    }

    func join(_ pieces: [PieceStart]) throws(GateFailure) -> [PieceStart] {
        pieces + [PieceStart(job: job.name, piece: pieces.count, thread: Thread.current.name ?? "")]
    }
}

/// A farm whose jobs come in pieces, with a clock that the test moves.
struct PieceBench: Sendable {
    typealias Answer = Result<[PieceStart], FarmError<GateFailure>>

    let farm: RenderFarm<PieceEngine>
    let clock = ManualClock()
    let started: AsyncStream<PieceStart>

    init(workers: Int) async throws {
        let (stream, continuation) = AsyncStream.makeStream(of: PieceStart.self)
        started = stream
        farm = try await RenderFarm(workers: workers, limits: .init(), clock: clock.farmClock) {
            PieceEngine(started: continuation)
        }
    }

    func render(_ job: PieceJob, isStillValid: @escaping @Sendable () -> Bool = { true }) async -> Answer {
        do throws(FarmError<GateFailure>) {
            return .success(
                try await farm.render(job, lane: "a", pixelBytes: 0, isStillValid: isStillValid).output)
        } catch {
            return .failure(error)
        }
    }

    /// Returns when that many wait.
    func waiting(_ count: Int) async {
        while !Task.isCancelled, farm.statistics.waiting != count { await Task.yield() }
    }

    /// Whether every worker is free again, as the next renders find out.
    func isIdle() -> Bool { farm.statistics.running == 0 && farm.statistics.lent == 0 }
}
