import Synchronization

/// The rate windows of all limited keys: two a key, one for what it posts and one for what it gets.
public final class RateLedger: Sendable {
    /// Which budget of a key.
    public enum Side: Sendable, Hashable { case post, get }

    private struct Name: Hashable {
        let key: String
        let side: Side
    }

    private struct State {
        var windows: [Name: RateWindow] = [:]
        /// Windows at which the empty ones are thrown out.
        var sweepCount = 1_024
    }

    private let state = Mutex(State())

    /// Makes an empty ledger.
    public init() {}

    /// Windows that are held.
    package var count: Int { state.withLock { $0.windows.count } }

    /// Takes a slot of a key's budget if there is one.
    ///
    /// - Parameter now: Time since any fixed instant that never goes back.
    public func take(_ side: Side, of key: String, limit: Int, at now: Duration) -> Bool {
        state.withLock { state in
            if state.windows.count >= state.sweepCount { Self.sweep(&state, at: now) }
            return state.windows[Name(key: key, side: side), default: RateWindow()].take(limit: limit, at: now)
        }
    }

    /// What a key has left.
    public func standing(_ side: Side, of key: String, limit: Int, at now: Duration) -> RateWindow.Standing {
        state.withLock { state in
            var window = state.windows[Name(key: key, side: side)] ?? RateWindow()
            return window.standing(limit: limit, at: now)
        }
    }

    /// Throws out what no longer counts; twice as many may come before the next time, so the cost is spread.
    private static func sweep(_ state: inout State, at now: Duration) {
        state.windows = state.windows.filter { entry in
            var window = entry.value
            return !window.isEmpty(at: now)
        }
        state.sweepCount = max(1_024, state.windows.count * 2)
    }
}
