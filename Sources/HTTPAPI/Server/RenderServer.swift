import Catalog
import Farm
import Foundation
import Hummingbird
import Limit
import Logging
import People
import ServiceLifecycle

/// All services of the server in one group: the last one stops first.
struct RenderServer: Service {
    let services: [any Service]
    let limits: Limits.Server
    let logger: Logger

    func run() async throws {
        var configuration = ServiceGroupConfiguration(services: services, logger: logger)
        configuration.maximumGracefulShutdownDuration = .seconds(limits.shutdownSeconds)
        try await ServiceGroup(configuration: configuration).run()
    }
}

/// Writes the history while the server runs, and what is left of it at the end.
struct HistoryService: Service {
    let parts: FrontParts

    func run() async throws {
        let logger = parts.logger
        await cancelWhenGracefulShutdown {
            await withTaskGroup(of: Void.self) { group in
                group.addTask { [parts] in
                    await parts.history.run(clock: ContinuousClock(), now: parts.now) { error in
                        logger.error("history not written", metadata: ["error": "\(error)"])
                    }
                }
                group.addTask { [parts] in await Self.flushUses(parts) }
                group.addTask { [parts] in await Self.prunePeople(parts) }
                group.addTask { [parts] in await Self.pruneUsage(parts) }
            }
        }
        await Self.flushOnce(parts)
    }

    /// Writes when keys were last used, and usage, every few seconds.
    private static func flushUses(_ parts: FrontParts) async {
        while !Task.isCancelled {
            do { try await Task.sleep(for: .seconds(5)) } catch { return }
            await flushOnce(parts)
        }
    }

    /// Forgets sessions and activity that are too old, every hour.
    private static func prunePeople(_ parts: FrontParts) async {
        while !Task.isCancelled {
            do throws(PeopleError) { try await parts.people?.prune() } catch {
                parts.logger.error("old sessions not forgotten", metadata: ["error": "\(error)"])
            }
            do { try await Task.sleep(for: .seconds(3_600)) } catch { return }
        }
    }

    private static func flushOnce(_ parts: FrontParts) async {
        do { try await parts.keys.flushLastUsed() } catch {
            parts.logger.error("last uses of keys not written", metadata: ["error": "\(error)"])
        }
        do { try await parts.usage.flush(to: parts.store) } catch {
            parts.logger.error("usage not written", metadata: ["error": "\(error)"])
        }
    }

    private static func pruneUsage(_ parts: FrontParts) async {
        while !Task.isCancelled {
            do {
                try await Task.sleep(for: .seconds(parts.limits.store.historyPruneSeconds))
                try await parts.store.pruneUsage(
                    now: parts.now(), minuteDays: parts.limits.store.usageMinuteDays,
                    hourDays: parts.limits.server.historyDays)
            } catch let error as CatalogError {
                parts.logger.error("usage not pruned", metadata: ["error": "\(error)"])
            } catch {
                return
            }
        }
    }
}

/// Drains the farm when the server stops; it does nothing before.
struct FarmService: Service {
    let parts: FrontParts

    func run() async throws {
        try await gracefulShutdown()
        await parts.farm.drain(within: .seconds(parts.limits.server.shutdownSeconds))
    }
}

/// The operator API on a Unix socket that only this user may open.
struct AdminSocket<Responder: HTTPResponder>: Service
where Responder.Context: InitializableFromSource<ApplicationRequestContextSource> {
    let path: String
    let application: Application<Responder>

    func run() async throws {
        // Sockets take their mode from the mask; nothing that this process makes is for others.
        umask(0o077)
        try await application.run()
        try? FileManager.default.removeItem(atPath: path)
    }
}
