import Foundation

extension KeyRegistry {
    /// Makes a key of the same name, type, scope and maker, and has the old one expire after the overlap.
    ///
    /// Both are stored in one step, then in force, then answered: a store that fails leaves the old key as it was. A
    /// key that had a lifetime gives the new one as long a life from now.
    ///
    /// - Throws: ``KeyError/notFound(id:)``, ``KeyError/notRotatable(id:)``, ``KeyError/tooManyKeys(limit:)``,
    ///   ``KeyError/storage(reason:)``.
    public func rotate(
        _ id: String, organization: String, overlap: RotationOverlap
    ) async throws(KeyError) -> (old: KeyRecord, new: IssuedKey) {
        let entry = try entry(id, of: organization)
        await takeTurn(id)
        defer { endTurn(id) }
        guard snapshot.entry(id) === entry else { throw .notFound(id: id) }
        let old = try await list(organization: organization).first { $0.id == id }
        guard let old else { throw .notFound(id: id) }
        let moment = now()
        guard entry.standing == .active, !entry.isExpired(at: moment), old.rotatedTo == nil else {
            throw .notRotatable(id: id)
        }
        guard counts[organization, default: 0] < limits.perOrganization else {
            throw .tooManyKeys(limit: limits.perOrganization)
        }
        let lifetime = old.expiresAt.map { $0.timeIntervalSince(old.createdAt) }
        let secret = KeySecret.generate(old.type, using: &random)
        let record = KeyRecord(
            id: "key_" + String(decoding: Base62.random(count: 20, using: &random), as: UTF8.self),
            organizationID: organization, name: old.name, type: old.type, scope: old.scope,
            displayPrefix: secret.displayPrefix, digest: pepper.digest(of: secret), pepperVersion: pepper.version,
            createdBy: old.createdBy, createdAt: moment, expiresAt: lifetime.map { moment.addingTimeInterval($0) })
        guard let digest = KeyDigest(record.digest) else { throw .damagedRecord(id: record.id) }
        let replacement = KeyEntry(record, digest: digest, standing: .pending)
        snapshot.publish(replacement)
        counts[organization, default: 0] += 1
        takeFirstTurn(record.id)
        defer { endTurn(record.id) }
        let stored: KeyRecord
        do {
            stored = try await store(record, over: id, expiringAt: moment.addingTimeInterval(overlap.seconds))
        } catch {
            snapshot.withdraw(replacement)
            counts[organization, default: 0] -= 1
            throw error
        }
        if let expiry = stored.expiresAt { entry.expire(at: expiry) }
        replacement.activate()
        return (withLatestUse(stored), IssuedKey(record: record, secret: secret))
    }

    private func store(
        _ record: KeyRecord, over id: String, expiringAt expiry: Date
    ) async throws(KeyError) -> KeyRecord {
        let stored: KeyRecord?
        do {
            // A task of its own inherits no cancellation: a caller that hangs up must not leave it half done.
            stored = try await Task { [store] in
                try await store.rotate(id: id, to: record, expiresAt: expiry)
            }.value
        } catch {
            throw .storage(reason: String(describing: error))
        }
        guard let stored else { throw .notFound(id: id) }
        return stored
    }

    /// Hands a key to another maker.
    ///
    /// - Throws: ``KeyError/notFound(id:)``, ``KeyError/storage(reason:)``.
    public func assign(_ id: String, organization: String, to maker: String) async throws(KeyError) {
        let entry = try entry(id, of: organization)
        await takeTurn(id)
        defer { endTurn(id) }
        guard snapshot.entry(id) === entry else { throw .notFound(id: id) }
        do { try await store.assign(id: id, to: maker) } catch { throw .storage(reason: String(describing: error)) }
    }
}
