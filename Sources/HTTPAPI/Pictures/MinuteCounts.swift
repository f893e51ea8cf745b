import Foundation

/// What a key got without painting, by minute: what the history holds no rows of. Pure: the front holds it under a
/// lock.
package struct MinuteCounts: Sendable {
    /// Why nothing was painted.
    enum Kind: Sendable { case hits, coalesced, notModified, limited }

    /// Answers of one key in one minute.
    package struct Counts: Sendable, Equatable {
        package var hits = 0
        package var coalesced = 0
        package var notModified = 0
        package var limited = 0

        package init(hits: Int = 0, coalesced: Int = 0, notModified: Int = 0, limited: Int = 0) {
            self.hits = hits
            self.coalesced = coalesced
            self.notModified = notModified
            self.limited = limited
        }

        mutating func add(_ kind: Kind) {
            switch kind {
            case .hits: hits += 1
            case .coalesced: coalesced += 1
            case .notModified: notModified += 1
            case .limited: limited += 1
            }
        }
    }

    /// Minutes that are remembered.
    static let minuteLimit = 60
    /// Keys that one minute remembers; those beyond share one entry without a name.
    static let keyLimit = 10_000

    private var minutes: [Int: [String: Counts]] = [:]
    /// All answers since the start.
    package private(set) var total = Counts()

    package init() {}

    /// Counts one answer.
    mutating func add(_ kind: Kind, key: String, at moment: Date) {
        total.add(kind)
        let minute = Self.minute(moment)
        if minutes[minute] == nil {
            minutes = minutes.filter { $0.key > minute - Self.minuteLimit }
        }
        minutes[minute, default: [:]].count(kind, of: key)
    }

    /// The answers that a key got in the minute of a moment.
    package func counts(ofKey key: String, at moment: Date) -> Counts {
        minutes[Self.minute(moment)]?[key] ?? Counts()
    }

    private static func minute(_ moment: Date) -> Int { Int((moment.timeIntervalSince1970 / 60).rounded(.down)) }
}

extension [String: MinuteCounts.Counts] {
    /// Counts one answer of a key; keys beyond the limit share one entry.
    fileprivate mutating func count(_ kind: MinuteCounts.Kind, of key: String) {
        if let place = index(forKey: key) {
            values[place].add(kind)
        } else {
            self[count < MinuteCounts.keyLimit ? key : "", default: .init()].add(kind)
        }
    }
}
