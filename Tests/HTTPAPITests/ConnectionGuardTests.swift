import HTTPAPI
import HTTPTypes
import Limit
import NIOCore
import NIOEmbedded
import NIOHTTP1
import NIOHTTPTypes
import NIOHTTPTypesHTTP1
import Testing

/// Deadlines in the event loop's own time: nothing sleeps.
@Suite(.timeLimit(.minutes(5)))
struct ConnectionGuardTests {
    /// The server's pipeline up to the guard, on a loop whose time stands still.
    private static func connection() throws -> EmbeddedChannel {
        let channel = EmbeddedChannel()
        try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
        var limits = NIOHTTPDecoderLimitConfiguration()
        limits.maxHeaderListSize = 16 << 10
        let pipeline = channel.pipeline.syncOperations
        try pipeline.configureHTTPServerPipeline(
            withPipeliningAssistance: false, withErrorHandling: false, withOutboundHeaderValidation: false,
            withEncoderConfiguration: .init(),
            withDecoderLimitConfiguration: limits)
        try pipeline.addHandler(HTTP1ToHTTPServerCodec(secure: false))
        try pipeline.addHandler(makeConnectionGuard(limits: Limits.Server()))
        return channel
    }

    private static func send(_ channel: EmbeddedChannel, _ text: String) throws {
        try channel.writeInbound(ByteBuffer(string: text))
    }

    private static func answer(_ channel: EmbeddedChannel, _ head: HTTPResponse = HTTPResponse(status: .ok)) {
        channel.write(HTTPResponsePart.head(head), promise: nil)
        channel.writeAndFlush(HTTPResponsePart.end(nil), promise: nil)
    }

    private static let request = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n"
    private static let whole = "GET / HTTP/1.1\r\nHost: a\r\n\r\n"

    /// The status of the first answer that went out; informational ones count.
    private static func status(_ channel: EmbeddedChannel) throws -> Int? {
        var text = ""
        while let part = try channel.readOutbound(as: IOData.self) {
            if case .byteBuffer(let buffer) = part { text += String(buffer: buffer) }
        }
        return text.split(separator: " ").dropFirst().first.flatMap { Int($0) }
    }

    @Test func `an idle connection closes after 15 seconds`() throws {
        let channel = try Self.connection()
        channel.embeddedEventLoop.advanceTime(by: .seconds(14))
        #expect(channel.isActive)
        channel.embeddedEventLoop.advanceTime(by: .seconds(1))
        #expect(!channel.isActive)
    }

    @Test func `a trickled header gets 408 after 10 seconds, whatever still comes`() throws {
        let channel = try Self.connection()
        try Self.send(channel, "GET / HTTP/1.1\r\nTrickle: ")
        for _ in 0..<9 {
            try Self.send(channel, "x")
            channel.embeddedEventLoop.advanceTime(by: .seconds(1))
        }
        #expect(try Self.status(channel) == nil)
        channel.embeddedEventLoop.advanceTime(by: .seconds(1))
        #expect(try Self.status(channel) == 408)
        channel.embeddedEventLoop.advanceTime(by: .seconds(2))
        #expect(!channel.isActive)
    }

    @Test func `a trickled body gets 408 after 30 seconds, whatever still comes`() throws {
        let channel = try Self.connection()
        try Self.send(channel, Self.request + "\r\n")
        for _ in 0..<29 {
            try Self.send(channel, "x")
            channel.embeddedEventLoop.advanceTime(by: .seconds(1))
        }
        #expect(try Self.status(channel) == nil)
        channel.embeddedEventLoop.advanceTime(by: .seconds(1))
        #expect(try Self.status(channel) == 408)
        channel.embeddedEventLoop.advanceTime(by: .seconds(2))
        #expect(!channel.isActive)
    }

    @Test func `a request that is worked on has all the time it needs`() throws {
        let channel = try Self.connection()
        try Self.send(channel, Self.whole)
        channel.embeddedEventLoop.advanceTime(by: .seconds(300))
        #expect(channel.isActive)
    }

    @Test func `an answer that is not taken closes after 30 seconds`() throws {
        let channel = try Self.connection()
        try Self.send(channel, Self.whole)
        channel.writeAndFlush(HTTPResponsePart.head(HTTPResponse(status: .ok)), promise: nil)
        channel.embeddedEventLoop.advanceTime(by: .seconds(29))
        #expect(channel.isActive)
        channel.embeddedEventLoop.advanceTime(by: .seconds(1))
        #expect(!channel.isActive)
    }

    @Test func `after an answer the connection waits for the next request, 15 seconds`() throws {
        let channel = try Self.connection()
        for _ in 0..<3 {
            try Self.send(channel, Self.whole)
            channel.embeddedEventLoop.advanceTime(by: .seconds(14))
            Self.answer(channel)
            channel.embeddedEventLoop.advanceTime(by: .seconds(14))
            #expect(channel.isActive)
        }
        channel.embeddedEventLoop.advanceTime(by: .seconds(1))
        #expect(!channel.isActive)
    }

    @Test func `an answer that says close is the last`() throws {
        let channel = try Self.connection()
        try Self.send(channel, Self.request + "\r\n")
        Self.answer(channel, HTTPResponse(status: .contentTooLarge, headerFields: [.connection: "close"]))
        channel.embeddedEventLoop.advanceTime(by: .seconds(2))
        #expect(!channel.isActive)
    }

    @Test func `a client that waits for 100 Continue gets it`() throws {
        let channel = try Self.connection()
        try Self.send(channel, Self.request + "Expect: 100-continue\r\n\r\n")
        #expect(try Self.status(channel) == 100)
    }

    @Test(arguments: [
        ("GET / HTTP/1.1\r\na: " + String(repeating: "b", count: 16 << 10), 431), ("nonsense\r\n\r\n", 400),
        ("GET / HTTP/1.1\r\nContent-Length: x\r\n\r\n", 400),
    ])
    func `what never becomes a request is answered, then closed`(text: String, status: Int) throws {
        let channel = try Self.connection()
        try Self.send(channel, text)
        #expect(try Self.status(channel) == status)
        channel.embeddedEventLoop.advanceTime(by: .seconds(2))
        #expect(!channel.isActive)
    }
}
