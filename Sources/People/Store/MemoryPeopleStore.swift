import Catalog
import Foundation

/// A store that forgets with its process: for tests and trials.
public actor MemoryPeopleStore: PeopleStore {
    var people: [String: Person] = [:]
    var hashes: [String: String] = [:]
    var links: [String: OneTimeLink] = [:]
    var places: [Membership] = []
    var waiting: [String: Invitation] = [:]
    var open: [String: Session] = [:]
    var log: [ActivityRecord] = []
    var linked: [Identity: String] = [:]
    let organizations: (any OrganizationStore)?

    /// Makes an empty store.
    ///
    /// - Parameter organizations: Where organizations are kept; without it none can be made with their Owner.
    public init(organizations: (any OrganizationStore)? = nil) { self.organizations = organizations }

    public func hasPeople() -> Bool { !people.isEmpty }

    public func addPerson(_ person: Person, passwordHash: String?) throws(PeopleError) {
        guard !people.values.contains(where: { $0.email == person.email }) else { throw .emailTaken }
        people[person.id] = person
        hashes[person.id] = passwordHash
    }

    public func person(_ idOrEmail: String) -> Person? {
        people[idOrEmail] ?? people.values.first { $0.email == idOrEmail }
    }

    public func passwordHash(personID: String) -> String? { hashes[personID] }

    public func renamePerson(_ id: String, to name: String) throws(PeopleError) -> Person {
        guard let old = people[id] else { throw .notFound }
        let new = Person(id: id, email: old.email, name: name, createdAt: old.createdAt)
        people[id] = new
        return new
    }

    public func setPassword(personID: String, hash: String, keepingSession sessionID: String?) throws(PeopleError) {
        guard people[personID] != nil else { throw .notFound }
        hashes[personID] = hash
        open = open.filter { $0.value.personID != personID || $0.value.id == sessionID }
    }

    public func addLink(_ link: OneTimeLink) {
        links = links.filter { $0.value.expiresAt > link.createdAt }
        links[link.digest] = link
    }

    public func link(digest: String, purpose: OneTimeLink.Purpose, at now: Date) -> OneTimeLink? {
        guard let link = links[digest], link.purpose == purpose, link.expiresAt > now else { return nil }
        return link
    }

    public func takeLink(digest: String, at now: Date) -> Bool {
        guard let link = links.removeValue(forKey: digest) else { return false }
        return link.expiresAt > now
    }
}

extension MemoryPeopleStore {
    public func addInvitation(_ invitation: Invitation) {
        waiting = waiting.filter {
            $0.value.organizationID != invitation.organizationID || $0.value.email != invitation.email
        }
        waiting[invitation.id] = invitation
    }

    public func invitations(organizationID: String) -> [Invitation] {
        waiting.values.filter { $0.organizationID == organizationID }
            .sorted { ($0.createdAt, $0.id) > ($1.createdAt, $1.id) }
    }

    public func invitation(digest: String) -> Invitation? { waiting.values.first { $0.digest == digest } }

    public func removeInvitation(organizationID: String, id: String) throws(PeopleError) {
        guard waiting[id]?.organizationID == organizationID else { throw .notFound }
        waiting[id] = nil
    }

    public func acceptInvitation(
        digest: String, by person: Person, newPasswordHash: String?, at now: Date
    ) throws(PeopleError) -> Membership {
        guard let invitation = invitation(digest: digest), invitation.expiresAt > now else { throw .linkNotValid }
        let place = Membership(
            organizationID: invitation.organizationID, personID: person.id, role: invitation.role, joinedAt: now)
        guard !places.contains(where: { $0.isPlace(of: person.id, in: place.organizationID) }) else {
            throw .alreadyMember
        }
        if people[person.id] == nil { try addPerson(person, passwordHash: newPasswordHash) }
        places.append(place)
        waiting[invitation.id] = nil
        return place
    }
}

extension MemoryPeopleStore {
    public func addSession(_ session: Session, keeping limit: Int) {
        open[session.id] = session
        let all = sessions(personID: session.personID)
        for old in all.dropFirst(limit) { open[old.id] = nil }
    }

    public func session(digest: String) -> OpenSession? {
        guard let session = open.values.first(where: { $0.digest == digest }), let person = people[session.personID]
        else { return nil }
        return OpenSession(session: session, person: person)
    }

    public func sessions(personID: String) -> [Session] {
        open.values.filter { $0.personID == personID }
            .sorted { ($0.lastSeenAt, $0.createdAt, $0.id) > ($1.lastSeenAt, $1.createdAt, $1.id) }
    }

    public func touchSession(id: String, at now: Date) {
        guard let old = open[id], old.lastSeenAt < now else { return }
        open[id] = Session(
            id: id, personID: old.personID, digest: old.digest, createdAt: old.createdAt, lastSeenAt: now,
            address: old.address, userAgent: old.userAgent)
    }

    public func removeSession(id: String) { open[id] = nil }

    public func removeSessions(personID: String) { open = open.filter { $0.value.personID != personID } }

    public func pruneSessions(createdBefore: Date, unseenSince: Date) {
        open = open.filter { $0.value.createdAt >= createdBefore && $0.value.lastSeenAt >= unseenSince }
    }

    public func appendActivity(_ record: ActivityRecord) { log.append(record) }

    public func activity(
        organizationID: String, matching filter: ActivityFilter, page: PageRequest
    ) throws(PeopleError) -> Page<ActivityRecord> {
        let matching = log.filter { $0.organizationID == organizationID && filter.matches($0) }
        do throws(CatalogError) {
            return Page(of: matching, below: try page.start(of: .activity), limit: page.limit)
        } catch {
            throw .malformedCursor
        }
    }

    public func pruneActivity(before moment: Date, keeping rows: Int) {
        log = log.filter { $0.at >= moment }.sorted { $0.position > $1.position }.prefix(rows).reversed()
    }
}
