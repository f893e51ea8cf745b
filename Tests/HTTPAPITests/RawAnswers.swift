import NIOCore
import NIOPosix
import Synchronization

/// Everything that a server says until it closes, as text in Latin-1.
final class RawAnswers: ChannelInboundHandler, Sendable {
    typealias InboundIn = ByteBuffer

    private let heard = Mutex("")
    /// What is sent when the server has first said something.
    private let later: Mutex<String?>

    private init(later: String?) { self.later = Mutex(later) }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let bytes = unwrapInboundIn(data).readableBytesView
        heard.withLock { $0.unicodeScalars.append(contentsOf: bytes.map { Unicode.Scalar($0) }) }
        let more = later.withLock { later in
            defer { later = nil }
            return later
        }
        if let more { context.writeAndFlush(NIOAny(ByteBuffer(string: more)), promise: nil) }
    }

    /// - Parameters:
    ///   - later: Sent once the server has said something, such as that it will have a body.
    ///   - more: Sent as soon as something has happened.
    ///   - readsLate: Whether nothing is read until all is sent, through a window that holds little.
    static func to(
        _ text: String, then later: String? = nil, more: String? = nil, when happened: () async -> Void = {}, port: Int,
        readsLate: Bool = false
    ) async throws -> String {
        let answers = RawAnswers(later: later)
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelOption(.autoRead, value: !readsLate)
            .channelOption(.socketOption(.so_rcvbuf), value: readsLate ? 4_096 : 1 << 20)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture { try channel.pipeline.syncOperations.addHandler(answers) }
            }
            .connect(host: "127.0.0.1", port: port).get()
        try await channel.writeAndFlush(ByteBuffer(string: text))
        if let more {
            await happened()
            try await channel.writeAndFlush(ByteBuffer(string: more))
        }
        if readsLate { try await channel.setOption(.autoRead, value: true).get() }
        try await channel.closeFuture.get()
        return answers.heard.withLock { $0 }
    }

    /// Sends a text and goes without hearing the answer.
    static func leave(_ text: String, port: Int) async throws {
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connect(host: "127.0.0.1", port: port).get()
        try await channel.writeAndFlush(ByteBuffer(string: text))
        try await channel.close()
    }
}
