/// Questions that were lately answered with yes, so that the next request need not be judged anew. Pure.
///
/// It is bounded, belongs to one event loop or connection, and knows no refusals: what it does not hold is judged the
/// ordinary way. Whose question it was and in which epoch of the settings belongs to the question, so an answer never
/// outlives the settings that it came from.
package struct AllowanceMemo: Sendable {
    private struct Entry: Sendable {
        let asker: String
        let epoch: UInt64
        let bytes: [UInt8]
        /// Where the second text begins.
        let cut: Int
    }

    /// Each question has one place, where a newer one takes it over.
    private var entries: [Entry?]
    private let secret: SipHash.Secret
    private let byteLimit: Int

    /// - Parameters:
    ///   - count: A power of two.
    ///   - byteLimit: Of both texts together; a longer question is not noted.
    package init(count: Int = 64, byteLimit: Int = 1_024, using generator: inout some RandomNumberGenerator) {
        precondition(count > 0 && count & (count - 1) == 0)
        entries = [Entry?](repeating: nil, count: count)
        self.byteLimit = byteLimit
        secret = .random(using: &generator)
    }

    /// Whether the question is known to have been answered with yes.
    ///
    /// - Parameters:
    ///   - asker: The organization whose hosts are asked about.
    ///   - epoch: Of its settings.
    ///   - first: Where the first text stands in the bytes; nil is the same as an empty one.
    package func holds(
        _ asker: String, epoch: UInt64, _ first: Range<Int>?, _ second: Range<Int>?, in bytes: Span<UInt8>
    ) -> Bool {
        let (first, second) = (first ?? 0..<0, second ?? 0..<0)
        guard let entry = entries[place(first, second, in: bytes)] else { return false }
        let kept = entry.bytes.span
        return entry.epoch == epoch && entry.cut == first.count && kept.count == first.count + second.count
            && bytes.extracting(first).equals(kept, from: 0) && bytes.extracting(second).equals(kept, from: first.count)
            && entry.asker == asker
    }

    /// Notes that the answer was yes.
    package mutating func note(
        _ asker: String, epoch: UInt64, _ first: Range<Int>?, _ second: Range<Int>?, in bytes: Span<UInt8>
    ) {
        let (first, second) = (first ?? 0..<0, second ?? 0..<0)
        guard first.count + second.count <= byteLimit else { return }
        entries[place(first, second, in: bytes)] = Entry(
            asker: asker, epoch: epoch, bytes: bytes.array(first) + bytes.array(second), cut: first.count)
    }

    @inline(__always)
    private func place(_ first: Range<Int>, _ second: Range<Int>, in bytes: Span<UInt8>) -> Int {
        var hash = SipHash(secret)
        hash.take(bytes, first)
        hash.take(bytes, second)
        return Int(truncatingIfNeeded: hash.finish()) & (entries.count &- 1)
    }
}
