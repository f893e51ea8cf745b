import HTTPAPI
import OpenID
import People

/// Why a sign-in by the issuer failed, as the sign-in page is told: one of a few words, never text from outside.
enum IssuerProblem: String, Error {
    /// The issuer cannot be asked, or is not what it says it is.
    case unreachable
    /// Begun in another browser, too long ago, or used already.
    case expired
    /// The issuer or the person said no.
    case denied
    /// The issuer's answer does not hold.
    case invalid
    /// The issuer does not vouch for an e-mail address.
    case email
    /// Nobody invited them.
    case unknown
    /// The account belongs to another identity.
    case other
    case attempts
    /// Our own fault.
    case server
    /// The dashboard was opened at an address that the issuer does not send anybody back to.
    case address

    init(_ error: OpenIDError) {
        self =
            switch error {
            case .unreachable, .discovery: .unreachable
            case .ticketMissing, .ticketExpired, .stateMismatch, .stateUsed, .codeRefused: .expired
            case .refused: .denied
            case .claim(.email), .emailNotVerified: .email
            case .answerOfAnother, .tokenMalformed, .algorithm, .keyUnknown, .signature, .claim: .invalid
            }
    }

    init(_ error: PeopleError) {
        self =
            switch error {
            case .notInvited: .unknown
            case .identityOfAnother: .other
            case .malformedEmail: .email
            case .tooManyAttempts: .attempts
            default: .server
            }
    }
}
