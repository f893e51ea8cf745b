/// A bounded dictionary that lets go of what was not used for the longest time. Pure: callers hold the lock or actor.
package struct RecentlyUsed<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private struct Entry: Sendable {
        let value: Value
        let cost: Int
        var lastUse: UInt64
    }

    private let costLimit: Int
    private var entries: [Key: Entry] = [:]
    private var tick: UInt64 = 0
    package private(set) var cost = 0

    /// - Parameter costLimit: What all values together may cost; one that costs more is not kept.
    package init(costLimit: Int) { self.costLimit = costLimit }

    package var count: Int { entries.count }

    /// The value, which counts as used now.
    package mutating func value(of key: Key) -> Value? {
        tick += 1
        entries[key]?.lastUse = tick
        return entries[key]?.value
    }

    /// Keeps a value, and drops others until all fit.
    package mutating func keep(_ value: Value, for key: Key, cost: Int = 1) {
        remove(key)
        guard cost <= costLimit else { return }
        while self.cost + cost > costLimit, let oldest = entries.min(by: { $0.value.lastUse < $1.value.lastUse }) {
            remove(oldest.key)
        }
        tick += 1
        entries[key] = Entry(value: value, cost: cost, lastUse: tick)
        self.cost += cost
    }

    package mutating func remove(_ key: Key) {
        if let entry = entries.removeValue(forKey: key) { cost -= entry.cost }
    }

    mutating func removeAll(where isGone: (Key) -> Bool) {
        for key in entries.keys where isGone(key) { remove(key) }
    }
}
