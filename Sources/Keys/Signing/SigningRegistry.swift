import Foundation
import Limit

/// Serializes the life of signing secrets: making, rotating, deleting. Requests never wait for it: they read its
/// ``ring``.
public actor SigningRegistry {
    /// All secrets as requests see them.
    public nonisolated let ring: SigningRing
    private let store: any SigningSecretStore
    private let box: SecretBox
    private let limits: Limits.Keys
    private let now: @Sendable () -> Date
    private var random: Randomness
    /// Secrets that are refused already but may still be stored.
    private var unstoredDeletions: Set<String> = []

    /// Loads all secrets from the store.
    ///
    /// - Parameters:
    ///   - random: The source of secrets and ids; nothing but the system's is fit for use outside tests.
    ///   - now: The clock that dates what happens and decides what has ended.
    /// - Throws: ``KeyError/storage(reason:)``; ``KeyError/sealing`` where a row came from another pepper.
    public init(
        store: any SigningSecretStore, pepper: Pepper, limits: Limits.Keys = Limits.Keys(),
        random: any RandomNumberGenerator & Sendable = SystemRandomNumberGenerator(),
        now: @escaping @Sendable () -> Date
    ) async throws(KeyError) {
        self.store = store
        self.limits = limits
        self.random = Randomness(source: random)
        self.now = now
        box = pepper.box
        ring = SigningRing(limits: limits)
        let records: [SigningSecretRecord]
        do { records = try await store.allSigningSecrets() } catch {
            throw .storage(reason: String(describing: error))
        }
        for (organization, own) in Dictionary(grouping: records, by: \.organizationID) {
            try publish(own, organization: organization)
        }
    }

    /// Makes a secret the current one: stored first, then in force, then answered. The one before stays good for an
    /// overlap.
    ///
    /// - Throws: ``KeyError/tooManySigningSecrets(limit:)``, ``KeyError/storage(reason:)``.
    public func rotate(
        organization: String, overlap: RotationOverlap, by person: String
    ) async throws(KeyError) -> IssuedSigningSecret {
        let moment = now()
        let inForce = ring.records(organization: organization).filter { $0.isInForce(at: moment) }
        // With no overlap all others end now, so that there is always room for a clean start.
        guard overlap == .none || inForce.count < limits.signingSecrets else {
            throw .tooManySigningSecrets(limit: limits.signingSecrets)
        }
        let secret = SigningSecret(using: &random)
        let id = "sec_" + String(decoding: Base62.random(count: 20, using: &random), as: UTF8.self)
        let place = SigningSecretRecord.place(id: id, organization: organization)
        let sealed = try box.seal(secret.withPlainText { Array($0.utf8) }, for: place)
        let record = SigningSecretRecord(
            id: id, organizationID: organization, sealed: sealed, pepperVersion: box.pepperVersion, createdBy: person,
            createdAt: moment)
        let end = moment.addingTimeInterval(overlap.seconds)
        let all: [SigningSecretRecord]
        do { all = try await store.rotateSigningSecret(to: record, endingOthersAt: end) } catch {
            throw .storage(reason: String(describing: error))
        }
        try publish(all, organization: organization, succession: (record, end))
        return IssuedSigningSecret(record: record, secret: secret)
    }

    /// The organization's secrets that are in force, last made first.
    public func list(organization: String) -> [SigningSecretRecord] {
        ring.records(organization: organization).filter { $0.isInForce(at: now()) }
    }

    /// Refuses a secret's signatures from now on, then removes it for good.
    ///
    /// - Throws: ``KeyError/signingSecretNotFound(id:)``; ``KeyError/storage(reason:)`` where it is refused but still
    ///   stored, so that a restart would bring it back: delete it once more.
    public func delete(_ id: String, organization: String) async throws(KeyError) {
        let name = SigningSecretRecord.place(id: id, organization: organization)
        let isOwn = ring.remove(id, organization: organization) || unstoredDeletions.contains(name)
        guard isOwn else { throw .signingSecretNotFound(id: id) }
        unstoredDeletions.insert(name)
        do { try await store.deleteSigningSecret(id: id) } catch {
            throw .storage(reason: String(describing: error))
        }
        unstoredDeletions.remove(name)
    }

    private func publish(
        _ records: [SigningSecretRecord], organization: String,
        succession: (record: SigningSecretRecord, end: Date)? = nil
    ) throws(KeyError) {
        var entries: [SigningRing.Entry] = []
        for record in records { entries.append(try entry(record)) }
        ring.merge(entries, organization: organization, now: now(), succession: succession)
    }

    private func entry(_ record: SigningSecretRecord) throws(KeyError) -> SigningRing.Entry {
        if let known = ring.secret(record.id, organization: record.organizationID) {
            return SigningRing.Entry(record: record, secret: known)
        }
        let place = SigningSecretRecord.place(id: record.id, organization: record.organizationID)
        let text = String(decoding: try box.open(record.sealed, for: place), as: UTF8.self)
        guard let secret = SigningSecret(parsing: text) else { throw .damagedRecord(id: record.id) }
        return SigningRing.Entry(record: record, secret: secret)
    }
}
