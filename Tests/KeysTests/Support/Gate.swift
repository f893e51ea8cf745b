import Synchronization

/// Holds a call at a known place until the test lets it go.
final class Gate: Sendable {
    private struct State {
        var isReached = false
        var isOpen = false
        var watching: [CheckedContinuation<Void, Never>] = []
        var held: [CheckedContinuation<Void, Never>] = []
    }
    private let state = Mutex(State())

    /// Called by what is to be held.
    func pass() async {
        let watching = state.withLock { state in
            state.isReached = true
            let watching = state.watching
            state.watching = []
            return watching
        }
        watching.forEach { $0.resume() }
        await withCheckedContinuation { continuation in
            let isOpen = state.withLock { state in
                if !state.isOpen { state.held.append(continuation) }
                return state.isOpen
            }
            if isOpen { continuation.resume() }
        }
    }

    /// Returns when something stands at the gate.
    func untilReached() async {
        await withCheckedContinuation { continuation in
            let isReached = state.withLock { state in
                if !state.isReached { state.watching.append(continuation) }
                return state.isReached
            }
            if isReached { continuation.resume() }
        }
    }

    func open() {
        let held = state.withLock { state in
            state.isOpen = true
            let held = state.held
            state.held = []
            return held
        }
        held.forEach { $0.resume() }
    }
}
