/// Why nobody was signed in by the issuer. No case carries a token, a code, a secret or an address of somebody.
public enum OpenIDError: Error, Equatable, Sendable {
    /// What of the issuer was asked for.
    public enum Step: String, Sendable {
        case discovery, keys, token
    }

    /// A claim of the ID token that is not what it must be.
    public enum Claim: String, Sendable {
        case issuer = "iss"
        case audience = "aud"
        case party = "azp"
        case expiry = "exp"
        case issued = "iat"
        case notBefore = "nbf"
        case nonce
        case subject = "sub"
        case email
    }

    /// The issuer was not reached, took too long, answered too much or with another status; for logs.
    case unreachable(Step, reason: String)
    /// The issuer's own description of itself cannot be used; for logs.
    case discovery(reason: String)
    /// The browser brought no ticket of ours: the sign-in was begun elsewhere, or its cookie is gone.
    case ticketMissing
    /// The ticket is too old.
    case ticketExpired
    /// The answer belongs to another sign-in than the browser's.
    case stateMismatch
    /// This answer was used already.
    case stateUsed
    /// The answer comes from another issuer than was asked (RFC 9207).
    case answerOfAnother
    /// The issuer said no; its error code, such as `access_denied`.
    case refused(code: String)
    /// The issuer gave no token for the code; its error code, such as `invalid_grant`.
    case codeRefused(code: String)
    /// The token cannot be read, or is signed in a way that is not taken.
    case tokenMalformed
    case algorithm(String)
    /// The issuer publishes no key that the token could be signed with.
    case keyUnknown
    case signature
    case claim(Claim)
    /// The issuer does not vouch for the e-mail address.
    case emailNotVerified
}
