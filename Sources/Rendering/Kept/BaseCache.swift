import Synchronization

/// Kept bases under a byte budget, shared by all workers; least recently used out first.
public final class BaseCache: Sendable {
    private let state: Mutex<RecentlyUsed<BaseKey, KeptBase>>

    /// - Parameter budget: Bytes of bases that stay.
    public init(budget: Int = 256 << 20) { state = Mutex(RecentlyUsed(budget: budget)) }

    /// Bytes and bases held, and look-ups that did and did not find one.
    public var statistics: (bytes: Int, count: Int, hits: Int, misses: Int) {
        state.withLock { ($0.bytes, $0.count, $0.hits, $0.misses) }
    }

    /// The base of the first key that has one.
    func base(_ keys: [BaseKey]) -> (key: BaseKey, base: KeptBase)? {
        state.withLock { $0.first(of: keys).map { ($0.key, $0.value) } }
    }

    func keep(_ base: KeptBase, for key: BaseKey) {
        state.withLock { $0.keep(base, bytes: base.byteCount, for: key) }
    }
}
