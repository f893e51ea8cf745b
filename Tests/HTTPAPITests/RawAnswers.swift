import NIOCore
import NIOPosix
import Synchronization

/// Everything that a server says until it closes, as text in Latin-1.
final class RawAnswers: ChannelInboundHandler, Sendable {
    typealias InboundIn = ByteBuffer

    private let heard = Mutex("")

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let bytes = unwrapInboundIn(data).readableBytesView
        heard.withLock { $0.unicodeScalars.append(contentsOf: bytes.map { Unicode.Scalar($0) }) }
    }

    static func to(_ text: String, port: Int) async throws -> String {
        let answers = RawAnswers()
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture { try channel.pipeline.syncOperations.addHandler(answers) }
            }
            .connect(host: "127.0.0.1", port: port).get()
        try await channel.writeAndFlush(ByteBuffer(string: text))
        try await channel.closeFuture.get()
        return answers.heard.withLock { $0 }
    }
}
