/// What can go wrong with keys, their pepper and allowed hosts. No case ever carries a key.
public enum KeyError: Error, Equatable, Sendable {
    /// The name is empty or longer than the limit, in Unicode scalars.
    case nameLength(scalars: Int, limit: Int)
    /// The name holds a control character or a line break.
    case nameHasControlCharacter
    /// A Project key needs at least one template.
    case scopeRequired
    /// Only a Project key has a scope.
    case scopeNotAllowed(KeyType)
    /// The scope holds more templates than the limit.
    case scopeTooLarge(count: Int, limit: Int)
    /// The key would be expired already.
    case expiryNotInFuture
    /// The organization has as many keys as it may, revoked ones included.
    case tooManyKeys(limit: Int)
    /// The organization has no such key.
    case notFound(id: String)
    /// Only a key whose revocation is stored can be deleted.
    case notRevoked(id: String)
    /// Only a key in force that was not rotated before can be rotated.
    case notRotatable(id: String)
    /// The key is refused from now on, but the store failed to write so: after a restart it would live again. Revoke it
    /// once more. The reason is the store's own, for logs only.
    case revocationNotStored(id: String, reason: String)
    /// The store failed; nothing changed. The reason is the store's own, for logs only.
    case storage(reason: String)
    /// A stored row is not one that this program wrote.
    case damagedRecord(id: String)
    /// The pepper's file cannot be used.
    case pepper(PepperProblem)
    /// A secret cannot be encrypted, or was encrypted under another pepper or for another place.
    case sealing
    /// The organization has as many signing secrets in force as it may; old ones run out or are deleted.
    case tooManySigningSecrets(limit: Int)
    /// The organization has no such signing secret.
    case signingSecretNotFound(id: String)
    /// An entry of the allowed hosts is not one.
    case host(entry: String, HostProblem)
    /// More allowed hosts than the limit.
    case tooManyHosts(count: Int, limit: Int)
}

/// Why the pepper's file cannot be used.
public enum PepperProblem: Error, Equatable, Sendable {
    /// No file is there.
    case missing
    /// A folder, link or device is there.
    case notRegularFile
    /// Others than the owner may use the file, or it is executable; 0600 is right.
    case permissionsTooWide(mode: Int)
    /// The file does not hold exactly 32 bytes.
    case wrongLength(bytes: Int)
    /// A system call failed with this `errno`.
    case system(call: String, code: Int32)
}
