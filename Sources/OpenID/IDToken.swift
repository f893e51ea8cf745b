import Foundation
import JWTKit

/// The claims of an ID token that count (OpenID Connect Core 1.0, section 2), and what must be true of them.
struct IDToken: JWTPayload {
    let issuer: String?
    let subject: String?
    let audience: [String]
    let party: String?
    let expiry: Double?
    let issued: Double?
    let notBefore: Double?
    let nonce: String?
    let email: String?
    let isEmailVerified: Bool
    let name: String?

    private enum CodingKeys: String, CodingKey {
        case issuer = "iss"
        case subject = "sub"
        case audience = "aud"
        case party = "azp"
        case expiry = "exp"
        case issued = "iat"
        case notBefore = "nbf"
        case nonce, email, name
        case isEmailVerified = "email_verified"
    }

    init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        issuer = try values.decodeIfPresent(String.self, forKey: .issuer)
        subject = try values.decodeIfPresent(String.self, forKey: .subject)
        if let one = try? values.decode(String.self, forKey: .audience) {
            audience = [one]
        } else {
            audience = try values.decodeIfPresent([String].self, forKey: .audience) ?? []
        }
        party = try values.decodeIfPresent(String.self, forKey: .party)
        expiry = try values.decodeIfPresent(Double.self, forKey: .expiry)
        issued = try values.decodeIfPresent(Double.self, forKey: .issued)
        notBefore = try values.decodeIfPresent(Double.self, forKey: .notBefore)
        nonce = try values.decodeIfPresent(String.self, forKey: .nonce)
        email = try values.decodeIfPresent(String.self, forKey: .email)
        // Some issuers write the flag as a text.
        isEmailVerified =
            (try? values.decode(Bool.self, forKey: .isEmailVerified))
            ?? ((try? values.decode(String.self, forKey: .isEmailVerified)) == "true")
        name = try? values.decodeIfPresent(String.self, forKey: .name)
    }

    func encode(to encoder: any Encoder) throws {
        throw EncodingError.invalidValue(self, .init(codingPath: [], debugDescription: "ID tokens are only read"))
    }

    /// The signature alone is the library's; what the claims must be is said by ``check(_:)``, at a given time.
    func verify(using algorithm: some JWTAlgorithm) throws {}

    /// What the claims are held against.
    struct Expectation {
        let issuer: String
        let clientID: String
        let nonce: String
        let now: Date
        /// Seconds that the two clocks may differ by.
        let skew: Double
        /// Seconds that a token may be old.
        let age: Double
    }

    /// Refuses a token that was not made for us, for this sign-in, by the issuer, just now (Core, section 3.1.3.7).
    func check(_ expected: Expectation) throws(OpenIDError) {
        let now = expected.now.timeIntervalSince1970
        guard issuer == expected.issuer else { throw .claim(.issuer) }
        guard audience.contains(expected.clientID) else { throw .claim(.audience) }
        guard party == expected.clientID || party == nil && audience.count == 1 else { throw .claim(.party) }
        guard let expiry, expiry + expected.skew > now else { throw .claim(.expiry) }
        guard let issued, issued - expected.skew <= now, issued + expected.age + expected.skew > now else {
            throw .claim(.issued)
        }
        guard (notBefore ?? 0) - expected.skew <= now else { throw .claim(.notBefore) }
        guard let nonce, nonce.isSame(as: expected.nonce) else { throw .claim(.nonce) }
        guard let subject, (1...255).contains(subject.utf8.count) else { throw .claim(.subject) }
        guard let email, !email.isEmpty else { throw .claim(.email) }
        guard isEmailVerified else { throw .emailNotVerified }
    }
}

extension String {
    /// Compares in a time that does not tell where two texts differ.
    func isSame(as other: String) -> Bool {
        let (one, two) = (Array(utf8), Array(other.utf8))
        guard one.count == two.count else { return false }
        return zip(one, two).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }
}
