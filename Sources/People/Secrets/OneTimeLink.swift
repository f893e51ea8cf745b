import Catalog
import Foundation

/// A link that works once and for an hour.
public struct OneTimeLink: Sendable, Equatable {
    /// What it is good for.
    public enum Purpose: String, Sendable {
        /// Makes the first Owner of an organization that has none.
        case setup
        /// Sets a new password.
        case reset
    }

    public let purpose: Purpose
    /// ``Token/digest`` of what the link carries.
    public let digest: String
    /// Whose password a reset sets; nil for setup.
    public let personID: String?
    /// Whose Owner a setup makes; nil for a reset.
    public let organizationID: String?
    public let createdAt: Date
    public let expiresAt: Date

    /// Puts a link together.
    public init(
        purpose: Purpose, digest: String, personID: String? = nil, organizationID: String? = nil, createdAt: Date,
        expiresAt: Date
    ) {
        self.purpose = purpose
        self.digest = digest
        self.personID = personID
        self.organizationID = organizationID
        self.createdAt = createdAt.storable
        self.expiresAt = expiresAt.storable
    }
}
