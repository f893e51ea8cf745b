import Foundation

/// A key that is known and in force, as a request sees it.
public struct VerifiedKey: Sendable, Equatable {
    public let id: String
    public let organizationID: String
    public let type: KeyType
    /// Ids of the templates that a Project key may use; empty for all other types.
    public let scope: [String]

    init(_ record: KeyRecord, of organization: String) {
        id = record.id
        organizationID = organization
        type = record.type
        scope = record.scope
    }

    /// Whether the key's type may do this at all.
    public func may(_ operation: KeyOperation) -> Bool { Permission.allows(type, operation) }

    /// Whether the key may use the template with this id: a Project key only within its scope, any other always.
    public func covers(template id: String) -> Bool { type != .project || scope.contains(id) }
}

/// What is known about a key that somebody sent.
public enum Verification: Sendable, Equatable {
    /// The key is in force.
    case valid(VerifiedKey)
    /// No such key.
    case unknown
    /// The key with this id was revoked.
    case revoked(id: String)
    /// The key with this id has expired.
    case expired(id: String)
}
