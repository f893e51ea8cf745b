/// A bounded dictionary that lets go of what was not used for the longest time. Pure: callers hold the lock or actor.
///
/// Entries form a ring in order of use, so that look-ups, keeping and letting go all cost the same however many there
/// are.
package struct RecentlyUsed<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private struct Entry: Sendable {
        let key: Key
        let value: Value
        let cost: Int
        var newer: Int
        var older: Int
    }

    private let costLimit: Int
    private let countLimit: Int
    private var places: [Key: Int] = [:]
    private var entries: [Entry?] = []
    private var free: [Int] = []
    /// -1 where there is none.
    private var newest = -1
    private var oldest = -1
    package private(set) var cost = 0

    /// - Parameters:
    ///   - costLimit: What all values together may cost; one that costs more is not kept.
    ///   - countLimit: How many there may be.
    package init(costLimit: Int, countLimit: Int = .max) {
        self.costLimit = costLimit
        self.countLimit = countLimit
    }

    package var count: Int { places.count }

    /// The value, which counts as used now.
    package mutating func value(of key: Key) -> Value? { use(key) { $0 } }

    /// What `read` takes of the value, which counts as used now.
    @inline(__always)
    package mutating func use<Part>(_ key: Key, _ read: (borrowing Value) -> Part) -> Part? {
        guard let place = places[key] else { return nil }
        if place != newest {
            unlink(place)
            link(place)
        }
        return entries[place].map { read($0.value) }
    }

    /// Keeps a value, and drops others until all fit.
    package mutating func keep(_ value: Value, for key: Key, cost: Int = 1) {
        remove(key)
        guard cost <= costLimit, countLimit > 0 else { return }
        while self.cost > costLimit - cost || places.count >= countLimit {
            guard oldest >= 0, let key = entries[oldest]?.key else { break }
            remove(key)
        }
        let entry = Entry(key: key, value: value, cost: cost, newer: -1, older: -1)
        let place: Int
        if let hole = free.popLast() {
            place = hole
            entries[place] = entry
        } else {
            place = entries.count
            entries.append(entry)
        }
        places[key] = place
        link(place)
        self.cost += cost
    }

    package mutating func remove(_ key: Key) {
        guard let place = places.removeValue(forKey: key) else { return }
        unlink(place)
        cost -= entries[place]?.cost ?? 0
        entries[place] = nil
        free.append(place)
    }

    mutating func removeAll(where isGone: (Key) -> Bool) {
        for key in places.keys where isGone(key) { remove(key) }
    }

    private mutating func link(_ place: Int) {
        entries[place]?.newer = -1
        entries[place]?.older = newest
        if newest >= 0 { entries[newest]?.newer = place }
        newest = place
        if oldest < 0 { oldest = place }
    }

    private mutating func unlink(_ place: Int) {
        guard let (newer, older) = entries[place].map({ ($0.newer, $0.older) }) else { return }
        if newer >= 0 { entries[newer]?.older = older } else { newest = older }
        if older >= 0 { entries[older]?.newer = newer } else { oldest = newer }
    }
}
