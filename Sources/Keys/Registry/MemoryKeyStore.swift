import Foundation
import Synchronization

/// A store that forgets with its process: for tests and trials.
public final class MemoryKeyStore: KeyStore {
    private let records = Mutex<[String: KeyRecord]>([:])

    /// Makes a store that holds `records`.
    public init(_ records: [KeyRecord] = []) {
        self.records.withLock { table in
            for record in records { table[record.id] = record }
        }
    }

    public func insert(_ record: KeyRecord) async throws {
        try records.withLock { table in
            guard table[record.id] == nil else { throw KeyError.storage(reason: "the id is taken") }
            table[record.id] = record
        }
    }

    public func revoke(id: String, at: Date, by: String) async throws -> KeyRecord? {
        records.withLock { table in
            guard var record = table[id] else { return nil }
            if record.revokedAt == nil {
                record.revokedAt = at
                record.revokedBy = by
                table[id] = record
            }
            return record
        }
    }

    public func rotate(id: String, to replacement: KeyRecord, expiresAt: Date) async throws -> KeyRecord? {
        try records.withLock { table in
            guard var record = table[id] else { return nil }
            guard table[replacement.id] == nil else { throw KeyError.storage(reason: "the id is taken") }
            record.expiresAt = min(record.expiresAt ?? expiresAt, expiresAt)
            record.rotatedTo = replacement.id
            table[id] = record
            table[replacement.id] = replacement
            return record
        }
    }

    public func assign(id: String, to maker: String) async throws {
        records.withLock { $0[id]?.createdBy = maker }
    }

    public func delete(id: String) async throws {
        records.withLock { $0[id] = nil }
    }

    public func keys(organization: String) async throws -> [KeyRecord] {
        records.withLock { $0.values.filter { $0.organizationID == organization } }
    }

    public func allKeys() async throws -> [KeyRecord] {
        records.withLock { Array($0.values) }
    }

    public func touch(_ uses: [(id: String, at: Date)]) async throws {
        records.withLock { table in
            for use in uses {
                guard var record = table[use.id], record.lastUsedAt.map({ $0 < use.at }) ?? true else { continue }
                record.lastUsedAt = use.at
                table[use.id] = record
            }
        }
    }
}
