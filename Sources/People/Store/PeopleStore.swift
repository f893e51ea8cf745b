import Catalog
import Foundation

/// Where people, their places and their sessions survive a restart. When a call returns, what it did is durable.
///
/// Each call is one step that no other change can come between, and each promise is a test that every store passes.
public protocol PeopleStore: PersonStore, MemberStore, InvitationStore, IdentityStore, SessionStore, ActivityStore {}

/// Persons, their passwords and one-time links.
public protocol PersonStore: Sendable {
    /// Whether anybody can sign in at all.
    func hasPeople() async throws(PeopleError) -> Bool

    /// Adds a person with a hashed password.
    ///
    /// - Throws: ``PeopleError/emailTaken``.
    func addPerson(_ person: Person, passwordHash: String?) async throws(PeopleError)

    /// A person by id or normalized e-mail address.
    func person(_ idOrEmail: String) async throws(PeopleError) -> Person?

    /// The stored form of a person's password; nil where they have none.
    func passwordHash(personID: String) async throws(PeopleError) -> String?

    /// Changes the name that a person is listed by.
    func renamePerson(_ id: String, to name: String) async throws(PeopleError) -> Person

    /// Sets a password and ends the person's sessions but the one with this id.
    func setPassword(personID: String, hash: String, keepingSession sessionID: String?) async throws(PeopleError)

    /// Adds a link, and forgets those that have expired.
    func addLink(_ link: OneTimeLink) async throws(PeopleError)

    /// The link with this digest, where it has not expired.
    func link(digest: String, purpose: OneTimeLink.Purpose, at now: Date) async throws(PeopleError) -> OneTimeLink?

    /// Uses up a link: true for exactly one caller.
    func takeLink(digest: String, at now: Date) async throws(PeopleError) -> Bool
}

/// Who belongs to which organization.
public protocol MemberStore: Sendable {
    /// The members of an organization, the first to join first.
    func members(organizationID: String) async throws(PeopleError) -> [Member]

    /// The places of a person, the first joined first.
    func memberships(personID: String) async throws(PeopleError) -> [Membership]

    /// A person's place in an organization.
    func membership(organizationID: String, personID: String) async throws(PeopleError) -> Membership?

    /// Adds a member.
    ///
    /// - Throws: ``PeopleError/ownerExists``, ``PeopleError/alreadyMember``.
    func addMember(_ membership: Membership) async throws(PeopleError)

    /// Adds a member who is new, with their account, in one step.
    ///
    /// - Throws: As ``PersonStore/addPerson(_:passwordHash:)`` and ``addMember(_:)``.
    func join(_ person: Person, passwordHash: String?, as membership: Membership) async throws(PeopleError)

    /// Makes the first Owner by a setup link, which is used up, in one step.
    ///
    /// - Returns: The Owner's place, in the link's organization.
    /// - Throws: ``PeopleError/linkNotValid``, ``PeopleError/alreadySetUp``, ``PeopleError/emailTaken``; the link stays.
    func setUp(
        digest: String, owner: Person, passwordHash: String, at now: Date
    ) async throws(PeopleError) -> Membership

    /// Makes an organization with its Owner, in one step.
    ///
    /// - Throws: As `OrganizationStore.createOrganization`; `notFound` where there is no such person.
    func createOrganization(
        _ organization: Organization, owner personID: String, at now: Date
    ) async throws(CatalogError)

    /// Changes a role, never the Owner's and never to it.
    ///
    /// - Throws: ``PeopleError/notFound``, ``PeopleError/ownerStays``, ``PeopleError/ownerOnlyByTransfer``.
    func changeRole(organizationID: String, personID: String, to role: Role) async throws(PeopleError)

    /// Removes a member, never the Owner.
    ///
    /// - Throws: ``PeopleError/notFound``, ``PeopleError/ownerStays``.
    func removeMember(organizationID: String, personID: String) async throws(PeopleError)

    /// Makes another member the Owner, and the Owner an Admin.
    ///
    /// - Throws: ``PeopleError/notFound`` where `owner` is not the Owner or `heir` is no other member.
    func transferOwnership(organizationID: String, from owner: String, to heir: String) async throws(PeopleError)
}

/// Invitations that wait.
public protocol InvitationStore: Sendable {
    /// Adds an invitation in place of an older one for the same address.
    func addInvitation(_ invitation: Invitation) async throws(PeopleError)

    /// The organization's invitations, newest first, expired ones too.
    func invitations(organizationID: String) async throws(PeopleError) -> [Invitation]

    /// The invitation of a link, expired or not.
    func invitation(digest: String) async throws(PeopleError) -> Invitation?

    /// Takes an invitation back.
    ///
    /// - Throws: ``PeopleError/notFound``.
    func removeInvitation(organizationID: String, id: String) async throws(PeopleError)

    /// Uses up an invitation: the person becomes a member, and is added first where they are new.
    ///
    /// - Throws: ``PeopleError/linkNotValid``, ``PeopleError/emailTaken``, ``PeopleError/alreadyMember``.
    func acceptInvitation(
        digest: String, by person: Person, newPasswordHash: String?, at now: Date
    ) async throws(PeopleError) -> Membership
}

/// Who people are at the issuer that they sign in by.
public protocol IdentityStore: Sendable {
    /// Lets somebody in whom an issuer vouches for, in one step: ``Admission/Way`` says by which right.
    ///
    /// An account that is linked loses its password, sessions and links: whoever made it may have been another than the
    /// one whom the issuer has now verified.
    ///
    /// - Throws: ``PeopleError/notInvited``, ``PeopleError/identityOfAnother``.
    func admit(_ arrival: Arrival) async throws(PeopleError) -> Admission

    /// The identities of a person.
    func identities(personID: String) async throws(PeopleError) -> [Identity]

    /// Forgets the identities of a person, and ends their sessions.
    ///
    /// - Returns: How many there were.
    func removeIdentities(personID: String) async throws(PeopleError) -> Int
}

/// Open sessions.
public protocol SessionStore: Sendable {
    /// Adds a session; where the person has too many, the one that was used least recently goes.
    func addSession(_ session: Session, keeping limit: Int) async throws(PeopleError)

    /// The session of a cookie with its person, expired or not.
    func session(digest: String) async throws(PeopleError) -> OpenSession?

    /// A person's sessions, last used first, expired ones too.
    func sessions(personID: String) async throws(PeopleError) -> [Session]

    /// Notes a use.
    func touchSession(id: String, at now: Date) async throws(PeopleError)

    /// Ends one session. An unknown one is no error.
    func removeSession(id: String) async throws(PeopleError)

    /// Ends all sessions of a person.
    func removeSessions(personID: String) async throws(PeopleError)

    /// Forgets sessions that began or were last used before these moments.
    func pruneSessions(createdBefore: Date, unseenSince: Date) async throws(PeopleError)
}

/// The log of who did what.
public protocol ActivityStore: Sendable {
    /// Writes a record.
    func appendActivity(_ record: ActivityRecord) async throws(PeopleError)

    /// The organization's records that match, newest first.
    func activity(
        organizationID: String, matching filter: ActivityFilter, page: PageRequest
    ) async throws(PeopleError) -> Page<ActivityRecord>

    /// Deletes records that are too old, then the oldest of those that are too many.
    func pruneActivity(before moment: Date, keeping rows: Int) async throws(PeopleError)
}
