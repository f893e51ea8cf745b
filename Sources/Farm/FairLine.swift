/// A waiting line that serves lanes in turn, so that one lane's flood does not starve another.
///
/// Inside a lane the order is first come, first served. A lane is whatever shares a turn: here, an API key.
struct FairLine: Sendable {
    /// One that waits.
    struct Member: Equatable, Sendable {
        let ticket: UInt64
        let lane: String
        /// Bytes of pixels that it will hold while it runs.
        let bytes: Int
    }

    private var lanes: [String: [Member]] = [:]
    /// Lanes that have members; the first one is next.
    private var turns: [String] = []
    private(set) var count = 0

    /// The one that is served next.
    var next: Member? { turns.first.flatMap { lanes[$0]?.first } }

    /// Members of one lane.
    func count(of lane: String) -> Int { lanes[lane]?.count ?? 0 }

    /// How many are served before a newcomer of this lane, were nobody else to come.
    func ahead(of lane: String) -> Int {
        let own = count(of: lane)
        return lanes.values.reduce(0) { $0 + min($1.count, own) }
            + (own == 0 ? lanes.count : turnsBefore(lane, after: own))
    }

    /// Adds one at the end of its lane; a new lane gets the last turn.
    mutating func append(_ member: Member) {
        if lanes[member.lane] == nil { turns.append(member.lane) }
        lanes[member.lane, default: []].append(member)
        count += 1
    }

    /// Takes the next one out; its lane goes to the end of the turns.
    mutating func removeNext() -> Member? {
        guard let member = next else { return nil }
        turns.removeFirst()
        lanes[member.lane]?.removeFirst()
        count -= 1
        if count(of: member.lane) > 0 { turns.append(member.lane) } else { lanes[member.lane] = nil }
        return member
    }

    /// Takes one out wherever it stands; nil when it is not here.
    mutating func remove(_ ticket: UInt64) -> Member? {
        for (lane, members) in lanes {
            guard let index = members.firstIndex(where: { $0.ticket == ticket }) else { continue }
            return remove(at: index, of: lane)
        }
        return nil
    }

    /// Takes out the newest member of the longest lane, if that lane is at least two longer than the newcomer's.
    mutating func yieldPlace(to lane: String) -> Member? {
        guard let longest = lanes.max(by: { ($0.value.count, $1.key) < ($1.value.count, $0.key) }),
            longest.value.count > count(of: lane) + 1
        else { return nil }
        return remove(at: longest.value.count - 1, of: longest.key)
    }

    /// Whether a full line would make room for a newcomer of this lane.
    func wouldYieldPlace(to lane: String) -> Bool {
        let own = count(of: lane)
        return lanes.values.contains { $0.count > own + 1 }
    }

    private mutating func remove(at index: Int, of lane: String) -> Member? {
        let member = lanes[lane]?.remove(at: index)
        count -= 1
        if count(of: lane) == 0 {
            lanes[lane] = nil
            turns.removeAll { $0 == lane }
        }
        return member
    }

    /// Lanes that take a turn of this round before `lane` does, among those with more than `own` members.
    private func turnsBefore(_ lane: String, after own: Int) -> Int {
        turns.prefix { $0 != lane }.count { count(of: $0) > own }
    }
}
