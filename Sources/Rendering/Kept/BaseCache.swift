import Synchronization

/// Kept bases under a byte budget, shared by all workers; least recently used out first.
public final class BaseCache: Sendable {
    private struct State {
        var entries: [BaseKey: (base: KeptBase, used: UInt64)] = [:]
        var bytes = 0
        var clock: UInt64 = 0
        var hits = 0
        var misses = 0
    }

    private let state = Mutex(State())
    private let budget: Int

    /// - Parameter budget: Bytes of bases that stay.
    public init(budget: Int = 256 << 20) { self.budget = budget }

    /// Bytes and bases held, and look-ups that did and did not find one.
    public var statistics: (bytes: Int, count: Int, hits: Int, misses: Int) {
        state.withLock { ($0.bytes, $0.entries.count, $0.hits, $0.misses) }
    }

    /// The base of the first key that has one.
    func base(_ keys: [BaseKey]) -> (key: BaseKey, base: KeptBase)? {
        state.withLock { state in
            state.clock += 1
            for key in keys {
                guard let found = state.entries[key]?.base else { continue }
                state.entries[key]?.used = state.clock
                state.hits += 1
                return (key, found)
            }
            state.misses += 1
            return nil
        }
    }

    func keep(_ base: KeptBase, for key: BaseKey) {
        let size = base.byteCount
        guard size <= budget else { return }
        state.withLock { state in
            guard state.entries[key] == nil else { return }
            state.clock += 1
            state.entries[key] = (base, state.clock)
            state.bytes += size
            while state.bytes > budget, let oldest = state.entries.min(by: { $0.value.used < $1.value.used }) {
                state.entries[oldest.key] = nil
                state.bytes -= oldest.value.base.byteCount
            }
        }
    }
}
