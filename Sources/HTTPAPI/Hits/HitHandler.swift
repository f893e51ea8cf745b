import NIOCore
import NIOHTTP1

/// Answers hits in front of the router, on the connection's event loop; all other requests pass through. It is for
/// connections whose requests ``ScanHandler`` cannot tell apart any more.
///
/// It stands between NIO's codec and Hummingbird's, and answers only what comes while nothing else is under way on the
/// connection, so answers keep the order of their requests. The answer is two buffers for one system call: its head, and
/// the picture's bytes as the cache holds them.
final class HitHandler: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart

    private let front: Front
    private let connection: ConnectionGuard
    /// NIO's encoder: what is written from its place is written as it is.
    private var encoder: ChannelHandlerContext?
    /// A hit whose request has not ended.
    private var held: HitAnswer?
    private var date = HTTPDate()

    init(front: Front, connection: ConnectionGuard) {
        self.front = front
        self.connection = connection
    }

    func handlerAdded(context: ChannelHandlerContext) {
        // Without an encoder nothing is ever answered here.
        encoder = Result { try context.pipeline.syncOperations.context(handlerType: HTTPResponseEncoder.self) }.success
    }

    func handlerRemoved(context: ChannelHandlerContext) { encoder = nil }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            if encoder != nil, connection.takesHits,
                let hit = front.hit(head, wantsFile: connection.sendsFiles, date: &date)
            {
                held = hit
                return
            }
        case .body: break
        case .end:
            if let hit = held {
                held = nil
                send(hit, context)
                return
            }
        }
        context.fireChannelRead(data)
    }

    private func send(_ hit: HitAnswer, _ context: ChannelHandlerContext) {
        guard let encoder else { return }
        connection.send(hit, from: encoder, front)
    }
}
