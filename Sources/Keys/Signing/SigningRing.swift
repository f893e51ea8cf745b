import Foundation
import Limit
import Synchronization

/// The signing secrets of all organizations as requests see them: read from any thread without a hop or I/O, changed by
/// the ``SigningRegistry`` alone.
public final class SigningRing: Sendable {
    struct Entry: Sendable {
        var record: SigningSecretRecord
        let secret: SigningSecret
    }

    private struct State: Sendable {
        var entries: [String: [Entry]] = [:]
        /// Secrets that were deleted: a rotation that read them before must not bring them back.
        var deleted: Set<String> = []
    }

    private let limits: Limits.Keys
    private let state = Mutex(State())

    init(limits: Limits.Keys) { self.limits = limits }

    /// Judges the query of a GET render of one organization.
    public func verdict(on query: SignedQuery, organization: String, now: Date) -> SignatureVerdict {
        guard query.signature != nil, let expiry = query.expiry else { return .malformed }
        let until = Date(timeIntervalSince1970: Double(expiry))
        guard now < until else { return .expired }
        guard until.timeIntervalSince(now) <= Double(limits.signedURLSeconds) else {
            return .tooFarAhead(limitSeconds: limits.signedURLSeconds)
        }
        let secrets = entries(of: organization).filter { $0.record.isInForce(at: now) }
        guard !secrets.isEmpty else { return .noSecret }
        return secrets.contains { $0.secret.signed(query) } ? .valid(until: until) : .mismatch
    }

    /// Signs pairs with the organization's current secret.
    ///
    /// - Parameters:
    ///   - pairs: All of the URL but `exp` and `sig`.
    ///   - expiry: Epoch seconds.
    /// - Returns: The query of the signed URL; nil where there is no current secret.
    public func sign(_ pairs: [SignedQuery.Pair], organization: String, expiry: Int) -> String? {
        guard let current = entries(of: organization).first(where: { $0.record.expiresAt == nil }) else { return nil }
        let query = SignedQuery(pairs + [SignedQuery.Pair("exp", String(expiry))])
        return query.canonicalText + "&sig=" + current.secret.signature(of: query)
    }

    /// The records of an organization's secrets, last made first.
    public func records(organization: String) -> [SigningSecretRecord] {
        entries(of: organization).map(\.record).sorted { ($0.createdAt, $0.id) > ($1.createdAt, $1.id) }
    }

    private func entries(of organization: String) -> [Entry] { state.withLock { $0.entries[organization] ?? [] } }
}

/// What the registry does to the ring.
extension SigningRing {
    /// Takes over what the store holds of one organization. Answers of the store may arrive in any order, so that a
    /// secret's end only ever moves nearer.
    ///
    /// - Parameter succession: The record of a rotation, and when those before it end: the store may have removed them.
    func merge(
        _ entries: [Entry], organization: String, now: Date, succession: (record: SigningSecretRecord, end: Date)? = nil
    ) {
        state.withLock { state in
            var merged = state.entries[organization] ?? []
            if let succession {
                for place in merged.indices where merged[place].record.createdAt <= succession.record.createdAt {
                    merged[place].record.expiresAt = min(
                        merged[place].record.expiresAt ?? succession.end, succession.end)
                }
            }
            for entry in entries where !state.deleted.contains(entry.record.id) {
                if let place = merged.firstIndex(where: { $0.record.id == entry.record.id }) {
                    let ends = [merged[place].record.expiresAt, entry.record.expiresAt].compactMap(\.self)
                    merged[place].record.expiresAt = ends.min()
                } else {
                    merged.append(entry)
                }
            }
            state.entries[organization] = merged.filter { $0.record.isInForce(at: now) }
        }
    }

    /// The secret of an id, where it is known already.
    func secret(_ id: String, organization: String) -> SigningSecret? {
        entries(of: organization).first { $0.record.id == id }?.secret
    }

    /// Lets go of a secret; false where there was none.
    func remove(_ id: String, organization: String) -> Bool {
        state.withLock { state in
            guard let place = state.entries[organization]?.firstIndex(where: { $0.record.id == id }) else {
                return false
            }
            state.entries[organization]?.remove(at: place)
            state.deleted.insert(id)
            return true
        }
    }
}
