import People

extension APIError {
    /// Public words for what can go wrong with people.
    package init(_ error: PeopleError) {
        switch error {
        case .notFound: self.init(.notFound, "there is no such object here")
        case .emailTaken: self.init(.conflict, "somebody has this e-mail address already")
        case .malformedEmail: self.init(pointer: "/email", "is no e-mail address")
        case .malformedName: self.init(pointer: "/name", "a name has 1 to 200 characters and no control characters")
        case .passwordLength(let minimum, let maximum):
            self.init(pointer: "/password", "a password has \(minimum) to \(maximum) characters")
        case .wrongCredentials: self.init(.authenticationError, "the e-mail address or the password is wrong")
        case .ownerExists: self.init(.conflict, "the organization has its Owner; there is never a second")
        case .ownerStays:
            self.init(.conflict, "the Owner cannot be removed or demoted, only replaced by transfer of ownership")
        case .ownerOnlyByTransfer:
            self.init(.conflict, "nobody becomes Owner but by transfer of ownership")
        case .alreadyMember: self.init(.conflict, "this person is a member already")
        case .linkNotValid: self.init(.notFound, "the link was used already or has expired; ask for a new one")
        case .invitationForAnother:
            self.init(.forbidden, "the invitation is for another e-mail address; sign out first")
        case .notInvited: self.init(.forbidden, "nobody has invited this e-mail address")
        case .identityOfAnother:
            self.init(.forbidden, "the account of this e-mail address belongs to somebody else at the issuer")
        case .sessionTooOld(let seconds):
            self.init(.forbidden, "sign in again first: without a password this takes a session of under \(seconds) s")
        case .tooManyAttempts(let seconds):
            self.init(
                .rateLimited, "too many attempts; try again in \(seconds) s", headers: [.retryAfter: "\(seconds)"])
        case .busy:
            self.init(
                .overloaded, "too many people are signing in right now; try again", headers: [.retryAfter: "1"])
        case .tooMany(let limit): self.init(.conflict, "\(limit) are possible at most")
        case .alreadySetUp: self.init(.conflict, "the organization has its Owner already; sign in")
        case .malformedCursor: self.init(pointer: "/cursor", "use the nextCursor of a page of this very list")
        case .storageFull: self.init(.serverError, "the server's disk is full")
        case .storage: self.init(.serverError, "the store failed")
        }
    }
}
