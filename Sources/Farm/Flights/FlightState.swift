/// What the lock of a ``FlightBoard`` guards: the decisions, who waits for which answer, and the tasks that paint.
///
/// Its methods only move values; they return what is to be resumed or cancelled, which happens outside the lock.
struct FlightState<Name: Hashable & Sendable, Output: Sendable, Failure: Error>: Sendable {
    typealias Answer = Result<Output, FarmError<Failure>>

    /// What is to be done after the lock is left.
    struct Effects: Sendable {
        var wakes: [(continuation: CheckedContinuation<Answer, Never>, answer: Answer)] = []
        var tasks: [Task<Void, Never>] = []

        mutating func add(_ more: Effects) {
            wakes += more.wakes
            tasks += more.tasks
        }

        func perform() {
            for wake in wakes { wake.continuation.resume(returning: wake.answer) }
            for task in tasks { task.cancel() }
        }
    }

    private enum Place: Sendable {
        /// Its task has not suspended yet.
        case arriving
        case waiting(CheckedContinuation<Answer, Never>)
        /// Answered before its task suspended.
        case settled(Answer)
    }

    private var flights = Flights<Name>()
    private var places: [UInt64: Place] = [:]
    private var doors: [UInt64: @Sendable () -> Bool] = [:]
    private var tasks: [UInt64: Task<Void, Never>] = [:]
    private var nextWaiter: UInt64 = 0
    private var patience = Patience()

    var flying: Int { flights.count }
    var waiting: Int { places.count }

    func isFlying(_ name: Name) -> Bool { flights.isFlying(name) }

    /// Takes a newcomer in; nil where nobody paints this yet and the newcomer may not begin.
    mutating func arrive(
        at name: Name, mayLead: () -> Bool, isStillValid: @escaping @Sendable () -> Bool
    ) -> (waiter: UInt64, arrival: Flights<Name>.Arrival)? {
        guard flights.isFlying(name) || mayLead() else { return nil }
        nextWaiter += 1
        places[nextWaiter] = .arriving
        doors[nextWaiter] = isStillValid
        return (nextWaiter, flights.arrive(nextWaiter, at: name))
    }

    /// Notes until when a waiter waits; true where the caller is to watch the clock from now on.
    mutating func wait(_ waiter: UInt64, until end: Duration) -> Bool { patience.begin(waiter, until: end) }

    /// Answers those whose time is over; nil where nobody waits any more, so that watching ends.
    mutating func expire(at now: Duration) -> (effects: Effects, next: Duration?) {
        let (expired, next) = patience.next(at: now) { doors[$0] != nil }
        var effects = Effects()
        for waiter in expired { effects.add(leave(waiter, .deadlineExceeded)) }
        return (effects, next)
    }

    /// Remembers the task of a flight; one that everybody left meanwhile is to be cancelled.
    mutating func keep(_ task: Task<Void, Never>, of flight: UInt64) -> Effects {
        guard flights.isUp(flight) else { return Effects(tasks: [task]) }
        tasks[flight] = task
        return Effects()
    }

    /// The waiter's task has suspended; gives the answer that is there already, if one is.
    mutating func suspended(_ waiter: UInt64, _ continuation: CheckedContinuation<Answer, Never>) -> Effects {
        guard case .settled(let answer)? = places[waiter] else {
            places[waiter] = .waiting(continuation)
            return Effects()
        }
        places[waiter] = nil
        return Effects(wakes: [(continuation, answer)])
    }

    /// Answers one waiter, and ends its flight where nobody else waits.
    mutating func leave(_ waiter: UInt64, _ failure: FarmError<Failure>) -> Effects {
        // Without a door it has its answer.
        guard doors[waiter] != nil else { return Effects() }
        var effects = Effects()
        settle(waiter, .failure(failure), &effects)
        if let abandoned = flights.leave(waiter), let task = tasks.removeValue(forKey: abandoned) {
            effects.tasks.append(task)
        }
        return effects
    }

    /// Asks at each waiter's door, and sends those away who may no longer have the picture.
    ///
    /// - Returns: Whether anybody is left.
    mutating func turnAway(_ flight: UInt64) -> (Effects, Bool) {
        var effects = Effects()
        for waiter in flights.waiters(of: flight) where !(doors[waiter]?() ?? false) {
            effects.add(leave(waiter, .revoked))
        }
        return (effects, flights.isUp(flight))
    }

    /// Answers everybody.
    mutating func finish(_ flight: UInt64, _ answer: Answer) -> Effects {
        var effects = Effects()
        tasks[flight] = nil
        for waiter in flights.finish(flight) { settle(waiter, answer, &effects) }
        return effects
    }

    private mutating func settle(_ waiter: UInt64, _ answer: Answer, _ effects: inout Effects) {
        doors[waiter] = nil
        patience.trim { doors[$0] != nil }
        if case .waiting(let continuation)? = places[waiter] {
            places[waiter] = nil
            effects.wakes.append((continuation, answer))
        } else {
            places[waiter] = .settled(answer)
        }
    }
}
