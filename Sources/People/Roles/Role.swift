/// What a person is in an organization.
public enum Role: String, Sendable, CaseIterable, Codable {
    /// Exactly one an organization: all of it, and the only one who may hand it on.
    case owner
    /// Everything but ownership.
    case admin
    /// Makes templates, assets and own keys.
    case user
    /// Looks.
    case viewer
}
