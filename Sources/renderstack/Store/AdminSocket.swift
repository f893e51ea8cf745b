import Foundation
import HTTPAPI
import NIOCore
import NIOHTTP1
import NIOPosix

/// Sends operator commands to a running server over its Unix socket, one connection a command.
struct AdminSocket: Sendable {
    let path: String

    /// The most that an answer may have; a list of a full store is far below.
    static let replyBytes = 256 << 20
    private static let replySeconds: Int64 = 120

    private typealias Connection = NIOAsyncChannel<HTTPClientResponsePart, HTTPClientRequestPart>

    /// Why a command got no answer of a server.
    enum Failure: Error {
        case nobodyListens
        case broken(String)

        var words: String {
            switch self {
            case .nobodyListens: "it has just stopped"
            case .broken(let reason): reason
            }
        }
    }

    /// Whether a server listens there; a socket that a killed one left does not count.
    func isAnswered() async throws -> Bool {
        do {
            let connection = try await connect()
            try await connection.executeThenClose { _, _ in }
            return true
        } catch Failure.nobodyListens {
            return false
        }
    }

    func perform<Command: OperatorCommand>(_ command: Command) async throws -> Command.Reply {
        let decoder = OperatorAPI.decoder
        let (status, body) = try await exchange(path: Command.path, body: try OperatorAPI.encoder.encode(command))
        guard (200..<300).contains(status) else {
            throw (try? decoder.decode(OperatorError.self, from: body))
                ?? OperatorError(slug: "server-error", reason: "The server answered with status \(status).")
        }
        return try decoder.decode(Command.Reply.self, from: body)
    }

    private func connect() async throws -> Connection {
        do {
            return try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                .connectTimeout(.seconds(5))
                .connect(unixDomainSocketPath: path) { channel in
                    channel.eventLoop.makeCompletedFuture {
                        try channel.pipeline.syncOperations.addHTTPClientHandlers()
                        return try Connection(wrappingChannelSynchronously: channel)
                    }
                }
        } catch let error as IOError where [ENOENT, ENOTDIR, ECONNREFUSED].contains(error.errnoCode) {
            throw Failure.nobodyListens
        } catch let error as IOError {
            throw Failure.broken(error.errnoCode == EACCES ? "permission denied" : "\(error)")
        }
    }

    private func exchange(path: String, body: Data) async throws -> (status: UInt, body: Data) {
        let connection = try await connect()
        let deadline = connection.channel.eventLoop.scheduleTask(in: .seconds(Self.replySeconds)) {
            connection.channel.close(promise: nil)
        }
        defer { deadline.cancel() }
        var head = HTTPRequestHead(version: .http1_1, method: .POST, uri: OperatorAPI.prefix + path)
        head.headers = [
            "host": "localhost", "content-type": "application/json", "content-length": String(body.count),
            "connection": "close",
        ]
        let request = head
        return try await connection.executeThenClose { inbound, outbound in
            try await outbound.write(.head(request))
            try await outbound.write(.body(.byteBuffer(ByteBuffer(bytes: body))))
            try await outbound.write(.end(nil))
            return try await Self.reply(from: inbound)
        }
    }

    private static func reply(
        from inbound: NIOAsyncChannelInboundStream<HTTPClientResponsePart>
    ) async throws -> (status: UInt, body: Data) {
        var status: UInt?
        var bytes = Data()
        for try await part in inbound {
            switch part {
            case .head(let head): status = head.status.code
            case .body(let buffer):
                bytes.append(contentsOf: buffer.readableBytesView)
                guard bytes.count <= replyBytes else { throw Failure.broken("its answer is too long") }
            case .end:
                guard let status else { throw Failure.broken("its answer has no head") }
                return (status, bytes)
            }
        }
        throw Failure.broken("it hung up without an answer")
    }
}
