extension RenderFarm {
    typealias Answer = FarmState<Engine>.Answer

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

    /// Gets a worker for a ticket: at once, or after its turn in the line.
    func place(_ ticket: UInt64, lane: String, bytes: Int, until end: Duration?) async -> Answer {
        let (arrival, refused) = state.withLock { $0.arrive(ticket, lane: lane, bytes: bytes) }
        refused?.fire()
        switch arrival {
        case .answered(let answer): return answer
        case .waits: return await waitInLine(ticket, until: end)
        }
    }

    /// Suspends until a worker is free, the caller is cancelled, or the deadline (if there is one) has passed while
    /// no worker moved.
    private func waitInLine(_ ticket: UInt64, until end: Duration?) async -> Answer {
        guard let end else { return await waitInLine(ticket) }
        return await withTaskGroup(of: Void.self) { group in
            group.addTask { [clock] in
                do { try await clock.wait(end - clock.now()) } catch { return }
                self.leaveLine(ticket, .deadlineExceeded)
            }
            let answer = await waitInLine(ticket)
            group.cancelAll()
            return answer
        }
    }

    private func waitInLine(_ ticket: UInt64) async -> Answer {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                state.withLock { $0.suspended(ticket, continuation) }?.fire()
            }
        } onCancel: {
            leaveLine(ticket, .cancelled)
        }
    }

    private func leaveLine(_ ticket: UInt64, _ failure: Failure) {
        let (wakes, drained) = state.withLock { ($0.abandon(ticket, failure), $0.takeDrained()) }
        for wake in wakes { wake.fire() }
        for waiter in drained { waiter.resume() }
    }
}
