/// What was fetched, or why not, for a while and under a byte budget. Pure: its owner holds the lock.
struct ImageShelf: Sendable {
    /// Organizations never share an entry, and a change of an organization's list leaves all of them behind.
    struct Key: Hashable, Sendable {
        let organization: String
        let hosts: [String]
        let url: String
    }

    private struct Entry: Sendable {
        let result: Result<FetchedImage, RemoteImageError>
        let end: Duration
        var used: UInt64

        /// What an entry takes beside its picture.
        var cost: Int { 512 + ((try? result.get())?.bytes.count ?? 0) }
    }

    private let byteLimit: Int
    private let countLimit: Int
    private var entries: [Key: Entry] = [:]
    private var clock: UInt64 = 0
    private(set) var bytes = 0

    init(byteLimit: Int, countLimit: Int) {
        self.byteLimit = byteLimit
        self.countLimit = countLimit
    }

    /// What is known and not over.
    mutating func result(_ key: Key, at now: Duration) -> Result<FetchedImage, RemoteImageError>? {
        guard let entry = entries[key] else { return nil }
        guard entry.end > now else {
            remove(key)
            return nil
        }
        clock += 1
        entries[key]?.used = clock
        return entry.result
    }

    /// Keeps a result until a moment, and lets others go until all fit: those that are over, then the least used.
    mutating func keep(
        _ result: Result<FetchedImage, RemoteImageError>, for key: Key, until end: Duration, now: Duration
    ) {
        remove(key)
        clock += 1
        let entry = Entry(result: result, end: end, used: clock)
        guard entry.cost <= byteLimit else { return }
        if bytes + entry.cost > byteLimit || entries.count >= countLimit {
            for (old, known) in entries where known.end <= now { remove(old) }
        }
        while bytes + entry.cost > byteLimit || entries.count >= countLimit,
            let oldest = entries.min(by: { $0.value.used < $1.value.used })
        {
            remove(oldest.key)
        }
        entries[key] = entry
        bytes += entry.cost
    }

    private mutating func remove(_ key: Key) {
        guard let entry = entries.removeValue(forKey: key) else { return }
        bytes -= entry.cost
    }
}
