import Foundation
import People

/// A member as lists show them.
public struct PersonSummary: Codable, Sendable, Equatable {
    public let id: String
    public let email: String
    public let name: String
    /// `owner`, `admin`, `user` or `viewer`.
    public let role: String
    /// The organization's slug.
    public let organization: String
    public let joinedAt: Date
    public let lastSeenAt: Date?
    /// A one-time link that sets a password; in the answers that make one only.
    public let link: String?
}

/// Makes a member, and a link by which they set their password. A second Owner is a `conflict`.
public struct CreatePerson: OperatorCommand {
    public static let path = "users/create"
    public var organization: String?
    public var email: String
    /// The part of the address before the `@` where it is left out.
    public var name: String?
    public var role: Role
    /// Left out for a link that sets it.
    public var password: String?

    public init(
        organization: String? = nil, email: String, name: String? = nil, role: Role, password: String? = nil
    ) {
        self.organization = organization
        self.email = email
        self.name = name
        self.role = role
        self.password = password
    }

    public func perform(on desk: Operator) async throws(OperatorError) -> PersonSummary {
        try await desk.createPerson(self)
    }
}

/// Lists the members, the first to join first.
public struct ListPeople: OperatorCommand {
    public static let path = "users/list"
    public var organization: String?

    public init(organization: String? = nil) { self.organization = organization }

    public func perform(on desk: Operator) async throws(OperatorError) -> [PersonSummary] {
        try await desk.listPeople(organization: organization)
    }
}

/// A link that sets a new password.
public struct ResetLink: Codable, Sendable, Equatable {
    public let email: String
    public let link: String
    public let expiresInSeconds: Int
}

/// Makes a link by which somebody sets a new password.
public struct ResetPassword: OperatorCommand {
    public static let path = "users/reset-password"
    public var email: String

    public init(email: String) { self.email = email }

    public func perform(on desk: Operator) async throws(OperatorError) -> ResetLink {
        try await desk.resetPassword(email: email)
    }
}

/// What became of an account that forgot its identities.
public struct Unlinked: Codable, Sendable, Equatable {
    public let email: String
    /// How many identities it had.
    public let identities: Int
}

/// Makes an account forget who its person is at issuers; the next sign-in there links it again.
public struct UnlinkPerson: OperatorCommand {
    public static let path = "users/unlink"
    public var email: String

    public init(email: String) { self.email = email }

    public func perform(on desk: Operator) async throws(OperatorError) -> Unlinked {
        try await desk.unlink(email: email)
    }
}
