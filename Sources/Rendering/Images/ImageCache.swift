import Canvas
import Codecs
import Limit
import Synchronization

/// Decoded and resampled images under a byte budget, shared by all workers; least recently used out first.
///
/// Keys are hashes of encoded bytes and the part and size shown, so an entry never grows stale.
public final class ImageCache: Sendable {
    struct Key: Hashable {
        let hash: String
        /// What is shown and at which size; nothing for the whole image as decoded.
        let window: Rect?
        let width: Int
        let height: Int
    }

    struct Entry {
        let pixmap: Pixmap
        let ignoredColorProfile: Bool
    }

    private struct State {
        var entries: [Key: (entry: Entry, used: UInt64)] = [:]
        var bytes = 0
        var clock: UInt64 = 0
        var hits = 0
        var misses = 0
    }

    private let state = Mutex(State())
    private let budget: Int

    /// - Parameter budget: Bytes of pixels that stay.
    public init(budget: Int = 128 << 20) { self.budget = budget }

    /// Bytes held, and look-ups that did and did not find their pixels.
    public var statistics: (bytes: Int, hits: Int, misses: Int) {
        state.withLock { ($0.bytes, $0.hits, $0.misses) }
    }

    func entry(_ key: Key) -> Entry? {
        state.withLock { state in
            state.clock += 1
            guard let found = state.entries[key]?.entry else {
                state.misses += 1
                return nil
            }
            state.entries[key]?.used = state.clock
            state.hits += 1
            return found
        }
    }

    func keep(_ entry: Entry, for key: Key) {
        let size = entry.pixmap.bytes.count
        guard size <= budget / 2 else { return }
        state.withLock { state in
            guard state.entries[key] == nil else { return }
            state.clock += 1
            state.entries[key] = (entry, state.clock)
            state.bytes += size
            while state.bytes > budget, let oldest = state.entries.min(by: { $0.value.used < $1.value.used }) {
                state.entries[oldest.key] = nil
                state.bytes -= oldest.value.entry.pixmap.bytes.count
            }
        }
    }
}
