/// What the lock of a ``FlightBoard`` guards: the decisions, who waits for which answer, and how paintings are stopped.
///
/// Its methods only move values; they return who is to be told and what is to be stopped, which happens outside the
/// lock.
struct FlightState<Name: Hashable & Sendable, Output: Sendable, Failure: Error>: Sendable {
    typealias Answer = Result<Output, FarmError<Failure>>
    /// Hears the answer, and whether another began the painting.
    typealias Then = @Sendable (Answer, _ isCoalesced: Bool) -> Void
    /// Stops a painting.
    typealias Stop = @Sendable () -> Void

    /// What is to be done after the lock is left.
    struct Effects: Sendable {
        var answers: [(waiter: Waiter, answer: Answer)] = []
        var stops: [Stop] = []

        mutating func add(_ more: Effects) {
            answers += more.answers
            stops += more.stops
        }

        func perform() {
            for (waiter, answer) in answers { waiter.tell(answer) }
            for stop in stops { stop() }
        }
    }

    /// One who waits.
    struct Waiter: Sendable {
        let isStillValid: @Sendable () -> Bool
        let isCoalesced: Bool
        let then: Then

        /// Tells the answer, unless the waiter may no longer have the picture.
        func tell(_ answer: Answer) {
            if case .success = answer, !isStillValid() { return then(.failure(.revoked), isCoalesced) }
            then(answer, isCoalesced)
        }
    }

    private var flights = Flights<Name>()
    private var waiters: [UInt64: Waiter] = [:]
    private var stops: [UInt64: Stop] = [:]
    private var nextWaiter: UInt64 = 0
    private var patience = Patience()

    var flying: Int { flights.count }
    var waiting: Int { waiters.count }

    func isFlying(_ name: Name) -> Bool { flights.isFlying(name) }

    /// Takes a newcomer in; nil where nobody paints this yet and the newcomer may not begin.
    mutating func arrive(
        at name: Name, mayLead: () -> Bool, isStillValid: @escaping @Sendable () -> Bool, then: @escaping Then
    ) -> (waiter: UInt64, arrival: Flights<Name>.Arrival)? {
        let isCoalesced = flights.isFlying(name)
        guard isCoalesced || mayLead() else { return nil }
        nextWaiter += 1
        waiters[nextWaiter] = Waiter(isStillValid: isStillValid, isCoalesced: isCoalesced, then: then)
        return (nextWaiter, flights.arrive(nextWaiter, at: name))
    }

    /// Notes until when a waiter waits; true where the caller is to watch the clock from now on.
    mutating func wait(_ waiter: UInt64, until end: Duration) -> Bool { patience.begin(waiter, until: end) }

    /// Answers those whose time is over; nil where nobody waits any more, so that watching ends.
    mutating func expire(at now: Duration) -> (effects: Effects, next: Duration?) {
        let (expired, next) = patience.next(at: now) { waiters[$0] != nil }
        var effects = Effects()
        for waiter in expired { effects.add(leave(waiter, .deadlineExceeded)) }
        return (effects, next)
    }

    /// Remembers how to stop a painting; one that everybody left meanwhile is to be stopped.
    mutating func keep(_ stop: @escaping Stop, of flight: UInt64) -> Effects {
        guard flights.isUp(flight) else { return Effects(stops: [stop]) }
        stops[flight] = stop
        return Effects()
    }

    /// Answers one waiter, and ends its flight where nobody else waits.
    mutating func leave(_ waiter: UInt64, _ failure: FarmError<Failure>) -> Effects {
        // One who is not here has its answer.
        guard waiters[waiter] != nil else { return Effects() }
        var effects = Effects()
        settle(waiter, .failure(failure), &effects)
        if let abandoned = flights.leave(waiter), let stop = stops.removeValue(forKey: abandoned) {
            effects.stops.append(stop)
        }
        return effects
    }

    /// Asks at each waiter's door, and sends those away who may no longer have the picture.
    ///
    /// - Returns: Whether anybody is left.
    mutating func turnAway(_ flight: UInt64) -> (Effects, Bool) {
        var effects = Effects()
        for waiter in flights.waiters(of: flight) where !(waiters[waiter]?.isStillValid() ?? false) {
            effects.add(leave(waiter, .revoked))
        }
        return (effects, flights.isUp(flight))
    }

    /// Answers everybody.
    mutating func finish(_ flight: UInt64, _ answer: Answer) -> Effects {
        var effects = Effects()
        stops[flight] = nil
        for waiter in flights.finish(flight) { settle(waiter, answer, &effects) }
        return effects
    }

    private mutating func settle(_ waiter: UInt64, _ answer: Answer, _ effects: inout Effects) {
        guard let waiter = waiters.removeValue(forKey: waiter) else { return }
        effects.answers.append((waiter, answer))
        patience.trim { waiters[$0] != nil }
    }
}
