import Catalog
import Foundation

/// Who a person is at an issuer: the pair that never changes, whatever becomes of their e-mail address there.
public struct Identity: Sendable, Hashable {
    /// The issuer's identifier.
    public let issuer: String
    /// The issuer's name for the person; never given to another.
    public let subject: String

    /// Names somebody at an issuer.
    public init(issuer: String, subject: String) {
        self.issuer = issuer
        self.subject = subject
    }
}

/// Somebody whom an issuer vouches for, at the door.
public struct Arrival: Sendable, Equatable {
    public let identity: Identity
    /// What they become where nobody has the address: with a fresh id, and the address that the issuer has verified.
    public let newcomer: Person
    /// The place that newcomers without an invitation get; nil where they get none.
    public let place: Membership?
    public let at: Date

    /// Puts an arrival together.
    public init(identity: Identity, newcomer: Person, place: Membership?, at: Date) {
        self.identity = identity
        self.newcomer = newcomer
        self.place = place
        self.at = at.storable
    }
}

/// How somebody whom an issuer vouches for came in.
public struct Admission: Sendable, Equatable {
    /// By which right.
    public enum Way: Sendable, Equatable {
        /// They have been here with this identity.
        case known
        /// They had an account with this address, which is theirs from now on: a password that it had is gone, and its
        /// sessions and links have ended.
        case linked(hadPassword: Bool)
        /// They were invited: these places are theirs now.
        case invited([Membership])
        /// The rule for newcomers gave them a place.
        case joined(Membership)
    }

    public let person: Person
    public let way: Way

    /// Puts an admission together.
    public init(person: Person, way: Way) {
        self.person = person
        self.way = way
    }
}
