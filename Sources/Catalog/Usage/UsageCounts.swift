/// What was asked of the server and how it was answered, in one span of time.
public struct UsageCounts: Sendable, Equatable {
    /// Pictures that were painted.
    public var renders = 0
    /// Renders that were refused or failed, but for those over a budget.
    public var errors = 0
    /// Answers from the picture cache.
    public var hits = 0
    /// Answers of another request's painting.
    public var coalesced = 0
    /// Answers that the client had already.
    public var notModified = 0
    /// Refusals over a budget.
    public var limited = 0
    /// How long painted renders took, from arrival to answer.
    public var latency = LatencyHistogram()

    /// Makes counts of nothing.
    public init() {}

    /// Takes in all of another span.
    public mutating func add(_ other: UsageCounts) {
        renders += other.renders
        errors += other.errors
        hits += other.hits
        coalesced += other.coalesced
        notModified += other.notModified
        limited += other.limited
        latency.add(other.latency)
    }
}

/// How long the span of one row of usage is.
public enum UsageGrain: String, Sendable, CaseIterable {
    case minute, hour

    /// The span in seconds.
    public var seconds: Int { self == .minute ? 60 : 3_600 }
}

/// The counts of one key, or of all keys of an organization, in one minute or hour.
public struct UsageRow: Sendable, Equatable {
    public let organizationID: String
    /// Empty for all keys together.
    public let keyID: String
    public let grain: UsageGrain
    /// Epoch seconds of the span's start.
    public let start: Int
    public var counts: UsageCounts

    /// Puts a row together.
    public init(organizationID: String, keyID: String, grain: UsageGrain, start: Int, counts: UsageCounts) {
        self.organizationID = organizationID
        self.keyID = keyID
        self.grain = grain
        self.start = start
        self.counts = counts
    }
}
