/// The allowed hosts of an organization, in their stored form.
public struct HostList: Codable, Sendable, Equatable {
    public let hosts: [String]
}

/// Lists the hosts that may embed GET-key pictures.
public struct ListHosts: OperatorCommand {
    public static let path = "hosts/list"
    public var organization: String?

    public init(organization: String? = nil) { self.organization = organization }

    public func perform(on desk: Operator) async throws(OperatorError) -> HostList {
        try await desk.listHosts(organization: organization)
    }
}

/// Adds hosts; all or none. One that is there already stays.
public struct AddHosts: OperatorCommand {
    public static let path = "hosts/add"
    public var organization: String?
    public var hosts: [String]

    public init(organization: String? = nil, hosts: [String]) {
        self.organization = organization
        self.hosts = hosts
    }

    public func perform(on desk: Operator) async throws(OperatorError) -> HostList {
        try await desk.addHosts(hosts, organization: organization)
    }
}

/// Removes hosts; all or none. One that is not there is `not-found`.
public struct RemoveHosts: OperatorCommand {
    public static let path = "hosts/remove"
    public var organization: String?
    public var hosts: [String]

    public init(organization: String? = nil, hosts: [String]) {
        self.organization = organization
        self.hosts = hosts
    }

    public func perform(on desk: Operator) async throws(OperatorError) -> HostList {
        try await desk.removeHosts(hosts, organization: organization)
    }
}
