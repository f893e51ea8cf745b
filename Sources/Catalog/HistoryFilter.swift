import Foundation

/// Which renders a page of history holds; what is `nil` does not matter.
public struct HistoryFilter: Sendable, Equatable {
    public var templateID: String?
    public var keyID: String?
    /// Renders of any of these keys.
    public var keyIDs: Set<String>?
    public var status: Int?
    /// Renders at this moment or later.
    public var since: Date?
    /// Renders before this moment.
    public var until: Date?

    /// Makes a filter; without arguments, every render matches.
    public init(
        templateID: String? = nil, keyID: String? = nil, keyIDs: Set<String>? = nil, status: Int? = nil,
        since: Date? = nil, until: Date? = nil
    ) {
        self.templateID = templateID
        self.keyID = keyID
        self.keyIDs = keyIDs
        self.status = status
        self.since = since
        self.until = until
    }

    /// Whether a render is one of these.
    package func matches(_ record: RenderRecord) -> Bool {
        let moment = record.createdAt.wholeMilliseconds
        if let templateID, record.templateID != templateID { return false }
        if let keyID, record.keyID != keyID { return false }
        if let keyIDs, !keyIDs.contains(record.keyID) { return false }
        if let status, record.status != status { return false }
        if let since, moment < since.wholeMilliseconds { return false }
        if let until, moment >= until.wholeMilliseconds { return false }
        return true
    }
}
