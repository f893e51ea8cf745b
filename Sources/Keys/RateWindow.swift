/// Which of a budget's slots were spent within the last minute. Pure: times come from the caller.
///
/// A true sliding window: a slot comes back exactly one minute after it was taken, so that no minute, wherever it
/// begins, sees more than the budget.
public struct RateWindow: Sendable {
    /// What a client is told about its budget.
    public struct Standing: Sendable, Equatable {
        public let limit: Int
        public let remaining: Int
        /// How long until the next spent slot comes back; zero where none is spent.
        public let untilNextSlot: Duration

        package init(limit: Int, remaining: Int, untilNextSlot: Duration) {
            self.limit = limit
            self.remaining = remaining
            self.untilNextSlot = untilNextSlot
        }
    }

    /// The length of the window.
    public static let length = Duration.seconds(60)

    /// When slots were taken, oldest first, from `first` on.
    private var times: [Duration] = []
    private var first = 0

    /// A window without spent slots.
    public init() {}

    /// Takes a slot if there is one.
    public mutating func take(limit: Int, at now: Duration) -> Bool {
        forget(at: now)
        guard times.count - first < limit else { return false }
        times.append(now)
        return true
    }

    /// What is left at a moment.
    public mutating func standing(limit: Int, at now: Duration) -> Standing {
        forget(at: now)
        let spent = times.count - first
        return Standing(
            limit: limit, remaining: max(0, limit - spent),
            untilNextSlot: spent == 0 ? .zero : times[max(first, times.count - limit)] + Self.length - now)
    }

    /// Whether no slot is spent at a moment.
    public mutating func isEmpty(at now: Duration) -> Bool {
        forget(at: now)
        return first == times.count
    }

    private mutating func forget(at now: Duration) {
        while first < times.count, times[first] + Self.length <= now { first += 1 }
        // Moved together when half of it is history, so that each time is moved once on average.
        if first > 32, first * 2 > times.count {
            times.removeFirst(first)
            first = 0
        }
    }
}
