import NIOCore
import Sockets
import Synchronization

/// How an answer gets from the thread that has it to its client: straight to the socket, as long as the connection's
/// event loop has nothing else to do with it, or by the loop.
///
/// The loop opens it before each render, and does not write to the connection before it knows of the answer. Nobody
/// holds the lock while a socket is written to.
final class AnswerLine: Sendable {
    private enum Phase: Sendable {
        /// The answer goes to this socket.
        case open(LentSocket)
        /// The answer goes to the loop.
        case closed
        /// The socket is being written to.
        case sending
        /// It is, and the loop wants to know when it was.
        case awaited
        case sent(NIODeadline)
    }

    private let phase = Mutex(Phase.closed)

    /// Makes the line ready for one answer.
    ///
    /// - Parameter socket: Nil where the loop must write the answer.
    func open(_ socket: LentSocket?) { phase.withLock { $0 = socket.map(Phase.open) ?? .closed } }

    /// Sends an answer, on any thread.
    ///
    /// - Returns: What is left for the loop, maybe no bytes but the news; nil where it learns of the answer when it looks.
    func send(_ answer: RawAnswer) -> RawAnswer? {
        let lent = phase.withLock { phase -> LentSocket? in
            guard case .open(let lent) = phase else { return nil }
            phase = .sending
            return lent
        }
        guard let lent else { return answer }
        let count = lent.socket.send(answer)
        let isDone = phase.withLock { phase in
            if count == answer.count, case .sending = phase {
                phase = .sent(.now())
                return true
            }
            phase = .closed
            return false
        }
        if isDone { return nil }
        var rest = answer
        rest.drop(count)
        return rest
    }

    /// When the answer was sent; nil where it was not. It is told once.
    ///
    /// - Parameter closing: Whether the loop is to be told of the answer from now on.
    func moment(closing: Bool) -> NIODeadline? {
        phase.withLock { phase in
            switch phase {
            case .open: if closing { phase = .closed }
            case .sending: if closing { phase = .awaited }
            case .closed, .awaited: break
            case .sent(let moment):
                phase = .closed
                return moment
            }
            return nil
        }
    }
}
