/// A target without its key, byte for byte: what decides whether an entry is the right one.
struct TargetRest: Sendable, Equatable {
    let organization: String
    private let bytes: [UInt8]
    /// Where the key stood.
    private let cut: Int

    init(organization: String, target: Span<UInt8>, key: Range<Int>) {
        self.organization = organization
        bytes = target.array(0..<key.lowerBound) + target.array(key.upperBound..<target.count)
        cut = key.lowerBound
    }

    var count: Int { bytes.count }

    /// Whether a target is this one but for its key.
    func matches(organization: String, target: Span<UInt8>, key: Range<Int>) -> Bool {
        let bytes = bytes.span
        return cut == key.lowerBound && bytes.count == target.count - key.count
            && target.extracting(first: cut).equals(bytes, from: 0)
            && target.extracting(droppingFirst: key.upperBound).equals(bytes, from: cut)
            && organization == self.organization
    }
}
