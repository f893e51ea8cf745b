extension RenderFarm {
    /// One render that was asked for; it can be given up from anywhere.
    public struct Ticket: Sendable {
        let number: UInt64
        let flag = CancellationFlag()
        let farm: RenderFarm

        /// Gives back the place in the line, or stops the engine.
        public func cancel() {
            flag.set(.cancelled)
            farm.leaveLine(number, .cancelled)
        }
    }

    /// What one asks for, from its arrival to its answer.
    final class Order: Sendable {
        let job: Engine.Job
        let ticket: Ticket
        let lane: String
        let bytes: Int
        let arrival: Duration
        /// When the time limit ends; nil where it counts from the moment that a worker takes the job.
        let end: Duration?
        let isStillValid: @Sendable () -> Bool
        let then: @Sendable (Answer) -> Void

        init(
            _ job: Engine.Job, _ ticket: Ticket, lane: String, bytes: Int, end: Duration?,
            _ isStillValid: @escaping @Sendable () -> Bool, _ then: @escaping @Sendable (Answer) -> Void
        ) {
            self.job = job
            self.ticket = ticket
            self.lane = lane
            self.bytes = bytes
            self.end = end
            self.isStillValid = isStillValid
            self.then = then
            arrival = ticket.farm.clock.now()
        }
    }

    func makeTicket() -> Ticket { Ticket(number: state.withLock { $0.makeTicket() }, farm: self) }

    /// Decides about an order: it starts, waits with its place in the line, or is refused.
    ///
    /// - Returns: Whether it waits.
    @discardableResult
    func submit(_ order: Order) -> Bool {
        let ticket = order.ticket
        let (wake, waits) = state.withLock { state in
            state.arrive(ticket.number, ticket.flag, lane: order.lane, bytes: order.bytes) { turn in
                switch turn {
                case .success(let worker): self.start(order, on: worker)
                case .failure(let failure): self.refuse(order, failure)
                }
            }
        }
        wake?.fire()
        return waits
    }

    private func refuse(_ order: Order, _ failure: Failure) {
        state.withLock { $0.statistics.count(failure) }
        order.then(.failure(failure))
    }

    /// Begins on a worker that was leased for the order.
    private func start(_ order: Order, on worker: Worker) {
        let start = clock.now()
        let end = order.end ?? start + deadline
        let lease = Worker.Lease(
            flag: order.ticket.flag, isPastDeadline: { [clock] in clock.now() >= end }, isStillValid: order.isStillValid
        )
        worker.begin(order.job, lease: lease) { beginning in
            switch beginning {
            case .ended(let outcome): self.finish(order, lease, on: worker, outcome, start: start)
            case .divided(let pieces):
                // Not structured: whoever asked may have gone, which the lease tells, and is told like everybody else.
                Task {
                    let (outcome, helped) = await self.make(pieces, on: worker, lease: lease)
                    self.finish(order, lease, on: worker, outcome, start: start, helped: helped)
                }
            }
        }
    }

    /// Gives the worker to the next in turn, and answers.
    ///
    /// - Parameter helped: The time that other workers spent on it, which it costs too.
    private func finish(
        _ order: Order, _ lease: Worker.Lease, on worker: Worker, _ outcome: Worker.Outcome, start: Duration,
        helped: Duration = .zero
    ) {
        var service: Double?
        if case .turnedAway = outcome {} else { service = (clock.now() - start + helped) / .milliseconds(1) }
        let result = Result { () throws(Failure) in try output(outcome, lease: lease) }
        let (wakes, drained) = state.withLock { state in
            switch result {
            case .success: state.statistics.made += 1
            case .failure(let failure): state.statistics.count(failure)
            }
            let wakes = state.release(
                worker, order.ticket.number, bytes: order.bytes, serviceMilliseconds: service)
            return (wakes, state.takeDrained())
        }
        for wake in wakes { wake.fire() }
        order.then(result.map { FarmResult(output: $0, queueTime: start - order.arrival) })
        for waiter in drained { waiter.resume() }
    }

    private func output(_ outcome: Worker.Outcome, lease: Worker.Lease) throws(Failure) -> Engine.Output {
        let stopped: Failure = lease.flag.reason == .shuttingDown ? .shuttingDown : .cancelled
        switch outcome {
        case .made(let output):
            guard lease.isStillValid() else { throw .revoked }
            return output
        case .failed(let failure):
            // An engine that was told to stop throws something; the reason it was told is the truth.
            if lease.flag.isSet { throw stopped }
            throw lease.isPastDeadline() ? .deadlineExceeded : .render(failure)
        case .turnedAway(.revoked): throw .revoked
        case .turnedAway(.deadline): throw .deadlineExceeded
        case .turnedAway(.cancelled): throw stopped
        }
    }
}

extension FarmStatistics {
    fileprivate mutating func count<Failure>(_ failure: FarmError<Failure>) {
        switch failure {
        case .overloaded, .shuttingDown: refused += 1
        case .deadlineExceeded: expired += 1
        case .revoked: revoked += 1
        case .cancelled: cancelled += 1
        case .render: failed += 1
        }
    }
}
