import Foundation

extension PeopleDesk {
    /// Counts an attempt to sign in by an issuer; a success gives it back.
    ///
    /// - Throws: ``PeopleError/tooManyAttempts(retryAfterSeconds:)``.
    public func attemptAtIssuer(from caller: Caller) throws(PeopleError) {
        try attempt(account: "issuer " + caller.address, from: caller)
    }

    /// Signs in somebody whom an issuer vouches for: by the identity where it is known, else by the address that the
    /// issuer has verified, which links the two for good.
    ///
    /// - Parameters:
    ///   - name: The issuer's name for the person; nil or unfit: the part of the address before the @.
    ///   - place: What a newcomer without an invitation gets.
    /// - Throws: ``PeopleError/notInvited``, ``PeopleError/identityOfAnother``.
    public func signIn(
        _ identity: Identity, email: String, name: String?, place: (organizationID: String, role: Role)?,
        from caller: Caller
    ) async throws(PeopleError) -> (signedIn: SignedIn, admission: Admission) {
        let email = try EmailAddress.normalized(email)
        let local = String(email.prefix { $0 != "@" })
        let newcomer = try newPerson(name: (try? PersonName.checked(name ?? "")) ?? local, email: email)
        var membership: Membership?
        if let place {
            let members = try await store.members(organizationID: place.organizationID)
            if members.count < limits.membersPerOrganization {
                membership = Membership(
                    organizationID: place.organizationID, personID: newcomer.id, role: place.role, joinedAt: now())
            }
        }
        let admission = try await store.admit(
            Arrival(identity: identity, newcomer: newcomer, place: membership, at: now()))
        succeed(account: "issuer " + caller.address, from: caller)
        return (try await open(admission.person, from: caller), admission)
    }
}
