import Synchronization
import Typography

/// The sum of what the glyph caches of all renderers hold and have done, for those who watch them.
public final class GlyphTally: Sendable {
    private let bytes = Atomic(0)
    private let hits = Atomic(0)
    private let misses = Atomic(0)

    /// Makes a tally of nothing.
    public init() {}

    /// Bytes held, and look-ups that did and did not find their glyph.
    public var statistics: (bytes: Int, hits: Int, misses: Int) {
        (
            bytes.load(ordering: .relaxed), hits.load(ordering: .relaxed), misses.load(ordering: .relaxed)
        )
    }

    /// Takes in what one renderer's cache did between two looks at it.
    func add(_ new: (bytes: Int, hits: Int, misses: Int), since old: (bytes: Int, hits: Int, misses: Int)) {
        bytes.wrappingAdd(new.bytes - old.bytes, ordering: .relaxed)
        hits.wrappingAdd(new.hits - old.hits, ordering: .relaxed)
        misses.wrappingAdd(new.misses - old.misses, ordering: .relaxed)
    }
}
