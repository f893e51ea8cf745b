import Foundation

extension PeopleDesk {
    /// Makes an account with a place, as the host's command line does. Without a password, a reset link sets one.
    public func create(
        name: String, email: String, password: String?, role: Role, organizationID: String
    ) async throws(PeopleError) -> Person {
        let made = try newPerson(name: name, email: email)
        let members = try await store.members(organizationID: organizationID)
        guard role != .owner || !members.contains(where: { $0.role == .owner }) else { throw .ownerExists }
        guard members.count < limits.membersPerOrganization else {
            throw .tooMany(limit: limits.membersPerOrganization)
        }
        let place = { (person: Person) in
            Membership(organizationID: organizationID, personID: person.id, role: role, joinedAt: self.now())
        }
        if let known = try await store.person(made.email) {
            guard password == nil else { throw .emailTaken }
            try await store.addMember(place(known))
            return known
        }
        var hash: String?
        if let password { hash = try await passwords.hash(password) }
        try await store.join(made, passwordHash: hash, as: place(made))
        return made
    }

    /// Invites somebody by a link, in place of an older invitation of the same address.
    public func invite(
        email: String, role: Role, organizationID: String, by person: Person
    ) async throws(PeopleError) -> (invitation: Invitation, token: Token) {
        guard role != .owner else { throw .ownerOnlyByTransfer }
        let email = try EmailAddress.normalized(email)
        if let known = try await store.person(email),
            try await store.membership(organizationID: organizationID, personID: known.id) != nil
        {
            throw .alreadyMember
        }
        let waiting = try await store.invitations(organizationID: organizationID)
        guard waiting.count < limits.invitationsPerOrganization else {
            throw .tooMany(limit: limits.invitationsPerOrganization)
        }
        let token = makeToken()
        let moment = now()
        let invitation = Invitation(
            id: makeID(.invitation), organizationID: organizationID, email: email, role: role, digest: token.digest,
            createdBy: person.id, createdAt: moment,
            expiresAt: moment.addingTimeInterval(Double(limits.invitationSeconds)))
        try await store.addInvitation(invitation)
        return (invitation, token)
    }

    /// The invitation of a link that can still be accepted, and whether its address has an account.
    public func look(_ token: Token, from caller: Caller) async throws(PeopleError) -> (Invitation, hasAccount: Bool) {
        try attempt(account: "link " + caller.address, from: caller)
        guard let invitation = try await store.invitation(digest: token.digest), invitation.expiresAt > now() else {
            throw .linkNotValid
        }
        succeed(account: "link " + caller.address, from: caller)
        return (invitation, try await store.person(invitation.email) != nil)
    }

    /// Accepts an invitation: by the person who is signed in, by their password, or by making an account.
    ///
    /// - Returns: The membership, and a new session where there was none.
    public func accept(
        _ token: Token, as current: OpenSession?, name: String?, password: String?, from caller: Caller
    ) async throws(PeopleError) -> (membership: Membership, signedIn: SignedIn?) {
        let (invitation, _) = try await look(token, from: caller)
        if let current {
            guard current.person.email == invitation.email else { throw .invitationForAnother }
            let place = try await store.acceptInvitation(
                digest: token.digest, by: current.person, newPasswordHash: nil, at: now())
            return (place, nil)
        }
        let person: Person
        var hash: String?
        if let known = try await store.person(invitation.email) {
            try await confirm(known, password: password ?? "", from: caller)
            person = known
        } else {
            person = try newPerson(name: name ?? "", email: invitation.email)
            hash = try await passwords.hash(password ?? "")
        }
        let place = try await store.acceptInvitation(
            digest: token.digest, by: person, newPasswordHash: hash, at: now())
        return (place, try await open(person, from: caller))
    }

    /// Writes down what somebody did.
    public func note(
        _ action: String, _ subject: ActivityRecord.Subject, organizationID: String, actorID: String,
        actorName: String, address: String = "", detail: String = ""
    ) async throws(PeopleError) {
        try await store.appendActivity(
            ActivityRecord(
                id: makeID(.activity), organizationID: organizationID, at: now(), actorID: actorID,
                actorName: actorName, action: action, subject: subject, address: address, detail: detail))
    }

    /// Forgets what is too old: sessions and records of activity.
    public func prune() async throws(PeopleError) {
        let moment = now()
        try await store.pruneSessions(
            createdBefore: moment.addingTimeInterval(-Double(limits.sessionTotalSeconds)),
            unseenSince: moment.addingTimeInterval(-Double(limits.sessionIdleSeconds)))
        try await store.pruneActivity(
            before: moment.addingTimeInterval(-86_400 * Double(limits.activityDays)), keeping: limits.activityRows)
    }
}
