/// Decides which fetches run, wait or are refused. Pure: its owner holds the lock.
///
/// No organization has all threads: a slow server of one leaves room for the others.
struct FetchLine<Ticket: Hashable & Sendable>: Sendable {
    private let threads: Int
    private let threadsPerOrganization: Int
    private let waitingLimit: Int
    private var waiting: [(ticket: Ticket, organization: String)] = []
    private var running: [String: Int] = [:]
    private var runningCount = 0

    init(threads: Int, threadsPerOrganization: Int, waiting: Int) {
        self.threads = threads
        self.threadsPerOrganization = threadsPerOrganization
        waitingLimit = waiting
    }

    var waitingCount: Int { waiting.count }

    /// Takes a ticket in; false where as many wait as may.
    mutating func arrive(_ ticket: Ticket, of organization: String) -> Bool {
        guard waiting.count < waitingLimit || mayRun(organization) else { return false }
        waiting.append((ticket, organization))
        return true
    }

    /// The next ticket that may run, which runs from now on.
    mutating func next() -> Ticket? {
        guard let place = waiting.firstIndex(where: { mayRun($0.organization) }) else { return nil }
        let (ticket, organization) = waiting.remove(at: place)
        running[organization, default: 0] += 1
        runningCount += 1
        return ticket
    }

    /// A ticket of this organization has run.
    mutating func finish(_ organization: String) {
        runningCount -= 1
        let left = (running[organization] ?? 0) - 1
        running[organization] = left > 0 ? left : nil
    }

    /// Takes out one that waits.
    mutating func leave(_ ticket: Ticket) { waiting.removeAll { $0.ticket == ticket } }

    private func mayRun(_ organization: String) -> Bool {
        runningCount < threads && running[organization] ?? 0 < threadsPerOrganization
    }
}
