import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix

/// One kept-alive connection to a server on this machine.
struct HTTPConnection {
    /// An answer with its whole body.
    struct Answer: Sendable {
        let status: Int
        let headers: HTTPHeaders
        let body: [UInt8]

        var text: String { String(decoding: body, as: UTF8.self) }

        /// Width and height from the header chunk; nil where the body is no PNG.
        var pngSize: [Int]? { PNGHeader.size(of: body) }
    }

    enum Failure: Error { case hungUp }

    private typealias Channel = NIOAsyncChannel<HTTPClientResponsePart, HTTPClientRequestPart>

    private var inbound: NIOAsyncChannelInboundStream<HTTPClientResponsePart>.AsyncIterator
    private let outbound: NIOAsyncChannelOutboundWriter<HTTPClientRequestPart>

    /// Opens a connection, hands it to the body, closes it.
    static func with<Result: Sendable>(
        port: Int, _ body: (inout HTTPConnection) async throws -> Result
    ) async throws -> Result {
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connect(host: "127.0.0.1", port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHTTPClientHandlers()
                    return try Channel(wrappingChannelSynchronously: channel)
                }
            }
        return try await channel.executeThenClose { inbound, outbound in
            var connection = HTTPConnection(inbound: inbound.makeAsyncIterator(), outbound: outbound)
            return try await body(&connection)
        }
    }

    /// Sends one request and reads its answer.
    mutating func send(
        _ method: HTTPMethod, _ target: String, headers: HTTPHeaders = [:], body: String = ""
    ) async throws -> Answer {
        var headers = headers
        headers.add(name: "Content-Length", value: String(body.utf8.count))
        return try await exchange(method, target, headers, ByteBuffer(string: body))
    }

    /// Sends a GET as browsers do, without a length.
    mutating func get(_ target: String, headers: HTTPHeaders = [:]) async throws -> Answer {
        try await exchange(.GET, target, headers, nil)
    }

    private mutating func exchange(
        _ method: HTTPMethod, _ target: String, _ headers: HTTPHeaders, _ body: ByteBuffer?
    ) async throws -> Answer {
        var head = HTTPRequestHead(version: .http1_1, method: method, uri: target, headers: headers)
        if !headers.contains(name: "Host") { head.headers.add(name: "Host", value: "127.0.0.1") }
        try await outbound.write(.head(head))
        if let body { try await outbound.write(.body(.byteBuffer(body))) }
        try await outbound.write(.end(nil))
        var status = 0
        var answered = HTTPHeaders()
        var bytes: [UInt8] = []
        while let part = try await inbound.next() {
            switch part {
            case .head(let head): (status, answered) = (Int(head.status.code), head.headers)
            case .body(let buffer): bytes.append(contentsOf: buffer.readableBytesView)
            case .end: return Answer(status: status, headers: answered, body: bytes)
            }
        }
        throw Failure.hungUp
    }

    /// Renders by POST with a key in the header.
    mutating func render(_ body: String, key: String, headers: HTTPHeaders = [:]) async throws -> Answer {
        var all = headers
        all.add(name: "Authorization", value: "Bearer \(key)")
        all.add(name: "Content-Type", value: "application/json")
        return try await send(.POST, "/api/v1/renders/sync", headers: all, body: body)
    }
}

/// Just enough of PNG to know a picture when one comes.
enum PNGHeader {
    static func size(of bytes: [UInt8]) -> [Int]? {
        guard bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]), bytes.count > 24 else { return nil }
        let number = { (start: Int) in bytes[start..<start + 4].reduce(0) { $0 << 8 | Int($1) } }
        return [number(16), number(20)]
    }
}
