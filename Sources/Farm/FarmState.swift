/// What the farm's lock guards: the decisions, the idle workers, and what those who wait do with their turn.
///
/// Its methods only move values; they return whose turn it is, which the caller tells them outside the lock.
struct FarmState<Engine: RenderEngine>: Sendable {
    typealias Worker = RenderWorker<Engine>
    typealias Failure = FarmError<Engine.Failure>
    typealias Answer = Result<Worker, Failure>
    /// What one does that gets a worker, or none.
    typealias Turn = @Sendable (Answer) -> Void

    /// A turn with its answer, to be told after the lock is left.
    struct Wake: Sendable {
        let turn: Turn
        let answer: Answer
        func fire() { turn(answer) }
    }

    var admission: Admission
    var idle: [Worker]
    var statistics = FarmStatistics()
    private var nextTicket: UInt64 = 0
    /// Those who wait.
    private var turns: [UInt64: Turn] = [:]
    /// How those who wait or run are stopped.
    private var flags: [UInt64: CancellationFlag] = [:]
    private var drained: [CheckedContinuation<Void, Never>] = []

    init(admission: Admission, workers: [Worker]) {
        self.admission = admission
        idle = workers
    }

    mutating func makeTicket() -> UInt64 {
        nextTicket += 1
        return nextTicket
    }

    /// Decides about a newcomer.
    ///
    /// - Returns: The newcomer's own turn, or that of a neighbour who gives up its place; and whether the newcomer
    ///   waits.
    mutating func arrive(
        _ ticket: UInt64, _ flag: CancellationFlag, lane: String, bytes: Int, turn: @escaping Turn
    ) -> (wake: Wake?, waits: Bool) {
        func answered(_ answer: Answer) -> (Wake?, Bool) { (Wake(turn: turn, answer: answer), false) }
        guard !statistics.isDraining else { return answered(.failure(.shuttingDown)) }
        // Whoever sets the flag asks for the lock afterwards: one of the two sees the other.
        guard !flag.isSet else { return answered(.failure(.cancelled)) }
        switch admission.arrive(ticket, lane: lane, bytes: bytes) {
        case .run:
            guard let worker = idle.popLast() else { return answered(.failure(.shuttingDown)) }
            flags[ticket] = flag
            return answered(.success(worker))
        case .wait:
            (turns[ticket], flags[ticket]) = (turn, flag)
            return (nil, true)
        case .waitInsteadOf(let victim, let seconds):
            (turns[ticket], flags[ticket]) = (turn, flag)
            return (settle(victim, .failure(.overloaded(retryAfterSeconds: seconds))), true)
        case .refuse(let seconds):
            return answered(.failure(.overloaded(retryAfterSeconds: seconds)))
        }
    }

    /// Takes one out of the line; nothing happens when it has its answer already.
    mutating func abandon(_ ticket: UInt64, _ failure: Failure) -> [Wake] {
        guard admission.abandon(ticket) else { return [] }
        return [settle(ticket, .failure(failure))].compactMap { $0 } + startWaiting()
    }

    /// A worker is back: it goes to the next in turn.
    mutating func release(_ worker: Worker, _ ticket: UInt64, bytes: Int, serviceMilliseconds: Double?) -> [Wake] {
        flags[ticket] = nil
        admission.finish(bytes: bytes, serviceMilliseconds: serviceMilliseconds)
        idle.append(worker)
        return startWaiting()
    }

    /// Whether a worker is idle and nobody waits for it.
    var mayLend: Bool { !idle.isEmpty && admission.mayLend }

    /// Gives out an idle worker that nobody waits for, to help with another's pieces.
    mutating func lend() -> Worker? {
        guard !idle.isEmpty, admission.lend() else { return nil }
        return idle.popLast()
    }

    /// A helper is back: it goes to the next in turn.
    mutating func takeBack(_ worker: Worker) -> [Wake] {
        admission.takeBack()
        idle.append(worker)
        return startWaiting()
    }

    /// Stops everything that waits or runs.
    mutating func abandonAll() -> [Wake] {
        for flag in flags.values { flag.set(.shuttingDown) }
        return turns.keys.flatMap { abandon($0, .shuttingDown) }
    }

    /// Nobody runs or waits.
    var isEmpty: Bool { admission.running == 0 && admission.waiting == 0 }

    /// Keeps one that waits for the farm to be empty.
    mutating func awaitEmpty(_ continuation: CheckedContinuation<Void, Never>) { drained.append(continuation) }

    /// Those that waited for the farm to be empty, once it is (or regardless of it).
    mutating func takeDrained(regardless: Bool = false) -> [CheckedContinuation<Void, Never>] {
        guard isEmpty || regardless else { return [] }
        defer { drained = [] }
        return drained
    }

    private mutating func startWaiting() -> [Wake] {
        var wakes: [Wake] = []
        while !idle.isEmpty, let ticket = admission.startNext(), let worker = idle.popLast() {
            if let wake = settle(ticket, .success(worker)) { wakes.append(wake) }
        }
        return wakes
    }

    private mutating func settle(_ ticket: UInt64, _ answer: Answer) -> Wake? {
        if case .failure = answer { flags[ticket] = nil }
        return turns.removeValue(forKey: ticket).map { Wake(turn: $0, answer: answer) }
    }
}
