import Foundation
import Synchronization

/// Where signing secrets survive a restart. When a call returns, what it did is durable.
public protocol SigningSecretStore: Sendable {
    /// The secrets of all organizations, those that have run out included, in any order.
    func allSigningSecrets() async throws -> [SigningSecretRecord]
    /// Makes a record the current one of its organization, in one step: the others end at `moment` at the latest, and
    /// those that had ended before the record was made are removed.
    ///
    /// - Returns: All secrets that the organization has now, in any order.
    func rotateSigningSecret(to record: SigningSecretRecord, endingOthersAt moment: Date) async throws
        -> [SigningSecretRecord]
    /// Removes a secret for good; an unknown id is no error.
    func deleteSigningSecret(id: String) async throws
}

/// A store that forgets with its process: for tests and trials.
public final class MemorySigningSecretStore: SigningSecretStore {
    private let records = Mutex<[String: SigningSecretRecord]>([:])

    /// Makes an empty store.
    public init() {}

    public func allSigningSecrets() async throws -> [SigningSecretRecord] { records.withLock { Array($0.values) } }

    public func rotateSigningSecret(
        to record: SigningSecretRecord, endingOthersAt moment: Date
    ) async throws -> [SigningSecretRecord] {
        try records.withLock { table in
            guard table[record.id] == nil else { throw KeyError.storage(reason: "the id is taken") }
            for (id, var other) in table where other.organizationID == record.organizationID {
                other.expiresAt = min(other.expiresAt ?? moment, moment)
                table[id] = other.isInForce(at: record.createdAt) ? other : nil
            }
            table[record.id] = record
            return table.values.filter { $0.organizationID == record.organizationID }
        }
    }

    public func deleteSigningSecret(id: String) async throws { records.withLock { $0[id] = nil } }
}
