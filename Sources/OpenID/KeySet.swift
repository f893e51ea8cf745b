import Foundation
import JWTKit

/// The public keys that an issuer signs with (RFC 7517). Keys of kinds that we do not take are left out.
struct KeySet: Sendable {
    /// What a token may be signed with: never `none`, and never a code that needs a shared secret.
    static let algorithms: Set<String> = [
        "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA",
    ]

    private let keys: [JWK]

    /// Reads a set; what is wrong with one key leaves the others.
    init(_ bytes: Data, limit: Int) throws(OpenIDError) {
        guard let document = (try? JSONSerialization.jsonObject(with: bytes)) as? [String: Any],
            let entries = document["keys"] as? [[String: Any]]
        else { throw .discovery(reason: "its keys are no JSON Web Key Set") }
        keys = entries.prefix(limit).compactMap { entry in
            guard entry["use"] == nil || entry["use"] as? String == "sig", entry["d"] == nil,
                let bytes = try? JSONSerialization.data(withJSONObject: entry)
            else { return nil }
            return try? JSONDecoder().decode(JWK.self, from: bytes)
        }
    }

    /// The key of a token's header: by its id, or the only one of its kind where the header names none.
    func key(id: String?, algorithm: String) -> JWK? {
        let fitting = keys.filter { key in
            Self.kind(of: algorithm) == key.keyType.rawValue
                && (key.algorithm == nil || key.algorithm?.rawValue == algorithm)
        }
        if let id { return fitting.first { $0.keyIdentifier?.string == id } }
        return fitting.count == 1 ? fitting.first : nil
    }

    private static func kind(of algorithm: String) -> String {
        switch algorithm.prefix(2) {
        case "RS", "PS": "RSA"
        case "ES": "EC"
        default: "OKP"
        }
    }
}
