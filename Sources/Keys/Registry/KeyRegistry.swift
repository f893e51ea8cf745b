import Foundation
import Limit

/// Serializes the life of keys: creation, revocation, deletion, and when each was last used.
///
/// Requests never wait for it: they read its ``snapshot``. Each method puts the snapshot into its safe state before its
/// first `await`, and calls on one key take turns at the store, because an actor lets others in at every `await`.
public actor KeyRegistry {
    /// All keys as requests see them.
    public nonisolated let snapshot: KeySnapshot
    let store: any KeyStore
    let pepper: Pepper
    let limits: Limits.Keys
    let now: @Sendable () -> Date
    var random: Randomness
    /// Keys of each organization, those being stored included.
    var counts: [String: Int] = [:]
    /// Who waits for a turn at each key that is being changed.
    var turns: [String: [CheckedContinuation<Void, Never>]] = [:]

    /// Loads all keys from the store.
    ///
    /// - Parameters:
    ///   - random: The source of keys and ids; nothing but the system's is fit for use outside tests.
    ///   - now: The clock that dates what happens and decides what has expired.
    /// - Throws: ``KeyError/storage(reason:)`` and ``KeyError/damagedRecord(id:)``.
    public init(
        store: any KeyStore, pepper: Pepper, limits: Limits.Keys = Limits.Keys(),
        random: any RandomNumberGenerator & Sendable = SystemRandomNumberGenerator(),
        now: @escaping @Sendable () -> Date
    ) async throws(KeyError) {
        let records: [KeyRecord]
        do { records = try await store.allKeys() } catch { throw .storage(reason: String(describing: error)) }
        let snapshot = KeySnapshot(pepper: pepper)
        var counts: [String: Int] = [:]
        // Every row brings a copy of its organization's name; one for all is memory that a million keys notice.
        var organizations: [String: String] = [:]
        for record in records {
            let organization = organizations[record.organizationID] ?? record.organizationID
            organizations[organization] = organization
            guard let digest = KeyDigest(record.digest) else { throw .damagedRecord(id: record.id) }
            let standing: KeyEntry.Standing = record.revokedAt == nil ? .active : .revoked
            snapshot.publish(KeyEntry(record, of: organization, digest: digest, standing: standing))
            counts[organization, default: 0] += 1
        }
        self.store = store
        self.pepper = pepper
        self.limits = limits
        self.random = Randomness(source: random)
        self.now = now
        self.snapshot = snapshot
        self.counts = counts
    }

    /// Makes a key: stored first, then in force, then answered.
    ///
    /// - Throws: What is wrong with the request, ``KeyError/tooManyKeys(limit:)``, ``KeyError/storage(reason:)``.
    public func create(
        _ request: KeyRequest, organization: String, by creator: String
    ) async throws(KeyError) -> IssuedKey {
        let moment = now()
        let request = try request.checked(limits: limits, now: moment)
        guard counts[organization, default: 0] < limits.perOrganization else {
            throw .tooManyKeys(limit: limits.perOrganization)
        }
        let secret = KeySecret.generate(request.type, using: &random)
        let id = "key_" + String(decoding: Base62.random(count: 20, using: &random), as: UTF8.self)
        let record = KeyRecord(
            id: id, organizationID: organization, name: request.name, type: request.type, scope: request.scope,
            displayPrefix: secret.displayPrefix, digest: pepper.digest(of: secret), pepperVersion: pepper.version,
            createdBy: creator, createdAt: moment, expiresAt: request.expiresAt)
        guard let digest = KeyDigest(record.digest) else { throw .damagedRecord(id: id) }
        // Published before it is stored: whoever reads the row from the store can revoke it at once, and that holds.
        let entry = KeyEntry(record, digest: digest, standing: .pending)
        snapshot.publish(entry)
        counts[organization, default: 0] += 1
        takeFirstTurn(id)
        defer { endTurn(id) }
        do { try await store.insert(record) } catch {
            snapshot.withdraw(entry)
            counts[organization, default: 0] -= 1
            throw .storage(reason: String(describing: error))
        }
        entry.activate()
        return IssuedKey(record: record, secret: secret)
    }

    /// Revokes a key: in force, then durable, then answered. Again is no error and changes nothing.
    ///
    /// - Returns: The record, with the first revocation's time and person.
    /// - Throws: ``KeyError/notFound(id:)``; ``KeyError/revocationNotStored(id:reason:)`` where the key is refused from
    ///   now on but the store failed to write so.
    public func revoke(_ id: String, organization: String, by person: String) async throws(KeyError) -> KeyRecord {
        let entry = try entry(id, of: organization)
        entry.refuse()
        let moment = now()
        await takeTurn(id)
        defer { endTurn(id) }
        let stored: KeyRecord?
        do {
            // A task of its own inherits no cancellation: a caller that hangs up must not leave a revocation half done.
            stored = try await Task { [store] in try await store.revoke(id: id, at: moment, by: person) }.value
        } catch {
            throw .revocationNotStored(id: id, reason: String(describing: error))
        }
        guard let stored else { throw .notFound(id: id) }
        guard stored.revokedAt != nil else { throw .revocationNotStored(id: id, reason: "the row is not revoked") }
        entry.confirmRevocation()
        return withLatestUse(stored)
    }

    /// Removes a revoked key for good.
    ///
    /// - Throws: ``KeyError/notFound(id:)``, ``KeyError/notRevoked(id:)``, ``KeyError/storage(reason:)``.
    public func delete(_ id: String, organization: String) async throws(KeyError) {
        let entry = try entry(id, of: organization)
        await takeTurn(id)
        defer { endTurn(id) }
        guard snapshot.entry(id) === entry else { throw .notFound(id: id) }
        guard entry.standing == .revoked else { throw .notRevoked(id: id) }
        do { try await store.delete(id: id) } catch { throw .storage(reason: String(describing: error)) }
        snapshot.withdraw(entry)
        counts[organization, default: 0] -= 1
    }

    func entry(_ id: String, of organization: String) throws(KeyError) -> KeyEntry {
        guard let entry = snapshot.entry(id), entry.organizationID == organization else { throw .notFound(id: id) }
        return entry
    }
}

/// Any generator as one concrete type, which generic code takes.
struct Randomness: RandomNumberGenerator {
    var source: any RandomNumberGenerator & Sendable

    mutating func next() -> UInt64 { source.next() }
}
