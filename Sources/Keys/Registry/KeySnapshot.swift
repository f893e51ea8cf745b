import Foundation
import Synchronization

/// All keys as requests see them: read from any thread without a hop or I/O, changed by the ``KeyRegistry`` alone.
///
/// Keys are spread over many small dictionaries, so that publishing a change copies a few hundred entries at worst,
/// however many keys there are, and a reader holds a lock only while it takes a reference.
public final class KeySnapshot: Sendable {
    /// A power of two; a million keys make 244 a shard.
    package static let shardCount = 4_096

    private let pepper: Pepper
    private let shards = (0..<shardCount).map { _ in KeyShard() }
    /// Keys that were used since the last flush.
    private let used = Mutex<[KeyEntry]>([])

    init(pepper: Pepper) {
        self.pepper = pepper
    }

    /// Says what is known about a key at `now`, and notes the use of one that is valid.
    public func verify(_ secret: KeySecret, now: Date) -> Verification {
        verify(pepper.words(of: secret), now: now)
    }

    /// The same for the bytes of a key, which are hashed unless they are those that the memo knows.
    ///
    /// - Returns: ``Verification/unknown`` too where the bytes are no key.
    public func verify(_ text: Span<UInt8>, now: Date, memo: inout KeyMemo) -> Verification {
        guard let digest = memo.digest(of: text, under: pepper) else { return .unknown }
        return verify(digest, now: now)
    }

    private func verify(_ digest: KeyDigest, now: Date) -> Verification {
        guard let entry = shard(of: digest).find(digest) else { return .unknown }
        let verification = entry.verification(at: now)
        if case .valid = verification, entry.use(at: now) { used.withLock { $0.append(entry) } }
        return verification
    }

    /// Says what is known about a key without noting a use: for those who only ask about it.
    public func look(_ secret: KeySecret, now: Date) -> Verification {
        let digest = pepper.words(of: secret)
        return shard(of: digest).find(digest)?.verification(at: now) ?? .unknown
    }

    /// Whether the key with this id would still be accepted: the question at a worker's door.
    public func isInForce(_ id: String, now: Date) -> Bool {
        guard case .valid = entry(id)?.verification(at: now) else { return false }
        return true
    }

    /// The number of keys in the fullest shard, which bounds what publishing a change costs.
    package var largestShardCount: Int { shards.map(\.count).max() ?? 0 }
}

/// What the registry does to the snapshot.
extension KeySnapshot {
    func entry(_ id: String) -> KeyEntry? { shard(of: id).find(id) }

    func publish(_ entry: KeyEntry) {
        shard(of: entry.digest).set(entry.digest, to: entry)
        shard(of: entry.id).set(entry.id, to: entry)
    }

    func withdraw(_ entry: KeyEntry) {
        shard(of: entry.digest).set(entry.digest, to: nil)
        shard(of: entry.id).set(entry.id, to: nil)
    }

    /// The keys that were used since the last call.
    func takeUsed() -> [KeyEntry] {
        used.withLock { entries in
            let taken = entries
            entries = []
            return taken
        }
    }

    /// Has keys taken again next time, because the store failed to write them.
    func putBack(_ entries: [KeyEntry]) {
        let marked = entries.filter { $0.markNewUse() }
        used.withLock { $0 += marked }
    }

    private func shard(of digest: KeyDigest) -> KeyShard { shards[digest.shard(of: Self.shardCount)] }

    private func shard(of id: String) -> KeyShard {
        shards[Int(bitPattern: UInt(bitPattern: id.hashValue) % UInt(Self.shardCount))]
    }
}

/// Two immutable dictionaries at a time, each replaced under a lock. A key may be in two shards: by digest, and by id.
///
/// Look-ups happen outside the lock: a reader waits for no other reader's hashing.
private final class KeyShard: Sendable {
    private let byDigest = Mutex<[KeyDigest: KeyEntry]>([:])
    private let byID = Mutex<[String: KeyEntry]>([:])

    var count: Int { max(byDigest.withLock { $0.count }, byID.withLock { $0.count }) }

    func find(_ digest: KeyDigest) -> KeyEntry? { byDigest.withLock { $0 }[digest] }

    func find(_ id: String) -> KeyEntry? { byID.withLock { $0 }[id] }

    func set(_ digest: KeyDigest, to entry: KeyEntry?) { byDigest.withLock { $0[digest] = entry } }

    func set(_ id: String, to entry: KeyEntry?) { byID.withLock { $0[id] = entry } }
}
