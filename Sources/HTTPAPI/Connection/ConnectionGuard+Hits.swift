import NIOCore
import Sockets

extension ConnectionGuard {
    /// Whether NIO has something to write that went past its encoder.
    var isHitWriting: Bool { rawWrites > 0 }

    /// Whether a hit may be answered now: one at a time, so that each has its own time to be written.
    var takesHits: Bool { !isHitWriting && !deadlines.isLingering && deadlines.unanswered == 0 && encoder != nil }

    /// Whether this connection sends a file by itself: its bytes go out as they are.
    var sendsFiles: Bool { socket != nil }

    /// Writes a hit past NIO's encoder, and counts it.
    func send(_ hit: HitAnswer, _ front: Front) {
        guard let own = ownContext else { return }
        let now = own.eventLoop.now
        deadlines.headArrived(at: now)
        deadlines.requestEnded(at: now)
        send(RawAnswer(head: hit.head, body: hit.body ?? ByteBuffer(), file: hit.file))
        front.finish(hit, peer: own.channel.remoteAddress?.ipAddress)
    }

    /// Writes an answer past NIO's encoder. Where nothing of this connection waits to be written, the socket itself is
    /// asked to take it; what it does not take at once is left to NIO.
    func send(_ answer: RawAnswer) {
        guard let own = ownContext, let encoder else { return }
        deadlines.answerBegan(at: own.eventLoop.now)
        var rest = answer
        rest.drop(sendDirectly(answer))
        if rest.isEmpty {
            answered(own)
        } else {
            write(rest, from: encoder)
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

    private func write(_ rest: RawAnswer, from encoder: ChannelHandlerContext) {
        rawWrites += 1
        let written = encoder.eventLoop.makePromise(of: Void.self)
        let loopBound = NIOLoopBound(self, eventLoop: encoder.eventLoop)
        written.futureResult.whenComplete { _ in
            let connection = loopBound.value
            connection.rawWrites -= 1
            if let own = connection.ownContext { connection.answered(own) }
        }
        if rest.head.readableBytes > 0 { encoder.write(NIOAny(IOData.byteBuffer(rest.head)), promise: nil) }
        encoder.writeAndFlush(NIOAny(IOData.byteBuffer(rest.body)), promise: written)
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
