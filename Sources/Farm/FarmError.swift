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

extension FarmError: Equatable where Failure: Equatable {}

/// A finished render.
public struct FarmResult<Output: Sendable>: Sendable {
    /// What the engine made.
    public let output: Output
    /// How long the render waited for its worker.
    public let queueTime: Duration
}
