/// What caches outside may keep of pictures fetched by a GET key.
public enum CachePolicy: String, Sendable, CaseIterable {
    /// The browser only, for an hour.
    case `private`
    /// Shared caches too: copies outlive a revocation, and a CDN checks no host.
    case `public`
}

/// What an organization may choose for itself.
public struct Settings: Sendable, Equatable {
    /// Hosts that GET keys may be used from, normalized, in the order given. None: GET keys are refused.
    public var allowedHosts: [String]
    public var cachePolicy: CachePolicy
    /// How many renders a minute each of its keys may ask for.
    public var rateProfile: RateProfile
    /// Names of the roles that may make Master keys.
    public var masterKeyRoles: [String]
    /// Hosts that templates may load pictures from, normalized, in the order given. None: no pictures of other servers.
    public var remoteImageHosts: [String]

    /// The settings of a new organization: no hosts, private, unlimited.
    public init(
        allowedHosts: [String] = [], cachePolicy: CachePolicy = .private, rateProfile: RateProfile = .unlimited,
        masterKeyRoles: [String] = Settings.standardMasterKeyRoles, remoteImageHosts: [String] = []
    ) {
        self.remoteImageHosts = remoteImageHosts
        self.masterKeyRoles = masterKeyRoles
        self.rateProfile = rateProfile
        self.allowedHosts = allowedHosts
        self.cachePolicy = cachePolicy
    }

    /// Whoever may make keys at all may make Master keys.
    public static let standardMasterKeyRoles = ["owner", "admin", "user"]
}
