import Foundation

/// Remembers which answers were used, until their tickets expire. Pure: it is given the time.
struct UsedStates: Sendable {
    private var expiries: [String: Int] = [:]
    private let limit: Int

    init(limit: Int) { self.limit = limit }

    /// Takes a state: true the first time.
    mutating func take(_ state: String, until expiry: Int, at now: Int) -> Bool {
        guard expiries[state] == nil else { return false }
        if expiries.count >= limit {
            expiries = expiries.filter { $0.value > now }
            // Full of live ones: the one that ends first goes. Its code works only once at the issuer all the same.
            if expiries.count >= limit, let first = expiries.min(by: { $0.value < $1.value }) {
                expiries[first.key] = nil
            }
        }
        expiries[state] = expiry
        return true
    }
}
