import NIOCore
import NIOHTTP1

/// Answers hits from the bytes that arrive, before any parser; all else passes through.
///
/// It stands in front of NIO's encoder and decoder, behind TLS. It may read a request by itself only as long as it
/// knows where one begins: as soon as anything else than whole plain requests was handed on, the rest of the connection
/// is the parser's, or what is a body there could pass for a request here.
final class ScanHandler: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer

    private let front: Front
    private let connection: ConnectionGuard
    private let bounds: RequestScan.Bounds
    private var memory: HitMemory
    /// Whether the next byte is the first one of a request.
    private var isAligned = true
    /// Whether the parser has something to look at since the last turn of reading.
    private var hasPassed = true

    init(front: Front, connection: ConnectionGuard) {
        self.front = front
        self.connection = connection
        let limits = front.parts.limits.server
        bounds = RequestScan.Bounds(
            targetBytes: limits.urlCharacters, fieldBytes: limits.headerBytes, fields: limits.headerFields)
        var random = front.parts.random
        memory = HitMemory(random: &random)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if isAligned {
            let buffer = unwrapInboundIn(data)
            let bytes = buffer.readableBytesUInt8Span
            if let scan = RequestScan(bytes, within: bounds) {
                if connection.takesHits,
                    let hit = front.hit(scan, in: bytes, wantsFile: connection.sendsFiles, &memory)
                {
                    return connection.send(hit, front)
                }
            } else {
                isAligned = false
            }
        }
        hasPassed = true
        context.fireChannelRead(data)
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        guard hasPassed else { return }
        hasPassed = false
        context.fireChannelReadComplete()
    }
}
