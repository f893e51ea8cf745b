import Glibc
import Sockets
import Testing

/// Two ends of a connection within this process; neither blocks.
final class Pair {
    let near: Int32
    let far: Int32

    init() throws {
        var ends: [Int32] = [-1, -1]
        let made = unsafe socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue), 0, &ends)
        try #require(made == 0)
        (near, far) = (ends[0], ends[1])
    }

    deinit {
        _ = close(near)
        _ = close(far)
    }

    /// All that has arrived at the far end.
    func heard() -> [UInt8] {
        var all: [UInt8] = []
        var part = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = unsafe read(far, &part, part.count)
            if count <= 0 { return all }
            all += part[..<count]
        }
    }
}

@Suite(.timeLimit(.minutes(5)))
struct SocketTests {
    private static let head = Array("HTTP/1.1 200 OK\r\n\r\n".utf8)

    private static func body(_ count: Int) -> [UInt8] { (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) } }

    private func send(_ head: [UInt8], _ body: [UInt8], asFile: Bool, to descriptor: Int32) -> Int? {
        let socket = ConnectedSocket(descriptor: descriptor)
        guard asFile else { return socket.send(head.span, body.span) }
        return MemoryFile(body.span).map { socket.send(head.span, $0) }
    }

    @Test(arguments: [false, true], [0, 1, 4_096, 60_001])
    func `head and body arrive whole and in order`(asFile: Bool, count: Int) throws {
        let pair = try Pair()
        let body = Self.body(count)
        #expect(send(Self.head, body, asFile: asFile, to: pair.near) == Self.head.count + count)
        #expect(pair.heard() == Self.head + body)
    }

    @Test(arguments: [false, true])
    func `what does not fit is told, and what was sent is the beginning`(asFile: Bool) throws {
        let pair = try Pair()
        let all = Self.head + Self.body(8 << 20)
        let sent = try #require(send(Self.head, Array(all[Self.head.count...]), asFile: asFile, to: pair.near))
        #expect((1..<all.count).contains(sent))
        #expect(pair.heard() == Array(all[..<sent]))
    }

    @Test(arguments: [false, true])
    func `a connection that is gone takes nothing`(asFile: Bool) throws {
        let pair = try Pair()
        _ = shutdown(pair.near, Int32(SHUT_WR))
        #expect(send(Self.head, Self.body(10), asFile: asFile, to: pair.near) == 0)
        #expect(send(Self.head, Self.body(10), asFile: asFile, to: -1) == 0)
    }

    @Test func `bytes that were sent outlive their file`() throws {
        let pair = try Pair()
        let body = Self.body(50_000)
        for _ in 0..<2 { #expect(send([65], body, asFile: true, to: pair.near) == body.count + 1) }
        // Others take the place of the first ones.
        let others = (0..<20).compactMap { _ in MemoryFile([UInt8](repeating: 7, count: 50_000).span) }
        #expect(others.count == 20)
        #expect(pair.heard() == [65] + body + [65] + body)
    }
}
