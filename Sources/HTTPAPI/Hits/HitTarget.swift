/// The target of a GET render as it was sent, cut into its key and everything else. Pure.
///
/// Two targets that differ in nothing but the key ask for the same picture, so what is kept goes by the rest and holds
/// no key. Whatever is unusual is no hit target: the ordinary way knows what to make of it.
struct HitTarget: Sendable, Equatable {
    /// The value of `apiKey` or `key`, undecoded.
    let key: String
    /// The target without that value.
    let rest: String

    /// Signed URLs say until when they hold and need the ordinary checks.
    private static let refusedNames = [Array("sig=".utf8), Array("exp=".utf8)]
    private static let keyNames = [Array("apiKey=".utf8), Array("key=".utf8)]
    private static let start = Array((Front.imagePattern + "?").utf8)

    /// Cuts a target.
    ///
    /// - Returns: Nil unless it is a GET render's, in plain ASCII, of at most `limit` bytes, with one key, no signature
    ///   and no escape in any name.
    init?(_ target: String, limit: Int) {
        let bytes = Array(target.utf8)
        guard bytes.count <= limit, bytes.starts(with: Self.start) else { return nil }
        var place = Self.start.count
        var value: Range<Int>?
        while place < bytes.count {
            let pair = bytes[place...]
            if Self.refusedNames.contains(where: { pair.starts(with: $0) }) { return nil }
            let name = Self.keyNames.first { pair.starts(with: $0) }
            guard let end = Self.endOfPair(pair) else { return nil }
            if let name {
                guard value == nil else { return nil }
                value = place + name.count..<end
            }
            place = end + 1
        }
        guard let value else { return nil }
        key = String(decoding: bytes[value], as: UTF8.self)
        rest = String(decoding: bytes[..<value.lowerBound] + bytes[value.upperBound...], as: UTF8.self)
    }

    /// Where the pair ends; nil where its name is escaped or something in it is no ASCII.
    private static func endOfPair(_ pair: ArraySlice<UInt8>) -> Int? {
        var isName = true
        for place in pair.indices {
            switch pair[place] {
            case UInt8(ascii: "&"): return place
            case UInt8(ascii: "="): isName = false
            case UInt8(ascii: "%"), UInt8(ascii: "+"): if isName { return nil }
            case 0x80...: return nil
            default: break
            }
        }
        return pair.endIndex
    }
}
