import HTTPTypes
import Limit
import NIOCore
import NIOHTTP1
import NIOHTTPTypes
import NIOHTTPTypesHTTP1
import NIOPosix
import NIOSSL
import Sockets

/// Enforces a connection's deadlines, answers what never becomes a request, and tells when the client has gone.
///
/// It stands between the HTTP codec and Hummingbird's handlers, with a ``ByteWatch`` in front of the codec.
final class ConnectionGuard: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    /// A complete answer for a request that was never handed on.
    typealias Refusal = @Sendable (ProblemKind, String) -> (head: HTTPResponse, body: ByteBuffer)

    private let limits: Limits.Server
    private let refusal: Refusal
    /// Tells whoever works for this connection that its client has gone.
    let hangUp = HangUp()
    var deadlines: ConnectionDeadlines
    private var scheduled: (task: Scheduled<Void>, deadline: NIODeadline)?
    private(set) var closesAfterAnswer = false
    /// Who answers hits in front of the router; nil where nobody does.
    private let hits: Front?
    private(set) var ownContext: ChannelHandlerContext?
    /// NIO's encoder: what is written from its place goes out as it is. Nil where nothing is ever answered past it.
    private(set) var encoder: ChannelHandlerContext?
    /// POST renders in front of the router; nil where there are none.
    private(set) var turn: PostTurn?
    /// Answers that went past NIO's encoder and are not yet written.
    var rawWrites = 0
    /// Where answers may go past NIO; nil where something, such as TLS, stands between it and the client.
    private(set) var socket: ConnectedSocket?

    init(limits: Limits.Server, hits: Front? = nil, refusal: @escaping Refusal) {
        self.limits = limits
        self.hits = hits
        self.refusal = refusal
        deadlines = ConnectionDeadlines(limits: limits, now: .uptimeNanoseconds(0))
    }

    func handlerAdded(context: ChannelHandlerContext) {
        deadlines = ConnectionDeadlines(limits: limits, now: context.eventLoop.now)
        HangUp.register(hangUp, for: context.channel)
        ownContext = context
        do {
            let pipeline = context.pipeline.syncOperations
            try pipeline.addHandler(ByteWatch(self), position: .first)
            if let hits {
                let own = try pipeline.handler(type: HTTPResponseEncoder.self)
                try pipeline.addHandler(ScanHandler(front: hits, connection: self), position: .before(own))
                encoder = try pipeline.context(handler: own)
                turn = PostTurn(front: hits, connection: self, context: context)
                socket = Self.socket(of: pipeline)
            }
        } catch {
            context.close(promise: nil)
        }
        reschedule(context)
    }

    private static func socket(of pipeline: ChannelPipeline.SynchronousOperations) -> ConnectedSocket? {
        let isPlain = Result { try pipeline.context(handlerType: NIOSSLServerHandler.self) }.success == nil
        guard isPlain else { return nil }
        return Result {
            try pipeline.withUnsafeTransportIfAvailable(of: NIOBSDSocket.Handle.self) {
                ConnectedSocket(descriptor: $0)
            }
        }.success ?? nil
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        (ownContext, encoder, socket) = (nil, nil, nil)
        end(context)
    }

    func channelInactive(context: ChannelHandlerContext) {
        end(context)
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        // After the last answer nothing more is heard; its bytes are dropped so that the close does not reset it.
        guard !deadlines.isLingering else { return }
        switch unwrapInboundIn(data) {
        case .head(let head):
            deadlines.headArrived(at: context.eventLoop.now)
            if head.headerFields[.expect]?.lowercased() == "100-continue" {
                let say = {
                    context.writeAndFlush(self.wrapOutboundOut(.head(HTTPResponse(status: .continue))), promise: nil)
                }
                // Nothing may come between the bytes of an answer that a worker writes.
                if let turn, turn.holdsBack { turn.whenAnswered(say) } else { say() }
            }
        case .body: break
        case .end: deadlines.requestEnded(at: context.eventLoop.now)
        }
        context.fireChannelRead(data)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard let error = error as? HTTPParserError, deadlines.unanswered == 0, !deadlines.isLingering else {
            context.fireErrorCaught(error)
            return
        }
        if case .headerOverflow = error {
            refuse(
                context, .headersTooLarge,
                "the header may have \(limits.headerFields) fields and \(limits.headerBytes) bytes")
        } else {
            refuse(context, .validationError, "this is no HTTP request")
        }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case ChannelEvent.inputClosed? = event as? ChannelEvent {
            // Whoever has the answer wants to keep it; whoever waits for it has gone.
            _ = turn?.holdsBack
            hangUp.fire()
        }
        context.fireUserInboundEventTriggered(event)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        switch unwrapOutboundIn(data) {
        case .head(let head):
            guard head.status.kind != .informational else { break }
            deadlines.answerBegan(at: context.eventLoop.now)
            closesAfterAnswer = head.headerFields[.connection]?.lowercased() == "close"
            reschedule(context)
        case .body: break
        case .end:
            let promise = promise ?? context.eventLoop.makePromise()
            let loopBound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
            promise.futureResult.whenComplete { _ in
                let (connection, context) = loopBound.value
                connection.answered(context)
            }
            context.write(data, promise: promise)
            return
        }
        context.write(data, promise: promise)
    }

    func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
        if mode != .input, isHitWriting || context.channel.isActive && turn?.holdsBack ?? false {
            // Hummingbird does not know of what is answered in front of it, and may think that the connection idles.
            closesAfterAnswer = true
            context.channel.closeFuture.cascade(to: promise)
            return
        }
        if mode == .output {
            deadlines.outputClosed(at: context.eventLoop.now)
            reschedule(context)
        }
        context.close(mode: mode, promise: promise)
    }

    func answered(_ context: ChannelHandlerContext) { answered(at: context.eventLoop.now) }

    func answered(at moment: NIODeadline) {
        deadlines.answerEnded(at: moment)
        guard let context = ownContext else { return }
        if closesAfterAnswer, !deadlines.isLingering { context.channel.close(mode: .output, promise: nil) }
        reschedule(context)
    }

    private func refuse(_ context: ChannelHandlerContext, _ kind: ProblemKind, _ detail: String) {
        var (head, body) = refusal(kind, detail)
        head.headerFields[.connection] = "close"
        deadlines.answerBegan(at: context.eventLoop.now)
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        context.write(wrapOutboundOut(.body(body)), promise: nil)
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
        deadlines.outputClosed(at: context.eventLoop.now)
        context.close(mode: .output, promise: nil)
        reschedule(context)
    }

    func reschedule() {
        if let ownContext { reschedule(ownContext) }
    }

    func reschedule(_ context: ChannelHandlerContext) {
        guard context.channel.isActive, let next = deadlines.next else { return }
        // A task that fires too early looks again; only an earlier deadline needs another task.
        if let scheduled, scheduled.deadline <= next.deadline { return }
        schedule(context, at: next.deadline)
    }

    private func schedule(_ context: ChannelHandlerContext, at deadline: NIODeadline) {
        scheduled?.task.cancel()
        let loopBound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        let task = context.eventLoop.scheduleTask(deadline: deadline) {
            let (connection, context) = loopBound.value
            connection.look(context)
        }
        scheduled = (task, deadline)
    }

    private func look(_ context: ChannelHandlerContext) {
        scheduled = nil
        // An answer that is sent past the loop tells nobody, so somebody has to look.
        if turn?.isRendering ?? false { return schedule(context, at: context.eventLoop.now + .seconds(1)) }
        guard let next = deadlines.next, next.deadline <= context.eventLoop.now else { return reschedule(context) }
        switch next.expiry {
        case .close: context.close(promise: nil)
        case .timeout: refuse(context, .requestTimeout, "the request did not arrive in time")
        }
    }

    private func end(_ context: ChannelHandlerContext) {
        socket = nil
        turn?.shut()
        turn = nil
        scheduled?.task.cancel()
        scheduled = nil
        HangUp.unregister(context.channel)
        hangUp.fire()
    }
}

/// A guard whose refusals say no more than their status, for tests of its deadlines.
package func makeConnectionGuard(limits: Limits.Server) -> any ChannelHandler {
    ConnectionGuard(limits: limits) { kind, _ in (HTTPResponse(status: kind.status), ByteBuffer()) }
}

/// Notices bytes before the codec makes anything of them, so that a trickled header has a beginning.
final class ByteWatch: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer

    private let connection: ConnectionGuard

    init(_ connection: ConnectionGuard) { self.connection = connection }

    func channelActive(context: ChannelHandlerContext) {
        context.fireChannelActive()
        connection.reschedule()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        // What waits behind a render begins when its turn comes.
        if !(connection.turn?.holdsBack ?? false) { connection.deadlines.bytesArrived(at: context.eventLoop.now) }
        context.fireChannelRead(data)
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        context.fireChannelReadComplete()
        connection.reschedule()
    }
}
