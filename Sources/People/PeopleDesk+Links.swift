import Foundation

extension PeopleDesk {
    /// Makes a link by which the first Owner of an organization makes their account.
    public func makeSetupLink(organizationID: String) async throws(PeopleError) -> Token {
        try await makeLink(.setup, personID: nil, organizationID: organizationID)
    }

    /// Makes a link that sets a new password; nil where nobody has this address.
    public func makeResetLink(email: String) async throws(PeopleError) -> (person: Person, token: Token)? {
        let email = try EmailAddress.normalized(email)
        guard let person = try await store.person(email) else { return nil }
        return (person, try await makeLink(.reset, personID: person.id, organizationID: nil))
    }

    /// The same on somebody's request over the network, which is limited as signing in is.
    public func requestReset(
        email: String, from caller: Caller
    ) async throws(PeopleError) -> (person: Person, token: Token)? {
        try attempt(account: "reset " + ((try? EmailAddress.normalized(email)) ?? ""), from: caller)
        return try await makeResetLink(email: email)
    }

    private func makeLink(
        _ purpose: OneTimeLink.Purpose, personID: String?, organizationID: String?
    ) async throws(PeopleError) -> Token {
        let token = makeToken()
        let moment = now()
        try await store.addLink(
            OneTimeLink(
                purpose: purpose, digest: token.digest, personID: personID, organizationID: organizationID,
                createdAt: moment, expiresAt: moment.addingTimeInterval(Double(limits.linkSeconds))))
        return token
    }

    /// Makes the first Owner by a setup link. It works once, and only where the organization has no Owner.
    public func setUp(
        _ token: Token, name: String, email: String, password: String, from caller: Caller
    ) async throws(PeopleError) -> (signedIn: SignedIn, organizationID: String) {
        try attempt(account: "link " + caller.address, from: caller)
        // Looked at first: hashing is dear, and not for links that nobody made.
        guard try await store.link(digest: token.digest, purpose: .setup, at: now()) != nil else { throw .linkNotValid }
        let person = try newPerson(name: name, email: email)
        let hash = try await passwords.hash(password)
        let place = try await store.setUp(digest: token.digest, owner: person, passwordHash: hash, at: now())
        succeed(account: "link " + caller.address, from: caller)
        return (try await open(person, from: caller), place.organizationID)
    }

    /// Sets a new password by a reset link, and ends every session of that person.
    public func completeReset(
        _ token: Token, password: String, from caller: Caller
    ) async throws(PeopleError) -> Person {
        try attempt(account: "link " + caller.address, from: caller)
        guard let link = try await store.link(digest: token.digest, purpose: .reset, at: now()),
            let personID = link.personID, let person = try await store.person(personID)
        else { throw .linkNotValid }
        let hash = try await passwords.hash(password)
        guard try await store.takeLink(digest: token.digest, at: now()) else { throw .linkNotValid }
        try await store.setPassword(personID: personID, hash: hash, keepingSession: nil)
        succeed(account: "link " + caller.address, from: caller)
        return person
    }

    func newPerson(name: String, email: String) throws(PeopleError) -> Person {
        Person(
            id: makeID(.person), email: try EmailAddress.normalized(email), name: try PersonName.checked(name),
            createdAt: now())
    }
}
