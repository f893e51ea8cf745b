import Foundation

extension MemoryPeopleStore {
    public func admit(_ arrival: Arrival) throws(PeopleError) -> Admission {
        if let id = linked[arrival.identity], let person = people[id] {
            return Admission(person: person, way: .known)
        }
        let newcomer = arrival.newcomer
        if let person = people.values.first(where: { $0.email == newcomer.email }) {
            let isTaken = linked.contains { $0.key.issuer == arrival.identity.issuer && $0.value == person.id }
            guard !isTaken else { throw .identityOfAnother }
            linked[arrival.identity] = person.id
            open = open.filter { $0.value.personID != person.id }
            links = links.filter { $0.value.personID != person.id }
            return Admission(
                person: person, way: .linked(hadPassword: hashes.removeValue(forKey: person.id) != nil))
        }
        let invitations = waiting.values.filter { $0.email == newcomer.email && $0.expiresAt > arrival.at }
        guard !invitations.isEmpty || arrival.place != nil else { throw .notInvited }
        try addPerson(newcomer, passwordHash: nil)
        linked[arrival.identity] = newcomer.id
        guard invitations.isEmpty, let place = arrival.place else {
            let joined = invitations.sorted { ($0.createdAt, $0.id) < ($1.createdAt, $1.id) }.map {
                $0.place(of: newcomer.id, at: arrival.at)
            }
            places += joined
            for invitation in invitations { waiting[invitation.id] = nil }
            return Admission(person: newcomer, way: .invited(joined))
        }
        places.append(place)
        return Admission(person: newcomer, way: .joined(place))
    }

    public func identities(personID: String) -> [Identity] {
        linked.filter { $0.value == personID }.map(\.key).sorted { $0.issuer < $1.issuer }
    }

    public func removeIdentities(personID: String) -> Int {
        let count = identities(personID: personID).count
        linked = linked.filter { $0.value != personID }
        open = open.filter { $0.value.personID != personID }
        return count
    }
}

extension Invitation {
    /// The place that it gives.
    package func place(of personID: String, at now: Date) -> Membership {
        Membership(organizationID: organizationID, personID: personID, role: role, joinedAt: now)
    }
}
