import Foundation
import Keys

/// A signing secret as lists show it: never the secret itself.
public struct SigningSecretSummary: Codable, Sendable, Equatable {
    public let id: String
    public let createdBy: String
    public let createdAt: Date
    /// From this time on its signatures are refused; absent for the current one.
    public let expiresAt: Date?
    /// Whether new URLs are signed with it.
    public let isCurrent: Bool
}

/// A new signing secret: the only answer that ever carries it.
public struct CreatedSigningSecret: Codable, Sendable {
    public let id: String
    /// The whole secret, shown this once.
    public let secret: String
    public let createdAt: Date
    /// When the secrets before it end; absent where there were none.
    public let othersExpireAt: Date?
}

/// A signed URL, or the part of it after the server's address.
public struct SignedURLReply: Codable, Sendable, Equatable {
    public let url: String
    public let expiresAt: Date
}

/// Lists the signing secrets that are in force, last made first.
public struct ListSigningSecrets: OperatorCommand {
    public static let path = "signing/list"
    public var organization: String?

    public init(organization: String? = nil) { self.organization = organization }

    public func perform(on desk: Operator) async throws(OperatorError) -> [SigningSecretSummary] {
        try await desk.listSigningSecrets(organization: organization)
    }
}

/// Makes a new current secret, the first one too; the one before stays good for the overlap.
public struct RotateSigningSecret: OperatorCommand {
    public static let path = "signing/rotate"
    public var organization: String?
    public var overlap: RotationOverlap

    public init(organization: String? = nil, overlap: RotationOverlap) {
        self.organization = organization
        self.overlap = overlap
    }

    public func perform(on desk: Operator) async throws(OperatorError) -> CreatedSigningSecret {
        try await desk.rotateSigningSecret(overlap: overlap, organization: organization)
    }
}

/// Deletes a secret: URLs that it signed are refused from now on.
public struct DeleteSigningSecret: OperatorCommand {
    public static let path = "signing/delete"
    public var organization: String?
    public var id: String

    public init(organization: String? = nil, id: String) {
        self.organization = organization
        self.id = id
    }

    public func perform(on desk: Operator) async throws(OperatorError) -> Done {
        try await desk.deleteSigningSecret(id: id, organization: organization)
    }
}

/// Signs the URL of a GET render with the current secret.
public struct SignURL: OperatorCommand {
    public static let path = "signing/sign"
    public var organization: String?
    /// A URL or a path of `GET /api/v1/render` with its query.
    public var url: String
    public var expiresInSeconds: Int

    public init(organization: String? = nil, url: String, expiresInSeconds: Int) {
        self.organization = organization
        self.url = url
        self.expiresInSeconds = expiresInSeconds
    }

    public func perform(on desk: Operator) async throws(OperatorError) -> SignedURLReply {
        try await desk.signURL(self)
    }
}
