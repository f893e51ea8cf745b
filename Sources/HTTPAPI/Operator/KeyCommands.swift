import Foundation
import Keys

/// A key as lists show it: never the key itself.
public struct KeySummary: Codable, Sendable, Equatable {
    public let id: String
    public let name: String
    public let type: KeyType
    /// The prefix and four characters, such as `rs_live_abc1`.
    public let prefix: String
    /// Ids of the templates that a project key may use.
    public let scope: [String]
    public let createdBy: String
    public let createdAt: Date
    public let lastUsedAt: Date?
    public let expiresAt: Date?
    public let revokedAt: Date?
    public let revokedBy: String?
}

/// A new key: the only answer that ever carries the key itself.
public struct CreatedKey: Codable, Sendable {
    public let id: String
    /// The whole secret, shown this once.
    public let key: String
    public let prefix: String
    public let type: KeyType
    public let name: String
    public let scope: [String]
    public let expiresAt: Date?
}

/// Makes a key; a project key needs at least one template, by slug or id.
public struct CreateKey: OperatorCommand {
    public static let path = "keys/create"
    public var organization: String?
    public var name: String
    public var type: KeyType
    public var templates: [String]
    public var expiresInSeconds: Int?

    /// Describes a key; `organization` is a slug, and may be nil where there is one organization only.
    public init(
        organization: String? = nil, name: String, type: KeyType, templates: [String] = [], expiresInSeconds: Int? = nil
    ) {
        self.organization = organization
        self.name = name
        self.type = type
        self.templates = templates
        self.expiresInSeconds = expiresInSeconds
    }

    public func perform(on desk: Operator) async throws(OperatorError) -> CreatedKey {
        try await desk.createKey(self)
    }
}

/// Lists an organization's keys, revoked ones too, newest first.
public struct ListKeys: OperatorCommand {
    public static let path = "keys/list"
    public var organization: String?

    public init(organization: String? = nil) { self.organization = organization }

    public func perform(on desk: Operator) async throws(OperatorError) -> [KeySummary] {
        try await desk.listKeys(organization: organization)
    }
}

/// Revokes a key. When the answer is there the key is refused, durably. Idempotent.
public struct RevokeKey: OperatorCommand {
    public static let path = "keys/revoke"
    public var organization: String?
    public var id: String

    public init(organization: String? = nil, id: String) {
        self.organization = organization
        self.id = id
    }

    public func perform(on desk: Operator) async throws(OperatorError) -> KeySummary {
        try await desk.revokeKey(id: id, organization: organization)
    }
}

/// Makes a key in another's place; the old one expires after the overlap. The answer carries the new key.
public struct RotateKey: OperatorCommand {
    public static let path = "keys/rotate"
    public var organization: String?
    public var id: String
    public var overlap: RotationOverlap

    public init(organization: String? = nil, id: String, overlap: RotationOverlap) {
        self.organization = organization
        self.id = id
        self.overlap = overlap
    }

    public func perform(on desk: Operator) async throws(OperatorError) -> CreatedKey {
        try await desk.rotateKey(self)
    }
}

/// Deletes a revoked key with its render records; a key in force is a `conflict`.
public struct DeleteKey: OperatorCommand {
    public static let path = "keys/delete"
    public var organization: String?
    public var id: String

    public init(organization: String? = nil, id: String) {
        self.organization = organization
        self.id = id
    }

    public func perform(on desk: Operator) async throws(OperatorError) -> Done {
        try await desk.deleteKey(id: id, organization: organization)
    }
}
