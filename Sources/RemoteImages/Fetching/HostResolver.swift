import CFetch

/// Looks up names. It blocks, so it is asked on threads that fetch.
public protocol HostResolver: Sendable {
    /// All addresses of a name, or the one that is written in digits; none where there is none.
    func addresses(of host: String) -> [NetworkAddress]
}

/// The system's resolver.
public struct SystemResolver: HostResolver {
    /// Makes a resolver.
    public init() {}

    public func addresses(of host: String) -> [NetworkAddress] {
        var found = [cfetch_address](repeating: cfetch_address(), count: Int(CFETCH_ADDRESSES))
        // SAFETY: both pointers are to Swift values that live through the call; the list has the room that is asked for.
        let count = unsafe cfetch_resolve(host, &found)
        return found.prefix(count).compactMap { NetworkAddress($0) }
    }
}
