import Foundation

/// Where records of keys survive a restart. When a call returns, what it did is durable.
public protocol KeyStore: Sendable {
    /// Adds a record; its id and its digest must be new.
    func insert(_ record: KeyRecord) async throws
    /// Marks a key as revoked and gives its record, or nothing where there is no such key.
    ///
    /// A key that is revoked already keeps its first time and person.
    func revoke(id: String, at: Date, by: String) async throws -> KeyRecord?
    /// Adds the key that takes another's place, and has the other expire at a moment, or earlier where it would.
    ///
    /// - Returns: The other as it is now; nothing where there is no such key, and then nothing is added.
    func rotate(id: String, to replacement: KeyRecord, expiresAt: Date) async throws -> KeyRecord?
    /// Hands a key to another maker. An unknown id is no error.
    func assign(id: String, to maker: String) async throws
    /// Removes a key for good; the registry asks for revoked ones only. An unknown id is no error.
    func delete(id: String) async throws
    /// The keys of one organization, revoked ones included, in any order.
    func keys(organization: String) async throws -> [KeyRecord]
    /// The keys of all organizations, revoked ones included, in any order.
    func allKeys() async throws -> [KeyRecord]
    /// Notes when keys were last used; an earlier time than the stored one and an unknown id change nothing.
    func touch(_ uses: [(id: String, at: Date)]) async throws
}
