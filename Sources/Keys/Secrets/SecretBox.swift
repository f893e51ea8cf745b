import Crypto

/// Encrypts the secrets that the server must be able to read again, such as signing secrets: AES-GCM under a key that
/// is derived from the pepper, so that the database alone gives none away.
///
/// It prints as its redaction everywhere, as ``Pepper`` does.
public struct SecretBox: Sendable {
    /// The pepper that the key came from, kept in every row that depends on it.
    public let pepperVersion: Int
    private let key: SymmetricKey

    init(pepper: SymmetricKey, version: Int) {
        pepperVersion = version
        key = HKDF<SHA256>.deriveKey(
            inputKeyMaterial: pepper, info: Array("renderstack secrets at rest 1".utf8), outputByteCount: 32)
    }

    /// Encrypts bytes for one place in the store.
    ///
    /// - Parameter place: What the bytes are and whose; a row that is moved elsewhere does not open there.
    /// - Returns: Nonce of 12 bytes, the encrypted bytes, tag of 16 bytes.
    /// - Throws: ``KeyError/sealing`` where the library refuses.
    public func seal(_ bytes: [UInt8], for place: String) throws(KeyError) -> [UInt8] {
        do {
            let box = try AES.GCM.seal(bytes, using: key, authenticating: Array(place.utf8))
            guard let combined = box.combined else { throw KeyError.sealing }
            return Array(combined)
        } catch {
            throw .sealing
        }
    }

    /// Decrypts what ``seal(_:for:)`` made for the same place.
    ///
    /// - Throws: ``KeyError/sealing`` for another pepper, another place, or bytes that were changed.
    public func open(_ sealed: [UInt8], for place: String) throws(KeyError) -> [UInt8] {
        do {
            let box = try AES.GCM.SealedBox(combined: sealed)
            return Array(try AES.GCM.open(box, using: key, authenticating: Array(place.utf8)))
        } catch {
            throw .sealing
        }
    }
}

extension SecretBox: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// A redaction.
    public var description: String { "SecretBox[redacted]" }
    /// The same as ``description``.
    public var debugDescription: String { description }
    /// A mirror without children.
    public var customMirror: Mirror { Mirror(self, children: [(label: String?, value: Any)]()) }
}
