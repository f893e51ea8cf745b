import Foundation
import Limit
import Synchronization

/// Counts usage off the path of a request: counts gather in memory by key and minute and are added to the store in
/// batches. A crash loses what gathered since the last.
public final class UsageLedger: Sendable {
    private struct Slot: Hashable {
        let organizationID: String
        let keyID: String
        let minute: Int
    }

    private let limits: Limits.Store
    private let pending = Mutex<[Slot: UsageCounts]>([:])

    /// Makes a ledger without counts.
    public init(limits: Limits.Store = .init()) { self.limits = limits }

    /// Changes the counts of a key in the minute of a moment. Keys beyond the limit share one entry of their
    /// organization.
    public func count(
        organizationID: String, keyID: String, at moment: Date, _ change: (inout UsageCounts) -> Void
    ) {
        let minute = Int((moment.timeIntervalSince1970 / 60).rounded(.down)) * 60
        let slot = Slot(organizationID: organizationID, keyID: keyID, minute: minute)
        pending.withLock { pending in
            if let place = pending.index(forKey: slot) { return change(&pending.values[place]) }
            let place =
                pending.count < limits.usageSlots
                ? slot : Slot(organizationID: organizationID, keyID: "", minute: minute)
            change(&pending[place, default: UsageCounts()])
        }
    }

    /// Adds everything that was counted before the call to the store, in batches.
    ///
    /// - Throws: What the store threw; what it did not take is still there and will be tried again.
    public func flush(to store: any UsageStore) async throws(CatalogError) {
        var slots = pending.withLock { pending in
            defer { pending = [:] }
            return Array(pending)
        }
        while !slots.isEmpty {
            let batch = Array(slots.suffix(limits.usageBatchSlots))
            do {
                try await store.addUsage(Self.rows(of: batch.map { ($0.key, $0.value) }))
            } catch {
                let rest = slots
                pending.withLock { pending in
                    for (slot, counts) in rest { pending[slot, default: UsageCounts()].add(counts) }
                }
                throw error
            }
            slots.removeLast(batch.count)
        }
    }

    /// Each slot as four rows: its minute and its hour, for its key and for all keys.
    private static func rows(of slots: [(Slot, UsageCounts)]) -> [UsageRow] {
        struct Place: Hashable {
            let organizationID: String
            let keyID: String
            let grain: UsageGrain
            let start: Int
        }
        var sums: [Place: UsageCounts] = [:]
        for (slot, counts) in slots {
            for grain in UsageGrain.allCases {
                let start = slot.minute - slot.minute % grain.seconds
                for keyID in Set([slot.keyID, ""]) {
                    let place = Place(
                        organizationID: slot.organizationID, keyID: keyID, grain: grain, start: start)
                    sums[place, default: UsageCounts()].add(counts)
                }
            }
        }
        return sums.map { place, counts in
            UsageRow(
                organizationID: place.organizationID, keyID: place.keyID, grain: place.grain, start: place.start,
                counts: counts)
        }
    }
}
