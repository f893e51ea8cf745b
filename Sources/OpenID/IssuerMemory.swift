import Foundation
import Limit

/// Decides when the issuer is asked about itself again. Pure: it is given the time.
struct IssuerMemory: Sendable {
    struct Knowledge: Sendable {
        let discovery: Discovery
        let keys: KeySet
    }

    private var known: (knowledge: Knowledge, at: Date)?
    private var lastAsked: Date?
    private let limits: Limits.OpenID

    init(limits: Limits.OpenID) { self.limits = limits }

    /// What is known and not too old.
    func knowledge(at now: Date) -> Knowledge? {
        guard let known, now < known.at.addingTimeInterval(Double(limits.keptSeconds)) else { return nil }
        return known.knowledge
    }

    /// Whether the issuer may be asked because nothing is known: not more often than failures need.
    func mayAsk(at now: Date) -> Bool { isPast(limits.retrySeconds, at: now) }

    /// Whether it may be asked because a token names a key that is not known: whoever sends tokens chooses that name.
    func mayAskForKeys(at now: Date) -> Bool { isPast(limits.keyRefreshSeconds, at: now) }

    mutating func asks(at now: Date) { lastAsked = now }

    mutating func learns(_ knowledge: Knowledge, at now: Date) { known = (knowledge, now) }

    private func isPast(_ seconds: Int, at now: Date) -> Bool {
        guard let lastAsked else { return true }
        return now >= lastAsked.addingTimeInterval(Double(seconds))
    }
}
