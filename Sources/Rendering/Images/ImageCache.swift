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

    private let state: Mutex<RecentlyUsed<Key, Entry>>
    private let entryLimit: Int

    /// - Parameter budget: Bytes of pixels that stay; an image larger than half of it does not.
    public init(budget: Int = 128 << 20) {
        state = Mutex(RecentlyUsed(budget: budget))
        entryLimit = budget / 2
    }

    /// Bytes held, and look-ups that did and did not find their pixels.
    public var statistics: (bytes: Int, hits: Int, misses: Int) {
        state.withLock { ($0.bytes, $0.hits, $0.misses) }
    }

    func entry(_ key: Key) -> Entry? { state.withLock { $0.first(of: [key])?.value } }

    func keep(_ entry: Entry, for key: Key) {
        let size = entry.pixmap.bytes.count
        guard size <= entryLimit else { return }
        state.withLock { $0.keep(entry, bytes: size, for: key) }
    }
}
