/// Until when each waiter waits, in order of arrival: all have the same patience, so the first to come is the first to
/// lose it. Pure: no clock, no task, no lock.
struct Patience: Sendable {
    private struct Wait: Sendable {
        let waiter: UInt64
        let end: Duration
    }

    private var waits: [Wait] = []
    private var first = 0
    /// Whether somebody watches the clock for all of them.
    private(set) var isWatched = false

    /// Notes a waiter.
    ///
    /// - Returns: True where nobody watches yet: the caller begins, with ``next(at:isWaiting:)``.
    mutating func begin(_ waiter: UInt64, until end: Duration) -> Bool {
        waits.append(Wait(waiter: waiter, end: end))
        defer { isWatched = true }
        return !isWatched
    }

    /// Forgets those at the front that have their answers.
    mutating func trim(isWaiting: (UInt64) -> Bool) {
        while first < waits.count, !isWaiting(waits[first].waiter) { first += 1 }
        // Moved together when half of it is history, so that each is moved once on average.
        if first > 64, first * 2 > waits.count {
            waits.removeFirst(first)
            first = 0
        }
    }

    /// The waiters whose time is over, and when to look again; nil where nobody waits and watching ends.
    mutating func next(at now: Duration, isWaiting: (UInt64) -> Bool) -> (expired: [UInt64], end: Duration?) {
        var expired: [UInt64] = []
        while first < waits.count, waits[first].end <= now {
            if isWaiting(waits[first].waiter) { expired.append(waits[first].waiter) }
            first += 1
        }
        trim(isWaiting: isWaiting)
        let end = first < waits.count ? waits[first].end : nil
        isWatched = end != nil
        if end == nil {
            waits = []
            first = 0
        }
        return (expired, end)
    }
}
