import Foundation

/// Whether a signed URL is good.
public enum SignatureVerdict: Sendable, Equatable {
    /// Signed by a secret in force, and good until this moment.
    case valid(until: Date)
    /// `exp` and `sig` are not each there once, or `exp` is no number of seconds.
    case malformed
    /// The URL's time has passed.
    case expired
    /// `exp` lies further ahead than is possible.
    case tooFarAhead(limitSeconds: Int)
    /// The organization has no signing secret in force.
    case noSecret
    /// No secret in force made this signature of these pairs.
    case mismatch
}

extension SignatureVerdict {
    /// A sentence for the person who wonders why the picture is missing.
    public var explanation: String {
        switch self {
        case .valid: "the signature is valid"
        case .malformed: "a signed URL has exp, in seconds since 1970, and sig, each once"
        case .expired: "the signed URL has expired; sign it again with a later exp"
        case .tooFarAhead(let seconds): "exp may lie \(seconds / 86_400) days ahead at most"
        case .noSecret: "the organization has no signing secret; make one before you sign URLs"
        case .mismatch:
            "sig is not the signature of this URL: a parameter was changed after signing, or the signing secret is "
                + "another one or has run out"
        }
    }
}
