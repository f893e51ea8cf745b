import NIOCore
import NIOHTTP1

/// Answers hits and POST renders from the bytes that arrive, before any parser; all else passes through.
///
/// It stands in front of NIO's encoder and decoder, behind TLS. It may read a request by itself only as long as it
/// knows where one begins: as soon as anything else than whole plain requests was handed on, the rest of the connection
/// is the parser's, or what is a body there could pass for a request here.
final class ScanHandler: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer
    typealias OutboundIn = IOData
    typealias OutboundOut = IOData

    private let front: Front
    private let connection: ConnectionGuard
    private let bounds: RequestScan.Bounds
    private var memory: HitMemory
    /// Whether the next byte is the first one of a request.
    private var isAligned = true
    /// Whether the parser has something to look at since the last turn of reading.
    private var hasPassed = true
    /// What arrived while a render was under way: no more than one turn of reading.
    private var later: ByteBuffer?
    private var isReadHeld = false

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
        let buffer = unwrapInboundIn(data)
        if let turn = connection.turn, turn.holdsBack {
            hold(buffer, behind: turn, context)
        } else if isAligned, answers(buffer, context) {
            // Asked for from here, the next bytes need not be asked for by every handler.
            read(context: context)
        } else {
            hasPassed = true
            context.fireChannelRead(data)
        }
    }

    /// Whether the bytes are a request that is answered here, now or soon.
    private func answers(_ buffer: ByteBuffer, _ context: ChannelHandlerContext) -> Bool {
        let bytes = buffer.readableBytesUInt8Span
        if let scan = RequestScan(bytes, within: bounds) {
            guard connection.takesHits,
                let hit = front.hit(scan, in: bytes, wantsFile: connection.sendsFiles, &memory)
            else { return false }
            connection.send(hit, front)
            return true
        }
        if let scan = PostScan(bytes, within: bounds) {
            return scan.body.count <= Front.quickBodyBytes && connection.takesHits && begin(scan, bytes, context)
        }
        isAligned = PlainRequest.isWhole(bytes, within: bounds)
        return false
    }

    private func begin(_ scan: PostScan, _ bytes: Span<UInt8>, _ context: ChannelHandlerContext) -> Bool {
        guard let turn = connection.turn, let ask = front.ask(scan, in: bytes, &memory.key) else { return false }
        let before = connection.deadlines
        connection.deadlines.headArrived(at: context.eventLoop.now)
        connection.deadlines.requestEnded(at: context.eventLoop.now)
        if turn.begin(ask, bytes.array(scan.body)) { return true }
        connection.deadlines = before
        return false
    }

    private func hold(_ buffer: ByteBuffer, behind turn: PostTurn, _ context: ChannelHandlerContext) {
        if later == nil {
            later = buffer
            turn.whenAnswered { self.drain(context) }
        } else {
            later?.writeImmutableBuffer(buffer)
        }
    }

    /// Goes on with what arrived during a render, unless another one has begun.
    private func drain(_ context: ChannelHandlerContext) {
        guard let data = later else { return }
        later = nil
        if let turn = connection.turn, turn.holdsBack { return hold(data, behind: turn, context) }
        connection.deadlines.bytesArrived(at: context.eventLoop.now)
        channelRead(context: context, data: wrapInboundOut(data))
        channelReadComplete(context: context)
        if isReadHeld, later == nil {
            isReadHeld = false
            context.read()
        }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        guard hasPassed else { return }
        hasPassed = false
        context.fireChannelReadComplete()
    }

    func read(context: ChannelHandlerContext) {
        if later == nil { context.read() } else { isReadHeld = true }
    }
}
