/// What people get whom the issuer vouches for and nobody has invited: a role, where their address is of the house.
public struct NewcomerRule: Sendable, Equatable {
    /// Domains of addresses, in lower case; those below them do not count.
    public let domains: [String]
    /// Never ``Role/owner``.
    public let role: Role
    /// The organization's slug; nil where there is only one.
    public let organization: String?

    /// Puts a rule together.
    public init(domains: [String], role: Role, organization: String?) {
        self.domains = domains.map { $0.lowercased() }
        self.role = role
        self.organization = organization
    }

    /// Whether it holds for a normalized address.
    public func covers(_ email: String) -> Bool {
        email.split(separator: "@").last.map { domains.contains(String($0)) } ?? false
    }
}
