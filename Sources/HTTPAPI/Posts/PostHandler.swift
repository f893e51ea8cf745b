import HTTPTypes
import NIOCore
import NIOHTTPTypes

/// Answers plain POST renders in front of the router, on the connection's event loop; all other requests pass through.
///
/// It stands between the connection's guard and Hummingbird's handlers. A request is held until it is whole; what the
/// front does not take is handed on as it came. While a render is under way, later requests of the connection wait
/// here, so that answers keep the order of their requests.
final class PostHandler: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private enum State {
        case idle
        case gathering(HTTPRequest, ByteBuffer)
    }

    private let front: Front
    private let connection: ConnectionGuard
    private var state = State.idle
    /// Requests that were handed on and have not got their whole answer.
    private var unanswered = 0
    /// What arrived while a render was under way.
    private var later: [HTTPRequestPart] = []
    private var isReadHeld = false

    /// Parts that may wait before no more are read.
    private static let laterLimit = 16

    init(front: Front, connection: ConnectionGuard) {
        self.front = front
        self.connection = connection
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        take(unwrapInboundIn(data), context)
    }

    private func take(_ part: HTTPRequestPart, _ context: ChannelHandlerContext) {
        if let turn = connection.turn, turn.holdsBack {
            if later.isEmpty { turn.whenAnswered { self.drain(context) } }
            return later.append(part)
        }
        switch (state, part) {
        case (.idle, .head(let head)) where unanswered == 0 && connection.encoder != nil && Self.isPlain(head):
            state = .gathering(head, ByteBuffer())
        case (.gathering(let head, var body), .body(let more)):
            // Its storage is shared with the state otherwise, and would be copied.
            state = .idle
            if body.readableBytes == 0 { body = more } else { body.writeImmutableBuffer(more) }
            if body.readableBytes > Front.quickBodyBytes {
                handOn(head, body, context)
            } else {
                state = .gathering(head, body)
            }
        case (.gathering(let head, let body), .end(let trailers)):
            if trailers == nil, begin(head, body, context) { return }
            handOn(head, body, context)
            context.fireChannelRead(wrapInboundOut(part))
        case (_, .head):
            unanswered += 1
            context.fireChannelRead(wrapInboundOut(part))
        default: context.fireChannelRead(wrapInboundOut(part))
        }
    }

    /// Whether the short way may take a request, by its head. What is asked of the key and the body comes later.
    private static func isPlain(_ head: HTTPRequest) -> Bool {
        guard head.method == .post, head.path == Front.syncPattern, head.headerFields[.expect] == nil,
            head.headerFields[.upgrade] == nil, head.headerFields[.transferEncoding] == nil,
            let length = head.headerFields[.contentLength].flatMap({ Int($0) }), length <= Front.quickBodyBytes
        else { return false }
        return head.headerFields[.connection].map { $0.lowercased() == "keep-alive" } ?? true
    }

    /// Hands a request on that was held.
    private func handOn(_ head: HTTPRequest, _ body: ByteBuffer, _ context: ChannelHandlerContext) {
        state = .idle
        unanswered += 1
        context.fireChannelRead(wrapInboundOut(.head(head)))
        if body.readableBytes > 0 { context.fireChannelRead(wrapInboundOut(.body(body))) }
    }

    private func begin(_ head: HTTPRequest, _ body: ByteBuffer, _ context: ChannelHandlerContext) -> Bool {
        guard let turn = connection.turn, let ask = front.ask(head) else { return false }
        state = .idle
        return turn.begin(ask, Array(body.readableBytesView))
    }

    /// Goes on with what arrived during a render.
    private func drain(_ context: ChannelHandlerContext) {
        let parts = later
        later = []
        for part in parts { take(part, context) }
        // Hummingbird looks at what it was handed when a turn of reading ends.
        if !parts.isEmpty { context.fireChannelReadComplete() }
        if isReadHeld {
            isReadHeld = false
            context.read()
        }
    }

    func read(context: ChannelHandlerContext) {
        if later.count >= Self.laterLimit { isReadHeld = true } else { context.read() }
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        if case .end = unwrapOutboundIn(data) { unanswered = max(0, unanswered - 1) }
        context.write(data, promise: promise)
    }
}
