/// How many renders a minute each key of an organization may ask for.
public enum RateProfile: String, Sendable, CaseIterable {
    case starter, pro, business, enterprise, unlimited

    /// Requests in any 60 seconds by one key, POST and GET apart; nil where there is no limit.
    public var budget: (post: Int, get: Int)? {
        switch self {
        case .starter: (30, 15)
        case .pro: (120, 60)
        case .business: (300, 150)
        case .enterprise: (1_000, 500)
        case .unlimited: nil
        }
    }
}
