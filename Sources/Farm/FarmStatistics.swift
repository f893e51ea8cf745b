/// What the farm is doing and has done, for readiness and metrics.
public struct FarmStatistics: Sendable, Equatable {
    /// Workers, each with its own thread.
    public var workers = 0
    /// Renders that hold a worker.
    public var running = 0
    /// Workers that help with another's pieces.
    public var lent = 0
    /// Renders that wait for one.
    public var waiting = 0
    /// Bytes of pixels charged to the renders that run.
    public var pixelBytes = 0
    /// Smoothed time of a render in its worker; nil before the first.
    public var meanServiceMilliseconds: Double?
    /// Whether the farm takes nothing new.
    public var isDraining = false
    /// Renders by how they ended, since the start.
    public var made = 0
    public var failed = 0
    public var refused = 0
    public var expired = 0
    public var revoked = 0
    public var cancelled = 0
}
