import HTTPAPI
import NIOCore
import Sockets
import Testing

@Suite(.timeLimit(.minutes(5)))
struct AnswerLineTests {
    private static func answer(_ count: Int) -> RawAnswer {
        RawAnswer(
            head: ByteBuffer(string: "HTTP/1.1 200 OK\r\n\r\n"), body: .bytes([UInt8](repeating: 65, count: count)[...])
        )
    }

    private func lentPair() throws -> (TCPPair, LentSocket) {
        let pair = try TCPPair()
        return (pair, try #require(ConnectedSocket(descriptor: pair.near).lend()))
    }

    /// Waits until the other side has acknowledged all that was written.
    private func settle(_ socket: ConnectedSocket) async {
        while socket.acknowledged == nil { await Task.yield() }
    }

    @Test func `what the other side has acknowledged is counted, as long as nothing is on its way`() async throws {
        let pair = try TCPPair()
        let socket = ConnectedSocket(descriptor: pair.near)
        let before = try #require(socket.acknowledged)
        let answer = Self.answer(30_000)
        #expect(socket.send(answer.bytes.span, Span()) == answer.count)
        _ = pair.hear(answer.count)
        await settle(socket)
        #expect(socket.acknowledged == before + UInt64(answer.count))
        // More than both ends hold.
        let sent = socket.send([UInt8](repeating: 66, count: 32 << 20).span, Span())
        #expect(sent > 0 && socket.acknowledged == nil)
    }

    @Test func `what is no TCP acknowledges nothing`() throws {
        let pair = try Pair()
        let socket = ConnectedSocket(descriptor: pair.near)
        #expect(socket.send(Self.answer(9).bytes.span, Span()) > 0)
        _ = pair.heard()
        #expect(socket.acknowledged == nil && ConnectedSocket(descriptor: -1).acknowledged == nil)
    }

    @Test func `the beginning of an answer is not the answer, whoever has acknowledged it`() async throws {
        let (pair, lent) = try lentPair()
        let line = AnswerLine()
        let answer = Self.answer(5_000)
        line.open(lent)
        let sending = try #require(line.begin(answer))
        let beginning = Array(answer.bytes[..<1_000])
        #expect(sending.lent.socket.send(beginning.span, Span()) == beginning.count)
        #expect(pair.hear(beginning.count) == beginning)
        await settle(lent.socket)
        #expect(line.moment(closing: true) == nil)
        #expect(line.end(sending, answer, sent: beginning.count)?.bytes == Array(answer.bytes[1_000...]))
    }

    @Test func `an answer that the client has is sent, although its sender has not come back`() async throws {
        let (pair, lent) = try lentPair()
        let line = AnswerLine()
        let (first, second) = (Self.answer(30_000), Self.answer(50))
        line.open(lent)
        let sending = try #require(line.begin(first))
        #expect(sending.lent.socket.send(first.bytes.span, Span()) == first.count)
        _ = pair.hear(first.count)
        await settle(lent.socket)
        #expect(line.moment(closing: true) != nil && line.moment(closing: true) == nil)
        // The next answer has the line already when the sender of the first comes back.
        line.open(lent)
        #expect(line.end(sending, first, sent: first.count) == nil)
        #expect(line.moment(closing: false) == nil && line.send(second) == nil)
        #expect(pair.hear(second.count) == second.bytes)
        #expect(line.moment(closing: true) != nil)
    }

    @Test func `an answer of which nothing was written yet is waited for, and told by its sender`() async throws {
        let (pair, lent) = try lentPair()
        let line = AnswerLine()
        let answer = Self.answer(1_000)
        line.open(lent)
        let sending = try #require(line.begin(answer))
        #expect(line.moment(closing: true) == nil)
        #expect(sending.lent.socket.send(answer.bytes.span, Span()) == answer.count)
        #expect(line.end(sending, answer, sent: answer.count)?.count == 0)
        #expect(pair.hear(answer.count) == answer.bytes)
    }

    @Test func `where an earlier answer is still on its way, only the sender's word counts`() async throws {
        let (pair, lent) = try lentPair()
        // Fills both ends, so that this much is not acknowledged when the line opens.
        let earlier = lent.socket.send([UInt8](repeating: 66, count: 32 << 20).span, Span())
        let line = AnswerLine()
        let answer = Self.answer(100)
        line.open(lent)
        let sending = try #require(line.begin(answer))
        _ = pair.hear(earlier)
        await settle(lent.socket)
        #expect(line.moment(closing: true) == nil)
        #expect(line.end(sending, answer, sent: 0)?.bytes == answer.bytes)
    }
}

extension RawAnswer {
    fileprivate var bytes: [UInt8] { Array(head.readableBytesView) + body.buffer.readableBytesView }
}
