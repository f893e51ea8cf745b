import Foundation

/// A server in a process of its own, on a free port. Whoever starts one ends it: use ``with(data:arguments:_:)``.
final class RunningServer: Sendable {
    let port: Int
    let folder: String
    /// Everything that it printed until it listened.
    let greeting: String
    private let process: Process
    private let logPath: String

    /// Why a server did not come up.
    struct DidNotStart: Error { let output: String, errors: String }

    private init(port: Int, folder: String, greeting: String, process: Process, logPath: String) {
        self.port = port
        self.folder = folder
        self.greeting = greeting
        self.process = process
        self.logPath = logPath
    }

    /// Starts a server, hands it to the body, and kills it by its process id whatever happens.
    static func with<Result>(
        data folder: String, arguments: [String] = [], environment: [String: String] = [:],
        log: Pipe? = nil, _ body: (RunningServer) async throws -> Result
    ) async throws -> Result {
        // Waiting for a process on a thread of the pool would leave tests beside this one none to run on.
        let server = try await withCheckedThrowingContinuation {
            (continuation: CheckedContinuation<RunningServer, any Error>) in
            DispatchQueue.global().async {
                do {
                    continuation.resume(
                        returning: try start(
                            folder: folder, arguments: arguments, environment: environment, log: log))
                } catch {
                    continuation.resume(throwing: error)
                }
            }
        }
        defer { server.kill() }
        return try await body(server)
    }

    /// What the server has logged so far.
    var log: String { (try? String(contentsOfFile: logPath, encoding: .utf8)) ?? "" }

    /// What the system allows the process, as it tells it.
    var systemLimits: String {
        (try? String(contentsOfFile: "/proc/\(process.processIdentifier)/limits", encoding: .utf8)) ?? ""
    }

    /// Ends the process at once, as a crash does, and waits until it is gone.
    func kill() { end(by: SIGKILL) }

    /// Asks the process to stop and gives its exit status.
    @discardableResult
    func stop() -> Int32 { end(by: SIGTERM) }

    @discardableResult
    private func end(by signal: Int32) -> Int32 {
        if process.isRunning { _ = Foundation.kill(process.processIdentifier, signal) }
        return process.waitForEnd()
    }

    private static func start(
        folder: String, arguments: [String], environment: [String: String], log: Pipe?
    ) throws -> RunningServer {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: BuiltProgram.path)
        process.arguments = ["serve", "--port", "0", "--data", folder] + arguments
        process.environment = BuiltProgram.clean(adding: environment)
        process.standardInput = FileHandle.nullDevice
        let logPath = folder + "." + UUID().uuidString.prefix(8) + ".log"
        try Data().write(to: URL(fileURLWithPath: logPath))
        let logFile = try FileHandle(forWritingTo: URL(fileURLWithPath: logPath))
        process.standardError = log ?? logFile as Any
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        var heard = Data()
        while true {
            let more = output.fileHandleForReading.availableData
            heard.append(more)
            let text = String(decoding: heard, as: UTF8.self)
            if let port = port(in: text) {
                return RunningServer(port: port, folder: folder, greeting: text, process: process, logPath: logPath)
            }
            guard !more.isEmpty else {
                _ = Foundation.kill(process.processIdentifier, SIGKILL)
                process.waitForEnd()
                throw DidNotStart(output: text, errors: (try? String(contentsOfFile: logPath, encoding: .utf8)) ?? "")
            }
        }
    }

    /// The port in the line that says that the server is ready, its last one: `Ready: http://127.0.0.1:41234`.
    private static func port(in text: String) -> Int? {
        guard let match = text.firstMatch(of: /Ready: https?:\/\/[^\s]*:([0-9]+)\n/) else { return nil }
        return Int(match.1)
    }
}
