import Foundation
import NIOCore
import NIOPosix
import Synchronization

/// Just enough of an SMTP server to take a message on a free port, and to refuse recipients.
final class SMTPListener: Sendable {
    /// What was received: the commands without the message, and the message.
    struct Letter: Sendable {
        var commands: [String] = []
        var lines: [String] = []
    }

    private let channel: any Channel
    let letters: AsyncStream<Letter>

    var port: Int { channel.localAddress?.port ?? 0 }

    private init(channel: any Channel, letters: AsyncStream<Letter>) {
        self.channel = channel
        self.letters = letters
    }

    /// Listens until ``close()``.
    ///
    /// - Parameter refusals: How many recipients are refused before one is taken.
    static func open(refusals: Int = 0) async throws -> SMTPListener {
        let (letters, continuation) = AsyncStream.makeStream(of: Letter.self)
        let left = Mutex(refusals)
        let counter = Counter(left: left.withLock { $0 })
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(Conversation(counter, continuation))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        return SMTPListener(channel: channel, letters: letters)
    }

    func close() async throws { try await channel.close() }

    /// Recipients that are still to be refused, over all connections.
    final class Counter: Sendable {
        private let left: Mutex<Int>

        init(left: Int) { self.left = Mutex(left) }

        func takeRefusal() -> Bool {
            left.withLock { left in
                guard left > 0 else { return false }
                left -= 1
                return true
            }
        }
    }
}

private final class Conversation: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let counter: SMTPListener.Counter
    private let continuation: AsyncStream<SMTPListener.Letter>.Continuation
    private var rest = ""
    private var letter = SMTPListener.Letter()
    private var isInMessage = false

    init(_ counter: SMTPListener.Counter, _ continuation: AsyncStream<SMTPListener.Letter>.Continuation) {
        self.counter = counter
        self.continuation = continuation
    }

    func channelActive(context: ChannelHandlerContext) { say("220 test", context) }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        rest += String(buffer: unwrapInboundIn(data))
        while let end = rest.range(of: "\r\n") {
            let line = String(rest[..<end.lowerBound])
            rest.removeSubrange(..<end.upperBound)
            hear(line, context)
        }
    }

    private func hear(_ line: String, _ context: ChannelHandlerContext) {
        if isInMessage {
            guard line == "." else {
                letter.lines.append(line)
                return
            }
            isInMessage = false
            continuation.yield(letter)
            letter = SMTPListener.Letter()
            say("250 taken", context)
            return
        }
        letter.commands.append(line)
        switch line.prefix(4).uppercased() {
        case "EHLO": say("250-test\r\n250 SIZE 1000000", context)
        case "RCPT": say(counter.takeRefusal() ? "451 later" : "250 good", context)
        case "DATA":
            isInMessage = true
            say("354 go on", context)
        case "QUIT":
            say("221 bye", context)
            context.close(promise: nil)
        default: say("250 good", context)
        }
    }

    private func say(_ line: String, _ context: ChannelHandlerContext) {
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: line + "\r\n")), promise: nil)
    }
}
