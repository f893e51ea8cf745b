/// Values under a byte budget; the least recently used go first. Pure: its owner holds the lock.
struct RecentlyUsed<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private var entries: [Key: (value: Value, bytes: Int, used: UInt64)] = [:]
    private var clock: UInt64 = 0
    private let budget: Int
    private(set) var bytes = 0
    private(set) var hits = 0
    private(set) var misses = 0

    /// - Parameter budget: Bytes that all values together may hold.
    init(budget: Int) { self.budget = budget }

    var count: Int { entries.count }

    /// The first of these keys that has a value, which counts as used now.
    mutating func first(of keys: [Key]) -> (key: Key, value: Value)? {
        clock += 1
        for key in keys {
            guard let found = entries[key]?.value else { continue }
            entries[key]?.used = clock
            hits += 1
            return (key, found)
        }
        misses += 1
        return nil
    }

    /// Keeps a value, unless its key has one, and lets others go until all fit.
    mutating func keep(_ value: Value, bytes size: Int, for key: Key) {
        guard size <= budget, entries[key] == nil else { return }
        while bytes + size > budget, let oldest = entries.min(by: { $0.value.used < $1.value.used }) {
            entries[oldest.key] = nil
            bytes -= oldest.value.bytes
        }
        clock += 1
        entries[key] = (value, size, clock)
        bytes += size
    }
}
