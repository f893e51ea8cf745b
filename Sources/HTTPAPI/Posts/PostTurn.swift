import NIOCore
import Sockets

/// The POST render that is under way on a connection in front of the router: one at a time, so that answers keep the
/// order of their requests.
///
/// It belongs to the connection's event loop. Its answer may have been sent past the loop, which shows when somebody
/// asks.
final class PostTurn {
    private let front: Front
    private unowned let connection: ConnectionGuard
    private let origin: PostConnection
    private let line = AnswerLine()
    private var lent: LentSocket?
    /// The number by which the client's hang-up is forgotten.
    private var departure: Int?
    /// What goes on behind the answer, in its order.
    private var waiting: [() -> Void] = []
    private var isUnderWay = false

    init(front: Front, connection: ConnectionGuard, context: ChannelHandlerContext) {
        self.front = front
        self.connection = connection
        let channel = context.channel
        origin = PostConnection(loop: context.eventLoop) { channel.remoteAddress?.ipAddress }
    }

    /// Whether what arrives now has to wait for an answer; the loop then sends it.
    var holdsBack: Bool { isAwaited(closing: true) }

    /// Whether an answer is still to be sent, by whomever.
    var isRendering: Bool { isAwaited(closing: false) }

    private func isAwaited(closing: Bool) -> Bool {
        guard isUnderWay else { return false }
        guard let moment = line.moment(closing: closing) else { return true }
        end()
        connection.answered(at: moment)
        return false
    }

    /// Has something done behind the answer that holds it back.
    func whenAnswered(_ action: @escaping () -> Void) { waiting.append(action) }

    /// Begins a render.
    ///
    /// - Returns: False where the request needs the ordinary way.
    func begin(_ ask: PostAsk, _ body: [UInt8]) -> Bool {
        isUnderWay = true
        line.open(connection.isSocketFree ? lentSocket() : nil)
        let loopBound = NIOLoopBound(self, eventLoop: origin.loop)
        let leave = front.post(ask, body, on: origin) { [line, loop = origin.loop] answer in
            guard let rest = line.send(answer) else { return }
            loop.execute { loopBound.value.send(rest) }
        }
        guard let leave else {
            end()
            return false
        }
        if isRendering { departure = connection.hangUp.whenGone(leave) }
        return true
    }

    /// The connection has ended: nothing is sent any more.
    func shut() {
        _ = line.moment(closing: true)
        (lent, waiting) = (nil, [])
        end()
    }

    private func send(_ rest: RawAnswer) {
        guard isUnderWay else { return }
        let actions = waiting
        waiting = []
        end()
        connection.send(rest)
        for action in actions { action() }
    }

    private func end() {
        if let departure { connection.hangUp.forget(departure) }
        (departure, isUnderWay) = (nil, false)
    }

    private func lentSocket() -> LentSocket? {
        if lent == nil { lent = connection.socket?.lend() }
        return lent
    }
}
