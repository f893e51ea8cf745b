import Synchronization

/// Brings one value from whoever has it to the one task that waits for it, in whichever order they come.
final class Mailbox<Value: Sendable>: Sendable {
    private enum State: Sendable {
        case empty
        case waiting(CheckedContinuation<Value, Never>)
        case full(Value)
    }

    private let state = Mutex(State.empty)

    /// Puts the value in; called once.
    func put(_ value: Value) {
        let waiting = state.withLock { state -> CheckedContinuation<Value, Never>? in
            if case .waiting(let continuation) = state { return continuation }
            state = .full(value)
            return nil
        }
        waiting?.resume(returning: value)
    }

    /// Waits for the value; called once.
    func take() async -> Value {
        await withCheckedContinuation { continuation in
            let value = state.withLock { state -> Value? in
                if case .full(let value) = state { return value }
                state = .waiting(continuation)
                return nil
            }
            if let value { continuation.resume(returning: value) }
        }
    }
}
