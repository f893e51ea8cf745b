extension RenderFarm {
    /// Takes nothing new and finishes what was admitted; what is not done by then is stopped.
    ///
    /// - Parameter limit: How long admitted renders may take.
    /// - Returns: Whether everything admitted was finished.
    @discardableResult
    public func drain(within limit: Duration) async -> Bool {
        state.withLock { $0.statistics.isDraining = true }
        await withTaskGroup(of: Void.self) { group in
            group.addTask { [clock] in
                do { try await clock.wait(limit) } catch { return }
                self.giveUpDraining()
            }
            await withCheckedContinuation { continuation in
                let isEmpty = state.withLock { state in
                    if !state.isEmpty { state.awaitEmpty(continuation) }
                    return state.isEmpty
                }
                if isEmpty { continuation.resume() }
            }
            group.cancelAll()
        }
        return state.withLock { $0.isEmpty }
    }

    private func giveUpDraining() {
        let (wakes, drained) = state.withLock { ($0.abandonAll(), $0.takeDrained(regardless: true)) }
        for wake in wakes { wake.fire() }
        for waiter in drained { waiter.resume() }
    }
}
