/// How many renders a minute each key of an organization may ask for.
public struct RateProfileSummary: Codable, Sendable, Equatable {
    /// `starter`, `pro`, `business`, `enterprise` or `unlimited`.
    public let profile: String
    /// Requests in any 60 seconds by one key; absent where there is no limit.
    public let post: Int?
    public let get: Int?
}

/// Tells an organization's rate profile.
public struct ShowRateProfile: OperatorCommand {
    public static let path = "rates/show"
    public var organization: String?

    public init(organization: String? = nil) { self.organization = organization }

    public func perform(on desk: Operator) async throws(OperatorError) -> RateProfileSummary {
        try await desk.rateProfile(organization: organization)
    }
}

/// Changes an organization's rate profile; in force with the next request.
public struct SetRateProfile: OperatorCommand {
    public static let path = "rates/set"
    public var organization: String?
    /// `starter`, `pro`, `business`, `enterprise` or `unlimited`.
    public var profile: String

    public init(organization: String? = nil, profile: String) {
        self.organization = organization
        self.profile = profile
    }

    public func perform(on desk: Operator) async throws(OperatorError) -> RateProfileSummary {
        try await desk.setRateProfile(profile, organization: organization)
    }
}
