import Crypto
import CryptoExtras
import Foundation
import Templates

/// Keys that tokens of the test's issuer are signed with, written without the library that checks them.
struct IssuerKeys: Sendable {
    /// How a token is signed.
    enum Way: String, Sendable, CaseIterable {
        case rsa = "RS256"
        case ellipticCurve = "ES256"
        case edwardsCurve = "EdDSA"
        /// Not at all.
        case none
        /// With the public RSA key as if it were a shared secret.
        case publicKeyAsSecret = "HS256"
    }

    private static let sharedRSA = Result { try _RSA.Signing.PrivateKey(keySize: .bits2048) }

    private let rsa: _RSA.Signing.PrivateKey
    private let ellipticCurve = P256.Signing.PrivateKey()
    private let edwardsCurve = Curve25519.Signing.PrivateKey()

    init() throws { rsa = try Self.sharedRSA.get() }

    /// The name of the key of a way.
    static func id(_ way: Way) -> String { way == .publicKeyAsSecret ? Way.rsa.rawValue : way.rawValue }

    /// The set that the issuer publishes, with a key that nobody can use and one that is not for signatures.
    func published(_ ways: [Way] = [.rsa, .ellipticCurve, .edwardsCurve]) throws -> JSONValue {
        let strange: JSONValue = ["kty": "oct", "kid": "strange", "k": "c2VjcmV0", "alg": "A256GCMKW"]
        var hidden = try publicKey(.rsa)
        hidden = hidden.merging(patch: ["use": "enc", "kid": "for-secrets"])
        return ["keys": .array([strange, hidden] + (try ways.map(publicKey)))]
    }

    private func publicKey(_ way: Way) throws -> JSONValue {
        switch way {
        case .ellipticCurve:
            let point = ellipticCurve.publicKey.rawRepresentation
            return [
                "kty": "EC", "crv": "P-256", "kid": .string(Self.id(way)), "alg": "ES256", "use": "sig",
                "x": .string(point.prefix(32).base64URL), "y": .string(point.suffix(32).base64URL),
            ]
        case .edwardsCurve:
            return [
                "kty": "OKP", "crv": "Ed25519", "kid": .string(Self.id(way)),
                "x": .string(edwardsCurve.publicKey.rawRepresentation.base64URL),
            ]
        default:
            let numbers = try rsa.publicKey.getKeyPrimitives()
            return [
                "kty": "RSA", "kid": .string(Self.id(.rsa)), "alg": "RS256", "use": "sig",
                "n": .string(numbers.modulus.base64URL), "e": .string(numbers.publicExponent.base64URL),
            ]
        }
    }

    /// A token with these claims.
    func token(_ claims: [String: JSONValue], _ way: Way, id: String? = nil) throws -> String {
        let header: JSONValue = ["alg": .string(way.rawValue), "kid": .string(id ?? Self.id(way)), "typ": "JWT"]
        let text = [header, .object(claims)].map { Data($0.canonicalBytes).base64URL }.joined(separator: ".")
        return text + "." + (try signature(Data(text.utf8), way)).base64URL
    }

    private func signature(_ bytes: Data, _ way: Way) throws -> Data {
        switch way {
        case .rsa:
            try rsa.signature(for: SHA256.hash(data: bytes), padding: .insecurePKCS1v1_5).rawRepresentation
        case .ellipticCurve: try ellipticCurve.signature(for: bytes).rawRepresentation
        case .edwardsCurve: try edwardsCurve.signature(for: bytes)
        case .none: Data()
        case .publicKeyAsSecret:
            Data(
                HMAC<SHA256>.authenticationCode(
                    for: bytes, using: SymmetricKey(data: Data(rsa.publicKey.pemRepresentation.utf8))))
        }
    }
}

extension Data {
    var base64URL: String {
        base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }
}
