import Foundation

extension KeyRegistry {
    /// The keys of an organization, newest first, revoked ones included.
    ///
    /// A key whose revocation failed to be stored is listed as not revoked, though it is refused: that is what a
    /// restart would find, and the reason to revoke it again.
    ///
    /// - Throws: ``KeyError/storage(reason:)``.
    public func list(organization: String) async throws(KeyError) -> [KeyRecord] {
        let records: [KeyRecord]
        do { records = try await store.keys(organization: organization) } catch {
            throw .storage(reason: String(describing: error))
        }
        return records.map(withLatestUse).sorted { ($0.createdAt, $0.id) > ($1.createdAt, $1.id) }
    }

    /// Writes when keys were last used; the owner of the registry calls this every few seconds and when it stops.
    ///
    /// - Throws: ``KeyError/storage(reason:)``; the times are kept for the next call.
    public func flushLastUsed() async throws(KeyError) {
        let entries = snapshot.takeUsed()
        let uses = entries.compactMap { entry in entry.takeNewUse().map { (id: entry.id, at: $0) } }
        guard !uses.isEmpty else { return }
        do { try await store.touch(uses) } catch {
            snapshot.putBack(entries)
            throw .storage(reason: String(describing: error))
        }
    }

    /// The record with a use that the store may not have yet.
    func withLatestUse(_ record: KeyRecord) -> KeyRecord {
        guard let used = snapshot.entry(record.id)?.lastUsedAt, record.lastUsedAt.map({ $0 < used }) ?? true else {
            return record
        }
        var result = record
        result.lastUsedAt = used
        return result
    }
}
