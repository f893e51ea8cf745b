import Catalog
import Foundation

extension MemoryPeopleStore {
    public func members(organizationID: String) -> [Member] {
        places.filter { $0.organizationID == organizationID }.sorted(by: Self.isEarlier).compactMap { place in
            guard let person = people[place.personID] else { return nil }
            let seen = open.values.filter { $0.personID == person.id }.map(\.lastSeenAt).max()
            return Member(person: person, role: place.role, joinedAt: place.joinedAt, lastSeenAt: seen)
        }
    }

    public func memberships(personID: String) -> [Membership] {
        places.filter { $0.personID == personID }.sorted(by: Self.isEarlier)
    }

    public func membership(organizationID: String, personID: String) -> Membership? {
        places.first { $0.isPlace(of: personID, in: organizationID) }
    }

    public func addMember(_ membership: Membership) throws(PeopleError) {
        guard people[membership.personID] != nil else { throw .notFound }
        guard self.membership(organizationID: membership.organizationID, personID: membership.personID) == nil else {
            throw .alreadyMember
        }
        let hasOwner = places.contains { $0.organizationID == membership.organizationID && $0.role == .owner }
        guard membership.role != .owner || !hasOwner else { throw .ownerExists }
        places.append(membership)
    }

    public func join(_ person: Person, passwordHash: String?, as membership: Membership) throws(PeopleError) {
        try addPerson(person, passwordHash: passwordHash)
        do throws(PeopleError) { try addMember(membership) } catch {
            people[person.id] = nil
            hashes[person.id] = nil
            throw error
        }
    }

    public func setUp(
        digest: String, owner: Person, passwordHash: String, at now: Date
    ) throws(PeopleError) -> Membership {
        guard let link = link(digest: digest, purpose: .setup, at: now), let organizationID = link.organizationID
        else { throw .linkNotValid }
        guard !places.contains(where: { $0.organizationID == organizationID && $0.role == .owner }) else {
            throw .alreadySetUp
        }
        let place = Membership(organizationID: organizationID, personID: owner.id, role: .owner, joinedAt: now)
        try join(owner, passwordHash: passwordHash, as: place)
        links[digest] = nil
        return place
    }

    public func createOrganization(
        _ organization: Organization, owner personID: String, at now: Date
    ) async throws(CatalogError) {
        guard let organizations, people[personID] != nil else { throw .notFound }
        // Nothing can be in the way of a place in an organization that is not there yet.
        try await organizations.createOrganization(organization)
        places.append(Membership(organizationID: organization.id, personID: personID, role: .owner, joinedAt: now))
    }

    public func changeRole(organizationID: String, personID: String, to role: Role) throws(PeopleError) {
        guard let index = places.firstIndex(where: { $0.isPlace(of: personID, in: organizationID) }) else {
            throw .notFound
        }
        try places[index].role.check(changeTo: role)
        places[index] = places[index].with(role)
    }

    public func removeMember(organizationID: String, personID: String) throws(PeopleError) {
        guard let index = places.firstIndex(where: { $0.isPlace(of: personID, in: organizationID) }) else {
            throw .notFound
        }
        guard places[index].role != .owner else { throw .ownerStays }
        places.remove(at: index)
    }

    public func transferOwnership(organizationID: String, from owner: String, to heir: String) throws(PeopleError) {
        guard owner != heir,
            let old = places.firstIndex(where: { $0.isPlace(of: owner, in: organizationID) && $0.role == .owner }),
            let new = places.firstIndex(where: { $0.isPlace(of: heir, in: organizationID) })
        else { throw .notFound }
        places[old] = places[old].with(.admin)
        places[new] = places[new].with(.owner)
    }

    private static func isEarlier(_ one: Membership, _ other: Membership) -> Bool {
        (one.joinedAt, one.organizationID, one.personID) < (other.joinedAt, other.organizationID, other.personID)
    }
}

extension Membership {
    func isPlace(of person: String, in organization: String) -> Bool {
        personID == person && organizationID == organization
    }

    func with(_ role: Role) -> Membership {
        Membership(organizationID: organizationID, personID: personID, role: role, joinedAt: joinedAt)
    }
}

extension Role {
    /// Refuses a change that would leave no Owner, or make two.
    package func check(changeTo role: Role) throws(PeopleError) {
        guard self != .owner else { throw .ownerStays }
        guard role != .owner else { throw .ownerOnlyByTransfer }
    }
}
