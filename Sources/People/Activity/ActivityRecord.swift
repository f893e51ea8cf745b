import Catalog
import Foundation

/// Who did what, when, to what and from where. Never a secret.
public struct ActivityRecord: Sendable, Equatable, PageItem {
    /// What something was done to.
    public struct Subject: Sendable, Equatable {
        /// `key`, `template`, `asset`, `member`, `invitation`, `settings`, `organization`, `session`, `secret`.
        public let type: String
        public let id: String
        public let name: String

        /// Names an object.
        public init(type: String, id: String, name: String) {
            self.type = type
            self.id = id
            self.name = name
        }
    }

    /// `act_…`.
    public let id: String
    public let organizationID: String
    public let at: Date
    /// A person's id, a key's, or `command line`.
    public let actorID: String
    /// As it was then: the log outlives its people.
    public let actorName: String
    /// Such as `key.revoke`.
    public let action: String
    public let subject: Subject
    /// Where it came from; empty for the command line.
    public let address: String
    /// One line, such as `user → admin`.
    public let detail: String

    /// Puts a record together.
    public init(
        id: String, organizationID: String, at: Date, actorID: String, actorName: String, action: String,
        subject: Subject, address: String, detail: String
    ) {
        self.id = id
        self.organizationID = organizationID
        self.at = at.storable
        self.actorID = actorID
        self.actorName = actorName
        self.action = action
        self.subject = subject
        self.address = address
        self.detail = detail
    }

    public var position: Cursor { Cursor(order: at.wholeMilliseconds, id: id) }
}

/// Which records a page holds; what is nil does not matter.
public struct ActivityFilter: Sendable, Equatable {
    public var actorID: String?
    public var action: String?
    public var since: Date?
    public var until: Date?

    /// Makes a filter; without arguments, every record matches.
    public init(actorID: String? = nil, action: String? = nil, since: Date? = nil, until: Date? = nil) {
        self.actorID = actorID
        self.action = action
        self.since = since
        self.until = until
    }

    func matches(_ record: ActivityRecord) -> Bool {
        if let actorID, record.actorID != actorID { return false }
        if let action, record.action != action { return false }
        if let since, record.at < since.storable { return false }
        if let until, record.at >= until.storable { return false }
        return true
    }
}
