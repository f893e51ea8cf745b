import Catalog
import Console
import Farm
import Foundation
import HTTPAPI
import Limit
import Logging
import NIOCore
import OpenID
import People
import RemoteImages
import Rendering
import ServiceLifecycle
import Synchronization
import Typography

/// One life of the server: opens everything, greets, serves until it is told to stop, closes the store last.
struct ServerRun: Sendable {
    let settings: ServerSettings
    let samples: String?

    func run() async throws {
        // Whatever this process makes is for its own user only.
        umask(0o077)
        let folder = DataFolder(path: settings.data)
        let socketPath = try folder.socketPath()
        let samples = try self.samples.map { path throws(CommandFailure) in try Samples(path: path) }
        let fonts = try FontFolders.standardCollection(named: settings.fonts)
        try await OpenStore.with(folder, limits: settings.limits) { opened in
            let steps = try await firstSteps(samples, opened)
            try await serve(opened, socketPath: socketPath, fonts: fonts, steps: steps)
        }
    }

    private func serve(
        _ opened: OpenStore, socketPath: String, fonts: FontCollection, steps: Greeter.Steps
    ) async throws {
        let log = ServerLog()
        var logger = Logger(label: "renderstack") { JSONLineLogHandler(label: $0, write: log.write) }
        logger.logLevel = Logger.Level(rawValue: settings.logLevel) ?? .info
        let parts = try await parts(opened, fonts: fonts, logger: logger)
        let greeter = Greeter(
            settings: settings, opened: opened, families: fonts.families.count, steps: steps, log: log)
        // Of the group's own lines only those matter that tell of something wrong.
        logger.logLevel = max(logger.logLevel, .warning)
        let group = ServiceGroup(
            services: [try server(socketPath, parts, greeter)], gracefulShutdownSignals: [.sigterm, .sigint],
            logger: logger)
        defer { log.release() }
        do {
            try await group.run()
        } catch let error as IOError {
            log.silence()
            throw CommandFailure(
                "\(settings.host):\(settings.port) cannot be listened on: \(Self.words(error)). Choose another --port.")
        }
    }

    private func server(
        _ socketPath: String, _ parts: FrontParts, _ greeter: Greeter
    ) throws(CommandFailure) -> any Service {
        do {
            let console = Mutex<ConsoleFront?>(nil)
            let annex = { @Sendable (front: Front) -> any Annex in
                let made = ConsoleFront(
                    front: front, people: greeter.opened.people, version: RenderStack.version,
                    post: settings.mail.map { MailPost(server: $0, logger: parts.logger) },
                    issuer: issuer, dashboardFolder: settings.dashboard, samplesFolder: samples ?? Samples.installed)
                console.withLock { $0 = made }
                return made
            }
            return try buildServer(configuration(socketPath), parts: parts, annex: annex) { port in
                console.withLock { $0 }?.listens(at: greeter.url(port: port))
                await greeter.greet(port: port)
            }
        } catch {
            throw CommandFailure(Self.words(error))
        }
    }

    private var issuer: IssuerDoor? {
        settings.openID.map { openID in
            IssuerDoor(
                client: OpenIDClient(settings: openID, limits: settings.limits.oidc), newcomers: settings.newcomers)
        }
    }

    /// Fills a store that has nothing in it yet.
    private func firstSteps(_ samples: Samples?, _ opened: OpenStore) async throws -> Greeter.Steps {
        guard let samples else { return .none }
        let desk = opened.desk(limits: settings.limits)
        do {
            let keys = try await ListKeys().perform(on: desk)
            let templates = try await ListTemplates().perform(on: desk)
            guard keys.isEmpty && templates.isEmpty else { return .reminder(keys) }
        } catch {
            // Several organizations: the store has been in use, and whose keys to show is not for us to choose.
            return .reminder([])
        }
        return .first(try await samples.load(through: desk, limits: settings.limits), samples)
    }

    private func parts(_ opened: OpenStore, fonts: FontCollection, logger: Logger) async throws -> FrontParts {
        let limits = settings.limits
        let images = ImageCache()
        let bases = BaseCache()
        let glyphs = GlyphTally()
        let farm = try await PictureFarm(
            workers: settings.workers, limits: limits, fonts: fonts, images: images, bases: bases,
            glyphs: glyphs)
        return FrontParts(
            store: opened.store, keys: opened.keys, signing: opened.signing,
            history: HistoryWriter(store: opened.store, limits: limits), farm: farm, fonts: fonts, limits: limits,
            words: words, logger: logger,
            images: images, bases: bases, glyphs: glyphs, events: EventHub(limits: limits.people),
            people: opened.people,
            remote: RemoteImages(
                limits: limits, trusted: TrustedHosts(settings.trustedImageHosts),
                transport: CurlTransport(
                    authorities: settings.remoteImageAuthorities, systemAuthorities: CertificateAuthorities.file())))
    }

    private var words: PublicWords {
        PublicWords(
            errorTypeBase: settings.errorBase ?? settings.publicURL ?? "", publicURL: settings.publicURL,
            trustedProxies: TrustedProxies(settings.trustedProxies) ?? .none, metricsToken: settings.metricsToken)
    }

    private func configuration(_ socketPath: String) -> ServerConfiguration {
        var configuration = ServerConfiguration()
        configuration.host = settings.host
        configuration.port = settings.port
        configuration.adminSocketPath = socketPath
        configuration.tls = settings.tls.map { .init(certificatePath: $0.certificate, keyPath: $0.key) }
        configuration.words = words
        configuration.limits = settings.limits
        configuration.metricsPort = settings.metricsPort
        configuration.metricsHost = settings.metricsHost
        return configuration
    }

    private static func words(_ error: ServerError) -> String {
        switch error {
        case .tls: "tls-cert and tls-key cannot be used: they may be a PEM chain and its PEM private key."
        case .socketPathTooLong(let bytes, let limit):
            "The path of the admin socket is \(bytes) bytes long; it may have \(limit). Choose a shorter --data."
        }
    }

    private static func words(_ error: IOError) -> String {
        switch error.errnoCode {
        case EADDRINUSE: "another program listens there"
        case EACCES: "permission denied"
        case EADDRNOTAVAIL: "this machine has no such address"
        default: "system error \(error.errnoCode)"
        }
    }
}
