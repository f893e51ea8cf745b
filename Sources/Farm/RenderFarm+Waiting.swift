extension RenderFarm {
    /// Refuses a render at once where it would be refused anyway, before anything is made ready for it; nil where it
    /// may run or wait, which is decided when it asks.
    ///
    /// Under a flood most requests end here, so this is all that they cost.
    public func earlyRefusal(lane: String, pixelBytes: Int) -> Failure? {
        state.withLock { state in
            guard !state.statistics.isDraining,
                let seconds = state.admission.refusal(of: lane, bytes: pixelBytes)
            else { return nil }
            state.statistics.refused += 1
            return .overloaded(retryAfterSeconds: seconds)
        }
    }

    /// Answers one that waits; nothing happens where it has its answer or a worker already.
    func leaveLine(_ ticket: UInt64, _ failure: Failure) {
        let (wakes, drained) = state.withLock { ($0.abandon(ticket, failure), $0.takeDrained()) }
        for wake in wakes { wake.fire() }
        for waiter in drained { waiter.resume() }
    }
}
