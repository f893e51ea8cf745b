import Foundation

/// An organization as lists show it.
public struct OrganizationSummary: Codable, Sendable, Equatable {
    public let id: String
    public let slug: String
    public let name: String
    public let createdAt: Date
}

/// Makes an organization; its slug comes from its name.
public struct CreateOrganization: OperatorCommand {
    public static let path = "orgs/create"
    public var name: String

    public init(name: String) { self.name = name }

    public func perform(on desk: Operator) async throws(OperatorError) -> OrganizationSummary {
        try await desk.createOrganization(name: name)
    }
}

/// Lists every organization.
public struct ListOrganizations: OperatorCommand {
    public static let path = "orgs/list"

    public init() {}

    public func perform(on desk: Operator) async throws(OperatorError) -> [OrganizationSummary] {
        try await desk.listOrganizations()
    }
}
