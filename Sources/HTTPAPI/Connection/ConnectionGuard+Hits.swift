import NIOCore

extension ConnectionGuard {
    /// Whether a hit may be answered now: one at a time, so that each has its own time to be written.
    var takesHits: Bool { !isHitWriting && !deadlines.isLingering && deadlines.unanswered == 0 && ownContext != nil }

    /// Whether this connection sends a file by itself: its bytes go out as they are.
    var sendsFiles: Bool { socket != nil }

    /// Writes a hit past NIO's encoder, and counts it.
    ///
    /// Nothing of this connection waits to be written, so the socket itself is asked to take the answer; what it does not
    /// take at once is left to NIO.
    ///
    /// - Parameter context: Of a place from which bytes are written as they are.
    func send(_ hit: HitAnswer, from context: ChannelHandlerContext, _ front: Front) {
        guard let own = ownContext else { return }
        let now = own.eventLoop.now
        deadlines.headArrived(at: now)
        deadlines.requestEnded(at: now)
        deadlines.answerBegan(at: now)
        var rest = hit.parts
        rest.drop(sendDirectly(hit))
        if rest.isEmpty {
            answered(own)
        } else {
            write(rest, from: context)
        }
        front.finish(hit, peer: context.channel.remoteAddress?.ipAddress)
    }

    /// Bytes that the socket took.
    private func sendDirectly(_ hit: HitAnswer) -> Int {
        guard let socket, let ownContext, ownContext.channel.isActive else { return 0 }
        let head = hit.head
        if let file = hit.file { return socket.send(head.readableBytesUInt8Span, file) }
        let body = hit.body ?? ByteBuffer()
        return socket.send(head.readableBytesUInt8Span, body.readableBytesUInt8Span)
    }

    private func write(_ rest: HitAnswer.Parts, from context: ChannelHandlerContext) {
        isHitWriting = true
        let written = context.eventLoop.makePromise(of: Void.self)
        let loopBound = NIOLoopBound(self, eventLoop: context.eventLoop)
        written.futureResult.whenComplete { _ in
            let connection = loopBound.value
            connection.isHitWriting = false
            if let own = connection.ownContext { connection.answered(own) }
        }
        if rest.head.readableBytes > 0 { context.write(NIOAny(IOData.byteBuffer(rest.head)), promise: nil) }
        context.writeAndFlush(NIOAny(IOData.byteBuffer(rest.body)), promise: written)
        if let own = ownContext { reschedule(own) }
    }
}

extension HitAnswer {
    /// What is still to be written of an answer.
    struct Parts {
        var head: ByteBuffer
        var body: ByteBuffer

        var isEmpty: Bool { head.readableBytes + body.readableBytes == 0 }

        /// Takes off what is written.
        mutating func drop(_ count: Int) {
            let ofHead = min(count, head.readableBytes)
            head.moveReaderIndex(forwardBy: ofHead)
            body.moveReaderIndex(forwardBy: count - ofHead)
        }
    }

    var parts: Parts { Parts(head: head, body: body ?? ByteBuffer()) }
}
