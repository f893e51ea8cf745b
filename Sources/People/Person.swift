import Catalog
import Foundation

/// Somebody who can sign in.
public struct Person: Sendable, Equatable {
    /// `usr_…`.
    public let id: String
    /// In the one form that is compared and stored: ``EmailAddress``.
    public let email: String
    /// As lists show it.
    public let name: String
    /// Whole milliseconds.
    public let createdAt: Date

    /// Puts a person together.
    public init(id: String, email: String, name: String, createdAt: Date) {
        self.id = id
        self.email = email
        self.name = name
        self.createdAt = createdAt.storable
    }
}

/// A person's place in an organization.
public struct Membership: Sendable, Equatable {
    public let organizationID: String
    public let personID: String
    public let role: Role
    /// Whole milliseconds.
    public let joinedAt: Date

    /// Puts a membership together; the store keeps the Owner the only one.
    public init(organizationID: String, personID: String, role: Role, joinedAt: Date) {
        self.organizationID = organizationID
        self.personID = personID
        self.role = role
        self.joinedAt = joinedAt.storable
    }
}

/// A member as lists show them.
public struct Member: Sendable, Equatable {
    public let person: Person
    public let role: Role
    public let joinedAt: Date
    /// The last use of any of their sessions; nil where there is none.
    public let lastSeenAt: Date?

    /// Puts a line of the list together.
    public init(person: Person, role: Role, joinedAt: Date, lastSeenAt: Date?) {
        self.person = person
        self.role = role
        self.joinedAt = joinedAt
        self.lastSeenAt = lastSeenAt
    }
}
