/// The farm's idea of time: durations since any fixed instant, and a way to wait.
public struct FarmClock: Sendable {
    /// Time since a fixed instant; never goes back.
    public let now: @Sendable () -> Duration
    /// Returns after the duration, or throws when its task is cancelled.
    public let wait: @Sendable (Duration) async throws -> Void

    /// Makes a clock from its two functions.
    public init(
        now: @escaping @Sendable () -> Duration, wait: @escaping @Sendable (Duration) async throws -> Void
    ) {
        self.now = now
        self.wait = wait
    }

    /// The machine's monotonic clock.
    public static let continuous: FarmClock = {
        let start = ContinuousClock.now
        return FarmClock(
            now: { start.duration(to: .now) },
            wait: { try await ContinuousClock().sleep(for: $0) })
    }()
}
