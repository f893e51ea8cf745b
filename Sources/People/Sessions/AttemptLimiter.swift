import Foundation
import Limit

/// Counts attempts to sign in, for each account and for each address. Pure: it is given the time.
///
/// An attempt counts from its start, so that many at once are no way round; a success gives the account's back.
public struct AttemptLimiter: Sendable {
    private struct Count: Sendable {
        var number: Int
        var since: Date
    }

    private var accounts: [String: Count] = [:]
    private var addresses: [String: Count] = [:]
    private let limits: Limits.People

    /// Makes a limiter that has seen nothing.
    public init(limits: Limits.People) { self.limits = limits }

    /// Takes an attempt.
    ///
    /// - Returns: nil where it may go on; else the seconds to wait.
    public mutating func attempt(account: String, address: String, at now: Date) -> Int? {
        let waits = [
            wait(accounts[account], limit: limits.attemptsPerAccount, now: now),
            wait(addresses[address], limit: limits.attemptsPerAddress, now: now),
        ]
        if let longest = waits.compactMap({ $0 }).max() { return longest }
        add(to: &accounts, account, now: now)
        add(to: &addresses, address, now: now)
        return nil
    }

    /// The attempt was right: what the account had counted is forgotten.
    public mutating func succeed(account: String, address: String) {
        accounts[account] = nil
        if let count = addresses[address] { addresses[address]?.number = max(0, count.number - 1) }
    }

    private var window: Double { Double(limits.attemptWindowSeconds) }

    private func wait(_ count: Count?, limit: Int, now: Date) -> Int? {
        guard let count, count.number >= limit else { return nil }
        let rest = count.since.addingTimeInterval(window).timeIntervalSince(now)
        return rest > 0 ? max(1, Int(rest.rounded(.up))) : nil
    }

    private func add(to table: inout [String: Count], _ name: String, now: Date) {
        if let count = table[name], now.timeIntervalSince(count.since) < window {
            table[name]?.number = count.number + 1
            return
        }
        if table.count >= limits.attemptEntries {
            table = table.filter { now.timeIntervalSince($0.value.since) < window }
            // Still full of live ones: the oldest goes, which only ever forgives.
            if table.count >= limits.attemptEntries, let oldest = table.min(by: { $0.value.since < $1.value.since }) {
                table[oldest.key] = nil
            }
        }
        table[name] = Count(number: 1, since: now)
    }
}
