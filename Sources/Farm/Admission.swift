/// Decides which renders run, wait or are refused. Pure: no clock, no task, no lock.
///
/// A render runs when a slot is free and its pixels fit under the byte limit; otherwise it waits in turn with other
/// lanes, unless the line is full or the estimated wait too long. A full line makes room for a lane that has little in
/// it by giving up the newest member of the longest lane.
package struct Admission: Sendable {
    package enum Verdict: Equatable, Sendable {
        case run
        case wait
        /// Wait, in the place of another one that is refused now.
        case waitInsteadOf(UInt64, retryAfterSeconds: Int)
        case refuse(retryAfterSeconds: Int)
    }

    let runningLimit: Int
    let waitingLimit: Int
    let waitMilliseconds: Double
    let byteLimit: Int
    /// Slots that are taken, lent ones included.
    package private(set) var running = 0
    /// Slots that help another's render, and come back soon when somebody waits.
    package private(set) var lent = 0
    package private(set) var bytes = 0
    package private(set) var meanMilliseconds: Double?
    private var line = FairLine()

    package init(runningLimit: Int, waitingLimit: Int, waitMilliseconds: Int, byteLimit: Int) {
        self.runningLimit = runningLimit
        self.waitingLimit = waitingLimit
        self.waitMilliseconds = Double(waitMilliseconds)
        self.byteLimit = byteLimit
    }

    package var waiting: Int { line.count }

    /// What is held against the byte limit: one that is larger than the limit runs alone.
    func charge(_ bytes: Int) -> Int { min(max(bytes, 0), byteLimit) }

    /// Decides about a newcomer and, unless it is refused, counts it.
    package mutating func arrive(_ ticket: UInt64, lane: String, bytes size: Int) -> Verdict {
        let member = FairLine.Member(ticket: ticket, lane: lane, bytes: charge(size))
        if line.count == 0, fits(member) {
            start(member)
            return .run
        }
        // A lent slot is back within a piece of work.
        let isNext = line.count < lent && bytes + member.bytes <= byteLimit
        let estimate = isNext ? 0 : estimatedMilliseconds(of: lane)
        guard estimate <= waitMilliseconds else { return .refuse(retryAfterSeconds: seconds(estimate)) }
        guard line.count >= waitingLimit, !isNext else {
            line.append(member)
            return .wait
        }
        guard let victim = line.yieldPlace(to: lane) else { return .refuse(retryAfterSeconds: seconds(estimate)) }
        line.append(member)
        return .waitInsteadOf(victim.ticket, retryAfterSeconds: seconds(estimatedMilliseconds(of: victim.lane)))
    }

    /// When to come back, where a newcomer of this lane would be refused now; changes nothing.
    package func refusal(of lane: String, bytes size: Int) -> Int? {
        let member = FairLine.Member(ticket: 0, lane: lane, bytes: charge(size))
        if line.count == 0, fits(member) { return nil }
        let estimate = estimatedMilliseconds(of: lane)
        guard estimate <= waitMilliseconds else { return seconds(estimate) }
        return line.count < waitingLimit || line.wouldYieldPlace(to: lane) ? nil : seconds(estimate)
    }

    /// Counts out one that waits; false when it does not wait.
    package mutating func abandon(_ ticket: UInt64) -> Bool { line.remove(ticket) != nil }

    /// Counts out one that ran. A nil time (it never reached the engine) teaches nothing about service times.
    package mutating func finish(bytes size: Int, serviceMilliseconds: Double?) {
        running -= 1
        bytes -= charge(size)
        guard let serviceMilliseconds else { return }
        // An exponentially weighted mean; one eighth is TCP's classic gain for round trips (RFC 6298).
        meanMilliseconds = meanMilliseconds.map { $0 + (serviceMilliseconds - $0) / 8 } ?? serviceMilliseconds
    }

    /// Starts the next one that may run now; call it until it is nil after a place or bytes became free.
    package mutating func startNext() -> UInt64? {
        guard let next = line.next, fits(next) else { return nil }
        start(next)
        return line.removeNext()?.ticket
    }

    /// Whether a slot is free and nobody waits.
    var mayLend: Bool { line.count == 0 && running < runningLimit }

    /// Takes a slot for a helper, where one is free and nobody waits.
    package mutating func lend() -> Bool {
        guard mayLend else { return false }
        running += 1
        lent += 1
        return true
    }

    /// A helper's slot is free again.
    package mutating func takeBack() {
        running -= 1
        lent -= 1
    }

    /// How long a newcomer of this lane would wait.
    package func estimatedMilliseconds(of lane: String) -> Double {
        (meanMilliseconds ?? 0) * Double(line.ahead(of: lane) + 1) / Double(runningLimit)
    }

    private func fits(_ member: FairLine.Member) -> Bool {
        running < runningLimit && bytes + member.bytes <= byteLimit
    }

    private mutating func start(_ member: FairLine.Member) {
        running += 1
        bytes += member.bytes
    }

    private func seconds(_ milliseconds: Double) -> Int { max(1, Int((milliseconds / 1_000).rounded(.up))) }
}
