/// A target without its key, as a table is searched for it: a hash that strangers cannot foretell.
///
/// It finds an entry and proves nothing; ``TargetRest`` does. Two targets that share a hash take each other's place.
struct TargetHash: Hashable, Sendable {
    private let value: UInt64
    private static let secret = {
        var generator = SystemRandomNumberGenerator()
        return SipHash.Secret.random(using: &generator)
    }()

    /// - Parameters:
    ///   - target: All of it.
    ///   - key: Where the key's value stands in the target; it has no part in the hash.
    init(organization: String, target: Span<UInt8>, key: Range<Int>) {
        var hash = SipHash(Self.secret)
        let name = organization.utf8.span
        hash.take(name, 0..<name.count)
        hash.take(target, 0..<key.lowerBound)
        hash.take(target, key.upperBound..<target.count)
        value = hash.finish()
    }
}
