import Catalog
import Foundation

/// An invitation to an organization that was not accepted yet.
public struct Invitation: Sendable, Equatable {
    /// `inv_…`.
    public let id: String
    public let organizationID: String
    /// Whom it is for, normalized.
    public let email: String
    /// Never ``Role/owner``.
    public let role: Role
    /// ``Token/digest`` of what the link carries.
    public let digest: String
    /// The person who invited.
    public let createdBy: String
    public let createdAt: Date
    public let expiresAt: Date

    /// Puts an invitation together.
    public init(
        id: String, organizationID: String, email: String, role: Role, digest: String, createdBy: String,
        createdAt: Date, expiresAt: Date
    ) {
        self.id = id
        self.organizationID = organizationID
        self.email = email
        self.role = role
        self.digest = digest
        self.createdBy = createdBy
        self.createdAt = createdAt.storable
        self.expiresAt = expiresAt.storable
    }
}
