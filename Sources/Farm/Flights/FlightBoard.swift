import Synchronization

/// Lets everybody who asks for the same picture at the same time share one painting.
///
/// Each waiter has its own deadline, its own hang-up (the cancellation of its task) and its own key; whatever ends one
/// of them leaves the painting to the others, and the last to leave cancels it. What must hold of a waiter is asked
/// when the painting starts and again before its answer.
public final class FlightBoard<Name: Hashable & Sendable, Output: Sendable, Failure: Error>: Sendable {
    /// What a painting came to.
    public typealias Answer = Result<Output, FarmError<Failure>>
    /// Paints; it asks the door it is given before it begins, and stops when its task is cancelled.
    public typealias Paint = @Sendable (_ isWanted: @escaping @Sendable () -> Bool) async -> Answer
    /// Begins a painting that is told to be done once, and gives what stops it; neither waits.
    public typealias Begin = (
        _ isWanted: @escaping @Sendable () -> Bool, _ done: @escaping @Sendable (Answer) -> Void
    ) -> @Sendable () -> Void

    /// How a waiter fared.
    public enum Outcome: Sendable {
        /// Nobody painted this, and this one was not allowed to begin.
        case refused
        /// The answer, and whether the painting was begun by another.
        case answered(Answer, isCoalesced: Bool)
    }

    private let state = Mutex(FlightState<Name, Output, Failure>())
    private let clock: FarmClock
    private let deadline: Duration

    /// Makes a board without flights.
    ///
    /// - Parameters:
    ///   - deadlineMilliseconds: How long one waiter waits.
    ///   - clock: The time; tests bring their own.
    public init(deadlineMilliseconds: Int, clock: FarmClock = .continuous) {
        deadline = .milliseconds(deadlineMilliseconds)
        self.clock = clock
    }

    /// Paintings that go on, and all who wait for them.
    public var statistics: (flights: Int, waiters: Int) { state.withLock { ($0.flying, $0.waiting) } }

    /// Whether somebody paints this now.
    public func isFlying(_ name: Name) -> Bool { state.withLock { $0.isFlying(name) } }

    /// Waits for the painting of that name, and begins it where nobody has.
    ///
    /// - Parameters:
    ///   - mayLead: Asked once, where nobody paints this yet; quick, since a lock is held.
    ///   - isStillValid: Asked when the painting starts and before the answer; quick likewise.
    ///   - departure: Tells when the one who asks has gone, which ends the wait.
    ///   - executor: Where the painting's own steps run; the shared pool where there is none.
    public func share(
        _ name: Name, mayLead: @Sendable () -> Bool, isStillValid: @escaping @Sendable () -> Bool,
        departure: (any Departure)? = nil, on executor: (any TaskExecutor)? = nil, paint: @escaping Paint
    ) async -> Outcome {
        let mailbox = Mailbox<Outcome>()
        let waiter = join(
            name, mayLead: mayLead, isStillValid: isStillValid,
            begin: { isWanted, done in
                // Not structured: a painting belongs to none of its waiters. The last of them to leave cancels it.
                let task = Task(executorPreference: executor) { done(await paint(isWanted)) }
                return { task.cancel() }
            }, then: { mailbox.put(.answered($0, isCoalesced: $1)) })
        guard let waiter else { return .refused }
        let number = departure?.whenGone { self.leave(waiter) }
        defer { if let number { departure?.forget(number) } }
        return await withTaskCancellationHandler {
            await mailbox.take()
        } onCancel: {
            leave(waiter)
        }
    }

    /// Joins the painting of that name without waiting, and begins it where nobody has.
    ///
    /// - Parameters:
    ///   - mayLead: As ``share(_:mayLead:isStillValid:departure:on:paint:)`` takes it, like the next one.
    ///   - begin: Begins the painting where nobody has.
    ///   - then: Told the answer once, and whether the painting was begun by another; on whatever thread the painting
    ///     ends, and maybe before this returns; quick.
    /// - Returns: The number to ``leave(_:)`` by; nil where nobody paints this and this one was not allowed to begin.
    public func join(
        _ name: Name, mayLead: () -> Bool, isStillValid: @escaping @Sendable () -> Bool, begin: Begin,
        then: @escaping @Sendable (Answer, _ isCoalesced: Bool) -> Void
    ) -> UInt64? {
        let end = clock.now() + deadline
        let (place, watches) = state.withLock { state in
            let place = state.arrive(at: name, mayLead: mayLead, isStillValid: isStillValid, then: then)
            return (place, place.map { state.wait($0.waiter, until: end) } ?? false)
        }
        guard let place else { return nil }
        if watches { watch(from: end) }
        if case .leads(let flight) = place.arrival {
            let stop = begin({ self.isWanted(flight) }) { answer in
                self.state.withLock { $0.finish(flight, answer) }.perform()
            }
            state.withLock { $0.keep(stop, of: flight) }.perform()
        }
        return place.waiter
    }

    /// Ends the wait of one who has gone; nothing happens where the answer was told already.
    public func leave(_ waiter: UInt64) {
        state.withLock { $0.leave(waiter, .cancelled) }.perform()
    }

    /// Watches the clock for everybody who waits: a timer for each would cost more than what they wait for.
    private func watch(from first: Duration) {
        // Not structured: it belongs to all waiters, and ends with the last of them.
        Task { [clock] in
            var end: Duration? = first
            while let until = end {
                let rest = until - clock.now()
                if rest > .zero { do { try await clock.wait(rest) } catch { return } }
                let (effects, next) = self.state.withLock { $0.expire(at: clock.now()) }
                effects.perform()
                end = next
            }
        }
    }

    private func isWanted(_ flight: UInt64) -> Bool {
        let (effects, isWanted) = state.withLock { $0.turnAway(flight) }
        effects.perform()
        return isWanted
    }
}
