import NIOCore
import Sockets

extension ConnectionGuard {
    /// Whether NIO has something to write that went past its encoder.
    var isHitWriting: Bool { rawWrites > 0 }

    /// Whether a hit may be answered now: one at a time, so that each has its own time to be written.
    var takesHits: Bool { !isHitWriting && !deadlines.isLingering && deadlines.unanswered == 0 && encoder != nil }

    /// Whether this connection sends a file by itself: its bytes go out as they are.
    var sendsFiles: Bool { socket != nil }

    /// Whether the next bytes that the client gets may be those of an answer that is awaited.
    var isSocketFree: Bool {
        socket != nil && !isHitWriting && deadlines.unanswered == 1 && ownContext?.channel.isActive ?? false
    }

    /// Writes a hit past NIO's encoder while its request is read, and counts it.
    func send(_ hit: HitAnswer, _ front: Front) {
        guard let own = ownContext else { return }
        let now = own.eventLoop.now
        // The channel is open, or nothing would be read from it, and nothing waits to be written (`takesHits`).
        let sent = socket?.send(hit) ?? 0
        if sent == hit.count, !closesAfterAnswer {
            deadlines.requestAnswered(at: now)
        } else {
            deadlines.headArrived(at: now)
            deadlines.requestEnded(at: now)
            deadlines.answerBegan(at: now)
            finish(RawAnswer(head: hit.head, body: .buffer(hit.body ?? ByteBuffer())), sent: sent, own)
        }
        front.finish(hit, peer: own.channel.remoteAddress?.ipAddress)
    }

    /// Writes an answer past NIO's encoder. Where nothing of this connection waits to be written, the socket itself is
    /// asked to take it; what it does not take at once is left to NIO.
    func send(_ answer: RawAnswer) {
        guard let own = ownContext else { return }
        deadlines.answerBegan(at: own.eventLoop.now)
        finish(answer, sent: answer.count > 0 && isSocketFree ? socket?.send(answer) ?? 0 : 0, own)
    }

    /// Leaves to NIO what the socket did not take.
    private func finish(_ answer: RawAnswer, sent: Int, _ own: ChannelHandlerContext) {
        var rest = answer
        rest.drop(sent)
        if rest.count == 0 {
            answered(own)
        } else if let encoder {
            write(rest, from: encoder)
        }
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
        encoder.writeAndFlush(NIOAny(IOData.byteBuffer(rest.body.buffer)), promise: written)
        if let own = ownContext { reschedule(own) }
    }
}

/// An answer as bytes, or what is still to be written of it.
package struct RawAnswer {
    /// A body that others may hold as well.
    package enum Body: Sendable {
        case buffer(ByteBuffer)
        case bytes(ArraySlice<UInt8>)
    }

    package private(set) var head: ByteBuffer
    package private(set) var body: Body

    package init(head: ByteBuffer, body: Body) {
        self.head = head
        self.body = body
    }

    package var count: Int { head.readableBytes + body.count }

    /// Takes off what is written.
    mutating func drop(_ count: Int) {
        let ofHead = min(count, head.readableBytes)
        head.moveReaderIndex(forwardBy: ofHead)
        body.drop(count - ofHead)
    }
}

extension RawAnswer.Body {
    var count: Int {
        switch self {
        case .buffer(let buffer): buffer.readableBytes
        case .bytes(let bytes): bytes.count
        }
    }

    /// For NIO, which writes nothing else.
    package var buffer: ByteBuffer {
        switch self {
        case .buffer(let buffer): buffer
        case .bytes(let bytes): ByteBuffer(bytes: bytes)
        }
    }

    fileprivate mutating func drop(_ count: Int) {
        switch self {
        case .buffer(var buffer):
            buffer.moveReaderIndex(forwardBy: count)
            self = .buffer(buffer)
        case .bytes(let bytes): self = .bytes(bytes.dropFirst(count))
        }
    }
}

extension ConnectedSocket {
    /// Sends as much of an answer as the socket takes at once, a file without copying it.
    ///
    /// - Returns: A byte count.
    fileprivate func send(_ hit: HitAnswer) -> Int {
        let head = hit.head.readableBytesUInt8Span
        guard let body = hit.body else { return send(head, Span()) }
        if let file = hit.file { return send(head, file) }
        return send(head, body.readableBytesUInt8Span)
    }

    /// The same for an answer without a file.
    func send(_ answer: RawAnswer) -> Int {
        let head = answer.head.readableBytesUInt8Span
        return switch answer.body {
        case .buffer(let body): send(head, body.readableBytesUInt8Span)
        case .bytes(let body): send(head, body.span)
        }
    }
}
