/// Why a render gave no picture.
public enum FarmError<Failure: Error>: Error {
    /// The queue is full, or the wait would be too long; try again after that many seconds.
    case overloaded(retryAfterSeconds: Int)
    /// The time limit passed, in the queue or in the engine.
    case deadlineExceeded
    /// The key was revoked before the render started or before its answer.
    case revoked
    /// The caller went away.
    case cancelled
    /// The engine refused or failed.
    case render(Failure)
    /// The farm finishes what it has and takes nothing new.
    case shuttingDown
}

extension FarmError {
    /// The same reason with the engine's own failure in other words.
    public func mapped<Other: Error>(_ words: (Failure) -> Other) -> FarmError<Other> {
        switch self {
        case .overloaded(let seconds): .overloaded(retryAfterSeconds: seconds)
        case .deadlineExceeded: .deadlineExceeded
        case .revoked: .revoked
        case .cancelled: .cancelled
        case .render(let failure): .render(words(failure))
        case .shuttingDown: .shuttingDown
        }
    }
}

extension FarmError: Equatable where Failure: Equatable {}

/// A finished render.
public struct FarmResult<Output: Sendable>: Sendable {
    /// What the engine made.
    public let output: Output
    /// How long the render waited for its worker.
    public let queueTime: Duration
}

/// What the time limit of a render counts from.
public enum DeadlineStart: Sendable {
    /// The call: waiting counts.
    case arrival
    /// The moment a worker takes it. Whoever waits brings a limit of their own, and cancels.
    case start
}
