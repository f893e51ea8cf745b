import CICU

/// Finds line breaks (UAX 14) or grapheme clusters (UAX 29). Not thread-safe: one a worker.
// SAFETY: the pointer lives as long as the object and never leaves it.
@safe package final class Breaker {
    private let breaker: OpaquePointer

    /// Line breaks by a language subtag's rules; an empty one means the default rules.
    package init(linesOf language: String) throws(TypographyError) {
        guard let opened = unsafe icu_breaker_open_lines(language) else { throw .libraryFailed(.icu, status: 0) }
        unsafe breaker = opened
    }

    /// Extended grapheme clusters.
    package init() throws(TypographyError) {
        guard let opened = unsafe icu_breaker_open_clusters() else { throw .libraryFailed(.icu, status: 0) }
        unsafe breaker = opened
    }

    deinit { unsafe icu_breaker_close(breaker) }

    /// For each scalar 1 where a boundary lies before it, else 0; the first is always 1.
    package func starts(in scalars: ArraySlice<UInt32>) throws(TypographyError) -> [UInt8] {
        var starts = [UInt8](repeating: 0, count: scalars.count)
        let isDone = unsafe scalars.withUnsafeBufferPointer { text in
            unsafe icu_breaker_mark(breaker, text.baseAddress, Int32(text.count), &starts)
        }
        guard isDone else { throw .libraryFailed(.icu, status: 0) }
        return starts
    }
}
