import NIOCore
import NIOHTTP1

/// Answers hits in front of the router, on the connection's event loop; all other requests pass through. It is for
/// connections whose requests ``ScanHandler`` cannot tell apart any more.
///
/// It stands between NIO's codec and Hummingbird's, and answers only what comes while nothing else is under way on the
/// connection, so answers keep the order of their requests.
final class HitHandler: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart

    private let front: Front
    private let connection: ConnectionGuard
    /// A hit whose request has not ended.
    private var held: HitAnswer?
    private var date = HTTPDate()

    init(front: Front, connection: ConnectionGuard) {
        self.front = front
        self.connection = connection
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            if connection.takesHits,
                let hit = front.hit(head, wantsFile: connection.sendsFiles, date: &date)
            {
                held = hit
                return
            }
        case .body: break
        case .end:
            if let hit = held {
                held = nil
                return connection.send(hit, front)
            }
        }
        context.fireChannelRead(data)
    }
}
