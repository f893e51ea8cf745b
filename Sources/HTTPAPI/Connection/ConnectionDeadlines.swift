import Limit
import NIOCore

/// Until when each thing on a connection must have happened. Pure: the handler brings events and the time.
///
/// Every deadline is absolute: a client that trickles bytes does not push it away.
struct ConnectionDeadlines {
    enum Expiry: Equatable {
        /// Nothing is under way, or nothing can be said any more: close.
        case close
        /// A request did not arrive in time: say 408, then close.
        case timeout
    }

    private enum Reading: Equatable {
        case nothing
        case head(since: NIODeadline)
        case body(since: NIODeadline)
    }

    private let limits: Limits.Server
    /// How long a closed connection may take to notice.
    private static let linger = TimeAmount.seconds(2)
    private var reading = Reading.nothing
    private var idleSince: NIODeadline
    private var writingSince: NIODeadline?
    private var lingeringSince: NIODeadline?
    /// Requests that have not got their whole answer.
    private(set) var unanswered = 0

    init(limits: Limits.Server, now: NIODeadline) {
        self.limits = limits
        idleSince = now
    }

    var isLingering: Bool { lingeringSince != nil }
    /// Whether an answer has begun and not ended.
    var isWriting: Bool { writingSince != nil }

    mutating func bytesArrived(at now: NIODeadline) {
        if reading == .nothing { reading = .head(since: now) }
    }

    mutating func headArrived(at now: NIODeadline) {
        reading = .body(since: now)
        unanswered += 1
    }

    mutating func requestEnded(at now: NIODeadline) {
        reading = .nothing
        idleSince = now
    }

    /// A whole request arrived and its whole answer went out.
    mutating func requestAnswered(at now: NIODeadline) {
        reading = .nothing
        idleSince = now
    }

    mutating func answerBegan(at now: NIODeadline) { writingSince = now }

    mutating func answerEnded(at now: NIODeadline) {
        writingSince = nil
        unanswered = max(0, unanswered - 1)
        idleSince = now
    }

    mutating func outputClosed(at now: NIODeadline) {
        if lingeringSince == nil { lingeringSince = now }
    }

    /// The next deadline and what its passing means; nil while a request is being worked on.
    var next: (deadline: NIODeadline, expiry: Expiry)? {
        if let lingeringSince { return (lingeringSince + Self.linger, .close) }
        var first: (deadline: NIODeadline, expiry: Expiry)?
        func consider(_ since: NIODeadline, _ seconds: Int, _ expiry: Expiry) {
            let deadline = since + .seconds(Int64(seconds))
            if first.map({ deadline < $0.deadline }) ?? true { first = (deadline, expiry) }
        }
        if let writingSince { consider(writingSince, limits.responseWriteSeconds, .close) }
        switch reading {
        case .head(let since): consider(since, limits.headerReadSeconds, unanswered == 0 ? .timeout : .close)
        case .body(let since):
            consider(since, limits.bodyReadSeconds, isWriting || unanswered > 1 ? .close : .timeout)
        case .nothing: if unanswered == 0 { consider(idleSince, limits.idleSeconds, .close) }
        }
        return first
    }
}
