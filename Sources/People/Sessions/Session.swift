import Catalog
import Foundation
import Limit

/// One signed-in browser.
public struct Session: Sendable, Equatable {
    /// `ses_…`; no secret.
    public let id: String
    public let personID: String
    /// ``Token/digest`` of the cookie.
    public let digest: String
    public let createdAt: Date
    /// The last use, to the minute.
    public let lastSeenAt: Date
    /// Where it was opened from.
    public let address: String
    /// What the browser says it is, shortened.
    public let userAgent: String

    /// Puts a session together.
    public init(
        id: String, personID: String, digest: String, createdAt: Date, lastSeenAt: Date, address: String,
        userAgent: String
    ) {
        self.id = id
        self.personID = personID
        self.digest = digest
        self.createdAt = createdAt.storable
        self.lastSeenAt = lastSeenAt.storable
        self.address = address
        self.userAgent = userAgent
    }

    /// Whether it still counts: neither too old in all nor left alone too long.
    public func isOpen(at now: Date, limits: Limits.People) -> Bool {
        now < createdAt.addingTimeInterval(Double(limits.sessionTotalSeconds))
            && now < lastSeenAt.addingTimeInterval(Double(limits.sessionIdleSeconds))
    }

    /// Whether the last use is due to be noted again: once a minute is exact enough.
    func isDueForTouch(at now: Date) -> Bool { now.timeIntervalSince(lastSeenAt) >= 60 }
}

/// A session with the person whose it is.
public struct OpenSession: Sendable, Equatable {
    public let session: Session
    public let person: Person

    /// Puts the two together.
    public init(session: Session, person: Person) {
        self.session = session
        self.person = person
    }
}
