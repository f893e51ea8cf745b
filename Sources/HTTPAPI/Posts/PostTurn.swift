import NIOCore

/// The POST render that is under way on a connection in front of the router: one at a time, so that answers keep the
/// order of their requests.
final class PostTurn {
    private let front: Front
    private let connection: ConnectionGuard
    private let origin: PostConnection
    private var date = HTTPDate()
    /// The number by which the client's hang-up is forgotten.
    private var departure: Int?
    private(set) var isUnderWay = false {
        didSet { connection.isRendering = isUnderWay }
    }

    init(front: Front, connection: ConnectionGuard, context: ChannelHandlerContext) {
        self.front = front
        self.connection = connection
        let channel = context.channel
        origin = PostConnection(loop: context.eventLoop) { channel.remoteAddress?.ipAddress }
    }

    /// Begins a render.
    ///
    /// - Parameter then: Called when its answer is on its way, maybe before this returns.
    /// - Returns: False where the request needs the ordinary way.
    func begin(_ ask: PostAsk, _ body: [UInt8], then: @escaping () -> Void) -> Bool {
        isUnderWay = true
        let loopBound = NIOLoopBound((self, then), eventLoop: origin.loop)
        let leave = front.post(ask, body, on: origin) { reply in
            let (turn, then) = loopBound.value
            if turn.answer(reply) { then() }
        }
        guard let leave else {
            isUnderWay = false
            return false
        }
        if isUnderWay { departure = connection.hangUp.whenGone(leave) }
        return true
    }

    private func answer(_ reply: PostReply) -> Bool {
        guard isUnderWay else { return false }
        if let departure { connection.hangUp.forget(departure) }
        departure = nil
        isUnderWay = false
        var head = reply.head
        head.writeEnd(date: date.text(at: front.parts.now()))
        connection.send(RawAnswer(head: head, body: reply.body))
        return true
    }
}
