import Foundation
import HTTPAPI

/// Greets once the server accepts connections, with what the first or a later start has to tell.
struct Greeter: Sendable {
    /// What there is to tell beside the banner.
    enum Steps: Sendable {
        case none
        case reminder([KeySummary])
        case first(Samples.Keyring, Samples)
    }

    let settings: ServerSettings
    let opened: OpenStore
    let families: Int
    let steps: Steps
    let log: ServerLog

    func greet(port: Int) async {
        await awaitSocket()
        let greeting = Greeting(
            url: url(port: port), folder: opened.folder, workers: settings.workers, families: families,
            isNew: opened.isNew)
        var lines = greeting.banner
        switch steps {
        case .none: break
        case .reminder(let keys): lines += greeting.reminder(of: keys, at: Date())
        case .first(let keyring, let samples): lines += greeting.firstSteps(keyring, picture: firstPicture(samples))
        }
        lines += await setupLines(greeting)
        (lines + [greeting.ready]).forEach { Console.print($0) }
        log.release()
    }

    /// Ready means ready for commands, too: the two listeners start side by side.
    private func awaitSocket() async {
        guard let path = try? opened.folder.socketPath() else { return }
        let socket = AdminSocket(path: path)
        let end = ContinuousClock.now + Self.socketPatience
        while ContinuousClock.now < end {
            if let isAnswered = try? await socket.isAnswered(), isAnswered { return }
            // Only the end of the process interrupts this wait, and then there is nobody to greet.
            do { try await Task.sleep(for: .milliseconds(2)) } catch { return }
        }
    }

    /// Where the first organization has no Owner yet, the link by which somebody becomes it.
    private func setupLines(_ greeting: Greeting) async -> [String] {
        do {
            let store = opened.store
            guard let first = try await store.organizations().first,
                try await !store.members(organizationID: first.id).contains(where: { $0.role == .owner })
            else { return [] }
            let token = try await opened.people.makeSetupLink(organizationID: first.id)
            let base = settings.publicURL ?? greeting.url
            return greeting.setup(link: token.withPlainText { "\(base)/setup#\($0)" })
        } catch {
            return ["No setup link could be made: \(error).", ""]
        }
    }

    private static let socketPatience = Duration.seconds(5)

    private func firstPicture(_ samples: Samples) -> String {
        let path = opened.folder.file("first-picture.png")
        do {
            try samples.drawFirstPicture(to: path, limits: settings.limits)
            return path
        } catch {
            return CommandFailure("was not drawn: \(error)").description
        }
    }

    func url(port: Int) -> String {
        let everywhere = ["0.0.0.0", "::"].contains(settings.host)
        let host = everywhere ? "localhost" : settings.host.contains(":") ? "[\(settings.host)]" : settings.host
        return "\(settings.tls == nil ? "http" : "https")://\(host):\(port)"
    }
}
