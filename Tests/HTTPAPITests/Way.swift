import HTTPAPI
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore

/// How a request reaches the front: straight, or over a connection with all that stands in front of the router.
enum Way: CaseIterable, Sendable {
    case router, wire
}

extension Bench {
    /// The front behind a listener of its own, on a free port.
    var server: some ApplicationProtocol {
        Application(
            responder: front, server: .guarded(front, limits: limits),
            configuration: .init(address: .hostname("127.0.0.1", port: 0)),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    }

    /// Hands the body one way to send; over the wire, all requests use one connection.
    func by(_ way: Way, _ body: @escaping @Sendable (Sender) async throws -> Void) async throws {
        switch way {
        case .router: try await application.test(.router) { try await body(Sender(client: $0)) }
        case .wire: try await server.test(.live) { try await body(Sender(client: $0)) }
        }
    }
}

/// Sends requests one way.
struct Sender: Sendable {
    let client: any TestClientProtocol

    func send(
        _ method: HTTPRequest.Method, _ path: String, _ headers: HTTPFields = [:], body: [UInt8]? = nil
    ) async throws -> Answer {
        try await client.execute(
            uri: path, method: method, headers: headers, body: body.map { ByteBuffer(bytes: $0) }
        ) { Answer($0) }
    }

    /// The same GET so often that its answer, were it a hit, would not come from the router.
    func warm(_ path: String, _ headers: HTTPFields = Bench.fromExample) async throws -> [Answer] {
        try await Array(repeating: (), count: 4).asyncMap { _ in try await send(.get, path, headers) }
    }
}
