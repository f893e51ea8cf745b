import Foundation

/// A key as the store holds it: all but the key itself.
public struct KeyRecord: Sendable, Equatable {
    /// `key_` and 20 characters.
    public let id: String
    public let organizationID: String
    /// 1 to 100 Unicode scalars.
    public let name: String
    public let type: KeyType
    /// Ids of the templates that a Project key may use; empty for all other types.
    public let scope: [String]
    /// The prefix and four characters of the key.
    public let displayPrefix: String
    /// `HMAC-SHA256(pepper, whole key)`, 32 bytes.
    public let digest: [UInt8]
    /// The pepper that made the digest.
    public let pepperVersion: Int
    /// The person or `command line`; another when a person's keys were handed on.
    public var createdBy: String
    public let createdAt: Date
    /// The last time that the key was accepted; written lazily, so a crash may lose the latest.
    public var lastUsedAt: Date?
    /// From this time on the key is refused.
    public var expiresAt: Date?
    public var revokedAt: Date?
    public var revokedBy: String?
    /// The key that took this one's place.
    public var rotatedTo: String?

    /// Puts a record together, for the registry and for stores that read their rows.
    public init(
        id: String, organizationID: String, name: String, type: KeyType, scope: [String], displayPrefix: String,
        digest: [UInt8], pepperVersion: Int, createdBy: String, createdAt: Date, lastUsedAt: Date? = nil,
        expiresAt: Date? = nil, revokedAt: Date? = nil, revokedBy: String? = nil,
        rotatedTo: String? = nil
    ) {
        self.id = id
        self.organizationID = organizationID
        self.name = name
        self.type = type
        self.scope = scope
        self.displayPrefix = displayPrefix
        self.digest = digest
        self.pepperVersion = pepperVersion
        self.createdBy = createdBy
        self.createdAt = createdAt
        self.lastUsedAt = lastUsedAt
        self.expiresAt = expiresAt
        self.revokedAt = revokedAt
        self.revokedBy = revokedBy
        self.rotatedTo = rotatedTo
    }
}
