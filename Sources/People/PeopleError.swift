/// What can go wrong with people. No case carries a password or a token.
public enum PeopleError: Error, Equatable, Sendable {
    /// No such person, member, invitation or session here.
    case notFound
    /// Somebody has this e-mail address already.
    case emailTaken
    case malformedEmail
    case malformedName
    /// Unicode scalars of a password outside the range.
    case passwordLength(minimum: Int, maximum: Int)
    /// The e-mail address or the password is wrong; which of them is not told.
    case wrongCredentials
    /// The organization has an Owner; there is never a second.
    case ownerExists
    /// The Owner cannot be removed or demoted, only replaced by transfer.
    case ownerStays
    /// Nobody becomes Owner but by transfer.
    case ownerOnlyByTransfer
    /// The person is a member already.
    case alreadyMember
    /// The link was used, has expired, or never was.
    case linkNotValid
    /// The invitation is for another person than the one who is signed in.
    case invitationForAnother
    /// The issuer vouches for somebody who has no account here, was not invited, and whom no rule lets in.
    case notInvited
    /// The account of this address belongs to another identity at the same issuer.
    case identityOfAnother
    /// The person has no password to confirm with, and their session is too old to stand for it.
    case sessionTooOld(limitSeconds: Int)
    /// Too many attempts.
    case tooManyAttempts(retryAfterSeconds: Int)
    /// Too many passwords are being checked.
    case busy
    /// As many as there may be.
    case tooMany(limit: Int)
    /// The store is no longer empty: somebody was first.
    case alreadySetUp
    /// A cursor that no page of this list has given.
    case malformedCursor
    /// Nothing more can be written: the disk is full.
    case storageFull
    /// The storage failed; the reason is short and holds no SQL, path or value.
    case storage(reason: String)
}
