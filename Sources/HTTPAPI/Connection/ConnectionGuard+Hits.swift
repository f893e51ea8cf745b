import NIOCore
import Sockets

extension ConnectionGuard {
    /// Whether NIO has something to write that went past its encoder.
    var isHitWriting: Bool { rawWrites > 0 }

    /// Whether a hit may be answered now: one at a time, so that each has its own time to be written.
    var takesHits: Bool { !isHitWriting && !deadlines.isLingering && deadlines.unanswered == 0 && ownContext != nil }

    /// Whether this connection sends a file by itself: its bytes go out as they are.
    var sendsFiles: Bool { socket != nil }

    /// Writes a hit past NIO's encoder, and counts it.
    ///
    /// - Parameter context: Of a place from which bytes are written as they are.
    func send(_ hit: HitAnswer, from context: ChannelHandlerContext, _ front: Front) {
        guard let own = ownContext else { return }
        let now = own.eventLoop.now
        deadlines.headArrived(at: now)
        deadlines.requestEnded(at: now)
        send(RawAnswer(head: hit.head, body: hit.body ?? ByteBuffer(), file: hit.file), from: context)
        front.finish(hit, peer: context.channel.remoteAddress?.ipAddress)
    }

    /// Writes an answer past NIO's encoder. Where nothing of this connection waits to be written, the socket itself is
    /// asked to take it; what it does not take at once is left to NIO.
    ///
    /// - Parameter context: Of a place from which bytes are written as they are.
    func send(_ answer: RawAnswer, from context: ChannelHandlerContext) {
        guard let own = ownContext else { return }
        deadlines.answerBegan(at: own.eventLoop.now)
        var rest = answer
        rest.drop(sendDirectly(answer))
        if rest.isEmpty {
            answered(own)
        } else {
            write(rest, from: context)
        }
    }

    /// Bytes that the socket took: none where an earlier answer may still be on its way through NIO.
    private func sendDirectly(_ answer: RawAnswer) -> Int {
        guard let socket, !isHitWriting, deadlines.unanswered == 1, let ownContext, ownContext.channel.isActive else {
            return 0
        }
        let (head, body) = (answer.head, answer.body)
        if let file = answer.file { return socket.send(head.readableBytesUInt8Span, file) }
        return socket.send(head.readableBytesUInt8Span, body.readableBytesUInt8Span)
    }

    private func write(_ rest: RawAnswer, from context: ChannelHandlerContext) {
        rawWrites += 1
        let written = context.eventLoop.makePromise(of: Void.self)
        let loopBound = NIOLoopBound(self, eventLoop: context.eventLoop)
        written.futureResult.whenComplete { _ in
            let connection = loopBound.value
            connection.rawWrites -= 1
            if let own = connection.ownContext { connection.answered(own) }
        }
        if rest.head.readableBytes > 0 { context.write(NIOAny(IOData.byteBuffer(rest.head)), promise: nil) }
        context.writeAndFlush(NIOAny(IOData.byteBuffer(rest.body)), promise: written)
        if let own = ownContext { reschedule(own) }
    }
}

/// An answer as bytes, or what is still to be written of it.
struct RawAnswer {
    var head: ByteBuffer
    var body: ByteBuffer
    /// All of the body, where a socket may send it by itself.
    var file: MemoryFile?

    var isEmpty: Bool { head.readableBytes + body.readableBytes == 0 }

    /// Takes off what is written.
    mutating func drop(_ count: Int) {
        let ofHead = min(count, head.readableBytes)
        head.moveReaderIndex(forwardBy: ofHead)
        body.moveReaderIndex(forwardBy: count - ofHead)
    }
}
