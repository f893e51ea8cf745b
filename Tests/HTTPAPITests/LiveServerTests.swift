import Catalog
import Foundation
import HTTPAPI
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Keys
import Limit
import Logging
import NIOCore
import ServiceLifecycle
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(5)))
struct LiveServerTests {
    @Test func `a server starts on a free port, answers, and stops when asked`() async throws {
        let bench = try await Bench()
        var configuration = ServerConfiguration()
        configuration.port = 0
        let socket = FileManager.default.temporaryDirectory.appending(path: "rs-\(UUID().uuidString.prefix(8)).sock")
        configuration.adminSocketPath = socket.path
        let (ports, port) = AsyncStream.makeStream(of: Int.self)
        let server = try buildServer(configuration, parts: bench.parts, onRunning: { port.yield($0) })
        let group = ServiceGroup(
            configuration: .init(services: [server], logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }))
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            var iterator = ports.makeAsyncIterator()
            let number = try #require(await iterator.next())
            #expect(number > 0)
            let client = TestClient(
                host: "127.0.0.1", port: number, configuration: .init(timeout: .seconds(20)))
            client.connect()
            let health = try await client.execute(.init("/healthz", method: .get, authority: "localhost"))
            #expect(health.status == .ok)
            let picture = try await client.execute(
                .init(
                    "/api/v1/render?template=card", method: .get, authority: "localhost",
                    headers: bench.bearer(.master)))
            #expect(picture.headers[.contentType] == "image/png")
            try await client.shutdown()
            let mode = try FileManager.default.attributesOfItem(atPath: socket.path)[.posixPermissions] as? Int
            #expect(mode.map { $0 & 0o077 } == 0)
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
        #expect(bench.farm.statistics.isDraining)
        let rows = try await bench.store.renders(
            organizationID: Bench.organization.id, matching: HistoryFilter(), page: PageRequest(limit: 10))
        #expect(rows.items.count == 1)
    }

    @Test func `a socket path that is too long is refused with its length`() async throws {
        let bench = try await Bench()
        var configuration = ServerConfiguration()
        configuration.adminSocketPath = "/" + String(repeating: "a", count: 107)
        #expect(throws: ServerError.socketPathTooLong(bytes: 108, limit: 107)) {
            _ = try buildServer(configuration, parts: bench.parts)
        }
    }
}
