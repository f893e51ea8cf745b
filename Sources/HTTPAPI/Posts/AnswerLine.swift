import NIOCore
import Sockets
import Synchronization

/// How an answer gets from the thread that has it to its client: straight to the socket, as long as the connection's
/// event loop has nothing else to do with it, or by the loop.
///
/// The loop opens it before each render, and does not write to the connection before it knows of the answer. Nobody
/// holds the lock while a socket is written to.
package final class AnswerLine: Sendable {
    private enum Phase: Sendable {
        /// The answer goes to this socket.
        case open(LentSocket)
        /// The answer goes to the loop.
        case closed
        /// The socket is being written to, so many bytes.
        case sending(LentSocket, Int)
        /// It is, and the loop wants to know when it was.
        case awaited
        case sent(NIODeadline)
    }

    private struct State {
        var phase = Phase.closed
        /// Tells answers apart: a sender that comes back late finds that its own is settled.
        var number: UInt64 = 0
        /// What the client had acknowledged before the answer; nil where it had not acknowledged all.
        var acknowledged: UInt64?
    }

    private let state = Mutex(State())

    package init() {}

    /// Makes the line ready for one answer.
    ///
    /// - Parameter socket: Nil where the loop must write the answer.
    package func open(_ socket: LentSocket?) {
        let acknowledged = socket?.socket.acknowledged
        state.withLock { state in
            state.number += 1
            state.phase = socket.map(Phase.open) ?? .closed
            state.acknowledged = acknowledged
        }
    }

    /// Sends an answer, on any thread.
    ///
    /// - Returns: What is left for the loop, maybe no bytes but the news; nil where it learns of the answer when it looks.
    package func send(_ answer: RawAnswer) -> RawAnswer? {
        guard let sending = begin(answer) else { return answer }
        return end(sending, answer, sent: sending.lent.socket.send(answer))
    }

    /// What is written, to which socket.
    package struct Sending {
        package let lent: LentSocket
        fileprivate let number: UInt64
    }

    /// The first step of ``send(_:)``: nil where the loop is to write the answer.
    package func begin(_ answer: RawAnswer) -> Sending? {
        state.withLock { state in
            guard case .open(let lent) = state.phase else { return nil }
            state.phase = .sending(lent, answer.count)
            return Sending(lent: lent, number: state.number)
        }
    }

    /// The last step of ``send(_:)``, which returns the same.
    package func end(_ sending: Sending, _ answer: RawAnswer, sent count: Int) -> RawAnswer? {
        let isDone = state.withLock { state in
            guard state.number == sending.number else { return true }
            if count == answer.count, case .sending = state.phase {
                state.phase = .sent(.now())
                return true
            }
            state.phase = .closed
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
    package func moment(closing: Bool) -> NIODeadline? {
        if closing, let moment = settledMoment() { return moment }
        return state.withLock { state in
            switch state.phase {
            case .open: if closing { state.phase = .closed }
            case .sending: if closing { state.phase = .awaited }
            case .closed, .awaited: break
            case .sent(let moment):
                state.phase = .closed
                return moment
            }
            return nil
        }
    }

    /// The moment where the client has acknowledged the whole answer, although its sender has not come back: whoever
    /// asks again so soon has often interrupted it.
    private func settledMoment() -> NIODeadline? {
        let sending = state.withLock { state -> (lent: LentSocket, end: UInt64, number: UInt64)? in
            guard case .sending(let lent, let count) = state.phase, let before = state.acknowledged else { return nil }
            return (lent, before + UInt64(count), state.number)
        }
        guard let sending, sending.lent.socket.acknowledged == sending.end else { return nil }
        return state.withLock { state in
            guard state.number == sending.number, case .sending = state.phase else { return nil }
            state.number += 1
            state.phase = .closed
            return .now()
        }
    }
}
