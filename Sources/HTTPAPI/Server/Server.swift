import Farm
import Foundation
import Hummingbird
import HummingbirdCore
import HummingbirdTLS
import Limit
import Logging
import NIOCore
import NIOPosix
import NIOSSL
import ServiceLifecycle

/// Puts the whole server together: the public listener, the admin socket, the history's writer and the farm's end.
///
/// - Parameters:
///   - parts: Open stores, keys, history, fonts and a running farm; its words give way to the configuration's.
///   - annex: Makes the routes beside the public API's.
///   - onRunning: Told the port once the public listener accepts connections.
/// - Returns: A service that runs until graceful shutdown: it stops accepting, finishes what was admitted within
///   ``Limits/Server/shutdownSeconds``, and writes the history last.
/// - Throws: ``ServerError``.
package func buildServer(
    _ configuration: ServerConfiguration, parts: FrontParts, annex: (Front) -> (any Annex)? = { _ in nil },
    onRunning: @escaping @Sendable (_ port: Int) async -> Void = { _ in }
) throws(ServerError) -> any Service {
    var parts = parts
    parts.words = configuration.words
    let front = Front(parts)
    var services: [any Service] = [HistoryService(parts: parts), FarmService(parts: parts)]
    if let path = configuration.adminSocketPath {
        services.append(try adminListener(path, front: front))
    }
    if let port = configuration.metricsPort {
        services.append(
            Application(
                responder: MetricsResponder(front: front),
                configuration: ApplicationConfiguration(
                    address: .hostname(configuration.metricsHost, port: port), backlog: 16),
                eventLoopGroupProvider: .shared(MultiThreadedEventLoopGroup.singleton), logger: parts.quietLogger))
    }
    services.append(
        try publicListener(configuration, front: front, annex: annex(front), onRunning: onRunning))
    return RenderServer(services: services, limits: configuration.limits.server, logger: parts.logger)
}

private func publicListener(
    _ configuration: ServerConfiguration, front: Front, annex: (any Annex)?,
    onRunning: @escaping @Sendable (Int) async -> Void
) throws(ServerError) -> any Service {
    let limits = configuration.limits.server
    let plain = HTTPServerBuilder.guarded(front, limits: limits)
    let builder: HTTPServerBuilder
    if let files = configuration.tls {
        do { builder = try .tls(plain, tlsConfiguration: tlsConfiguration(files)) } catch { throw .tls }
    } else {
        builder = plain
    }
    var application = ApplicationConfiguration(
        address: .hostname(configuration.host, port: configuration.port), backlog: 1_024)
    application.availableConnectionsDelegate = MaximumAvailableConnections(limits.connections)
    return Application(
        responder: PublicResponder(front: front, annex: annex), server: builder, configuration: application,
        onServerRunning: { await onRunning($0.localAddress?.port ?? configuration.port) },
        eventLoopGroupProvider: .shared(MultiThreadedEventLoopGroup.singleton), logger: front.parts.quietLogger)
}

private func adminListener(_ path: String, front: Front) throws(ServerError) -> any Service {
    // sun_path has 108 bytes on Linux, the last of which is NUL.
    let limit = 107
    guard path.utf8.count <= limit else { throw .socketPathTooLong(bytes: path.utf8.count, limit: limit) }
    let parts = front.parts
    let desk = Operator(
        store: parts.store, keys: parts.keys, signing: parts.signing, limits: parts.limits, history: parts.history,
        now: parts.now, random: parts.random, people: parts.people,
        publicURL: { [weak front] in front?.publicURL }, events: parts.events,
        didChange: { [weak front] in await front?.forget($0) })
    return AdminSocket(
        path: path,
        application: Application(
            responder: operatorRoutes(desk, limits: parts.limits),
            configuration: ApplicationConfiguration(address: .unixDomainSocket(path: path), backlog: 64),
            eventLoopGroupProvider: .shared(MultiThreadedEventLoopGroup.singleton), logger: parts.quietLogger))
}

private func tlsConfiguration(_ files: ServerConfiguration.TLSFiles) throws -> TLSConfiguration {
    var tls = TLSConfiguration.makeServerConfiguration(
        certificateChain: try NIOSSLCertificate.fromPEMFile(files.certificatePath).map { .certificate($0) },
        privateKey: .privateKey(try NIOSSLPrivateKey(file: files.keyPath, format: .pem)))
    tls.minimumTLSVersion = .tlsv12
    tls.applicationProtocols = ["http/1.1"]
    return tls
}

extension HTTPServerBuilder {
    /// HTTP/1.1 with this service's limits and deadlines on every connection.
    package static func guarded(_ front: Front, limits: Limits.Server) -> HTTPServerBuilder {
        // The front measures header and URL itself, to say which of them is too long; the codec's own limit is only
        // there to bound memory, and must let the longest refused URL through.
        let slack = limits.headerBytes + 4 * limits.urlCharacters
        let configuration = HTTP1Channel.Configuration(
            additionalChannelHandlers: front.connectionHandlers(limits: limits),
            httpDecoderConfiguration: .init(
                maxHeaderFieldSize: slack, maxHeaderListSize: slack, maxHeaderFieldCount: limits.headerFields))
        return HTTPServerBuilder { responder in
            LoopChannel(base: HTTP1Channel(responder: responder, configuration: configuration))
        }
    }
}

extension Front {
    /// What stands between the codec and Hummingbird on each connection.
    fileprivate func connectionHandlers(limits: Limits.Server) -> [any RemovableChannelHandler] {
        let connection = ConnectionGuard(limits: limits, hits: self) { self.bareRefusal($0, $1) }
        return [connection, PostHandler(front: self, connection: connection)]
    }

    /// An answer to what never became a request.
    func bareRefusal(_ kind: ProblemKind, _ detail: String) -> (head: HTTPResponse, body: ByteBuffer) {
        metricsBoard.countBare(kind)
        let requestID = RequestID.make(parts.random)
        let text = problemBody(APIError(kind, detail), requestID: requestID)
        let body = ByteBuffer(bytes: text.canonicalBytes)
        let headers: HTTPFields = [
            .contentType: "application/problem+json", .contentLength: String(body.readableBytes),
            .cacheControl: "no-store", .requestID: requestID, .xContentTypeOptions: "nosniff",
        ]
        return (HTTPResponse(status: kind.status, headerFields: headers), body)
    }
}

extension FrontParts {
    /// For Hummingbird's own lines, of which only what is wrong matters: the front writes a line a request itself.
    var quietLogger: Logger {
        var logger = logger
        logger.logLevel = max(logger.logLevel, .warning)
        return logger
    }
}
