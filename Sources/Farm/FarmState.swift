/// What the farm's lock guards: the decisions, the idle workers, and who waits for which answer.
///
/// Its methods only move values; they return the continuations to resume, which the caller does outside the lock.
struct FarmState<Engine: RenderEngine>: Sendable {
    typealias Worker = RenderWorker<Engine>
    typealias Failure = FarmError<Engine.Failure>
    typealias Answer = Result<Worker, Failure>

    /// A continuation with its answer, to be resumed after the lock is left.
    struct Wake: Sendable {
        let continuation: CheckedContinuation<Answer, Never>
        let answer: Answer
        func fire() { continuation.resume(returning: answer) }
    }

    private enum Place: Sendable {
        /// Counted as waiting; its task has not suspended yet.
        case arriving
        case waiting(CheckedContinuation<Answer, Never>)
        /// Answered before its task suspended.
        case settled(Answer)
    }

    enum Arrival: Sendable { case answered(Answer), waits }

    var admission: Admission
    var idle: [Worker]
    var statistics = FarmStatistics()
    private var nextTicket: UInt64 = 0
    private var places: [UInt64: Place] = [:]
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

    /// Decides about a newcomer; a refused neighbour may have to be woken.
    mutating func arrive(_ ticket: UInt64, lane: String, bytes: Int) -> (Arrival, Wake?) {
        guard !statistics.isDraining else { return (.answered(.failure(.shuttingDown)), nil) }
        switch admission.arrive(ticket, lane: lane, bytes: bytes) {
        case .run:
            guard let worker = idle.popLast() else { return (.answered(.failure(.shuttingDown)), nil) }
            return (.answered(.success(worker)), nil)
        case .wait:
            places[ticket] = .arriving
            return (.waits, nil)
        case .waitInsteadOf(let victim, let seconds):
            places[ticket] = .arriving
            return (.waits, settle(victim, .failure(.overloaded(retryAfterSeconds: seconds))))
        case .refuse(let seconds):
            return (.answered(.failure(.overloaded(retryAfterSeconds: seconds))), nil)
        }
    }

    /// The newcomer's task has suspended; gives the answer that is there already, if one is.
    mutating func suspended(_ ticket: UInt64, _ continuation: CheckedContinuation<Answer, Never>) -> Wake? {
        if case .settled(let answer)? = places[ticket] {
            places[ticket] = nil
            return Wake(continuation: continuation, answer: answer)
        }
        places[ticket] = .waiting(continuation)
        return nil
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

    /// Remembers how to stop a render that holds a worker.
    mutating func watch(_ ticket: UInt64, _ flag: CancellationFlag) { flags[ticket] = flag }

    /// Stops everything that waits or runs.
    mutating func abandonAll() -> [Wake] {
        for flag in flags.values { flag.set() }
        return places.keys.flatMap { abandon($0, .shuttingDown) }
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
        if case .waiting(let continuation)? = places.removeValue(forKey: ticket) {
            return Wake(continuation: continuation, answer: answer)
        }
        places[ticket] = .settled(answer)
        return nil
    }
}
