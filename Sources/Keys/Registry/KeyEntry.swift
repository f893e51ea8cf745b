import Foundation
import Synchronization

/// One key in the snapshot: what never changes, and the little that does, in atomics that every reader sees at once.
final class KeyEntry: Sendable {
    enum Standing: UInt8, AtomicRepresentable {
        /// Being stored: nobody has the key yet.
        case pending
        /// In force.
        case active
        /// Revoked in this process, not yet, or not provably, in the store.
        case refused
        /// Revoked for good.
        case revoked
    }

    let id: String
    let organizationID: String
    let type: KeyType
    let scope: [String]
    let digest: KeyDigest
    private let currentStanding: Atomic<Standing>
    /// Milliseconds since 1970; the least number where the key was never used.
    private let lastUsedMilliseconds: Atomic<Int64>
    /// Milliseconds since 1970 from which on the key is refused; the greatest number where there is no such time.
    private let expiryMilliseconds: Atomic<Int64>
    private let hasNewUse = Atomic<Bool>(false)

    /// - Parameter organization: The record's organization, where many entries share one copy of its name.
    init(_ record: KeyRecord, of organization: String? = nil, digest: KeyDigest, standing: Standing) {
        id = record.id
        organizationID = organization ?? record.organizationID
        type = record.type
        scope = record.scope
        self.digest = digest
        currentStanding = Atomic(standing)
        expiryMilliseconds = Atomic(record.expiresAt.map(Self.milliseconds) ?? .max)
        lastUsedMilliseconds = Atomic(record.lastUsedAt.map(Self.milliseconds) ?? .min)
    }

    /// The key as requests see it.
    var key: VerifiedKey { VerifiedKey(self) }

    var standing: Standing { currentStanding.load(ordering: .sequentiallyConsistent) }

    /// The key is stored; one that was revoked while it was being stored stays refused.
    func activate() {
        _ = currentStanding.compareExchange(
            expected: .pending, desired: .active, ordering: .sequentiallyConsistent)
    }

    /// From the return of this on no reader accepts the key.
    func refuse() {
        if standing != .revoked { currentStanding.store(.refused, ordering: .sequentiallyConsistent) }
    }

    func confirmRevocation() { currentStanding.store(.revoked, ordering: .sequentiallyConsistent) }

    /// From the return of this on no reader accepts the key at that moment or later; an earlier expiry stays.
    func expire(at moment: Date) {
        expiryMilliseconds.min(Self.milliseconds(moment), ordering: .sequentiallyConsistent)
    }

    func isExpired(at now: Date) -> Bool {
        let expiry = expiryMilliseconds.load(ordering: .sequentiallyConsistent)
        return expiry != .max && expiry <= Self.milliseconds(now)
    }

    func verification(at now: Date) -> Verification {
        switch standing {
        case .pending: .unknown
        case .refused, .revoked: .revoked(id: id)
        case .active: isExpired(at: now) ? .expired(id: id) : .valid(key)
        }
    }
}

extension KeyEntry {
    var lastUsedAt: Date? {
        let milliseconds = lastUsedMilliseconds.load(ordering: .relaxed)
        return milliseconds == .min ? nil : Date(timeIntervalSince1970: Double(milliseconds) / 1_000)
    }

    /// Notes a use; true where it is the first since the last ``takeNewUse()``.
    func use(at now: Date) -> Bool {
        let milliseconds = Self.milliseconds(now)
        if lastUsedMilliseconds.load(ordering: .relaxed) < milliseconds {
            lastUsedMilliseconds.max(milliseconds, ordering: .relaxed)
        }
        return markNewUse()
    }

    func markNewUse() -> Bool {
        if hasNewUse.load(ordering: .relaxed) { return false }
        return !hasNewUse.exchange(true, ordering: .sequentiallyConsistent)
    }

    /// Clears the mark before the time is read, so that a use in between is marked again rather than lost.
    func takeNewUse() -> Date? {
        hasNewUse.store(false, ordering: .sequentiallyConsistent)
        return lastUsedAt
    }

    private static func milliseconds(_ date: Date) -> Int64 {
        let value = date.timeIntervalSince1970 * 1_000
        return value.magnitude < 1e17 ? Int64(value) : 0
    }
}
