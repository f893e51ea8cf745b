import Foundation
import Keys
import Synchronization

/// A memory store whose calls fail or wait when the test says so.
final class ScriptedStore: KeyStore {
    enum Call {
        /// Before and after the row is written.
        case insert, inserted
        case revoke, rotate, delete, touch
    }
    struct Failure: Error {}

    let inner = MemoryKeyStore()
    private let failing = Mutex<Set<Call>>([])
    private let gates = Mutex<[Call: Gate]>([:])
    private let lastInsertion = Mutex<String?>(nil)

    /// The id that was last asked to be inserted, whatever became of it.
    var lastInsertedID: String? { lastInsertion.withLock { $0 } }

    func fail(_ calls: Call...) { failing.withLock { $0 = Set(calls) } }

    /// Holds every call of this kind at this point.
    func hold(_ call: Call) -> Gate {
        let gate = Gate()
        gates.withLock { $0[call] = gate }
        return gate
    }

    private func check(_ call: Call) async throws {
        await gates.withLock { $0[call] }?.pass()
        try Task.checkCancellation()
        if failing.withLock({ $0.contains(call) }) { throw Failure() }
    }

    func insert(_ record: KeyRecord) async throws {
        lastInsertion.withLock { $0 = record.id }
        try await check(.insert)
        try await inner.insert(record)
        try await check(.inserted)
    }

    func revoke(id: String, at: Date, by: String) async throws -> KeyRecord? {
        try await check(.revoke)
        return try await inner.revoke(id: id, at: at, by: by)
    }

    func rotate(id: String, to replacement: KeyRecord, expiresAt: Date) async throws -> KeyRecord? {
        try await check(.rotate)
        return try await inner.rotate(id: id, to: replacement, expiresAt: expiresAt)
    }

    func assign(id: String, to maker: String) async throws { try await inner.assign(id: id, to: maker) }

    func delete(id: String) async throws {
        try await check(.delete)
        try await inner.delete(id: id)
    }

    func keys(organization: String) async throws -> [KeyRecord] { try await inner.keys(organization: organization) }

    func allKeys() async throws -> [KeyRecord] { try await inner.allKeys() }

    func touch(_ uses: [(id: String, at: Date)]) async throws {
        try await check(.touch)
        try await inner.touch(uses)
    }
}
