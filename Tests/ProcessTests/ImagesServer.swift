import Foundation

/// A server of pictures over https on this machine, in a process of its own, with a certificate made for it.
final class ImagesServer: Sendable {
    let port: Int
    /// The authority that vouches for it.
    let certificate: String
    private let process: Process
    private let input: Pipe
    private let logPath: String

    struct DidNotStart: Error { let words: String }

    private init(port: Int, certificate: String, process: Process, input: Pipe, logPath: String) {
        self.port = port
        self.certificate = certificate
        self.process = process
        self.input = input
        self.logPath = logPath
    }

    /// What was asked of it: a line of path, cookie and credentials for each request, after the line of its port.
    var requests: [String] {
        let text = (try? String(contentsOfFile: logPath, encoding: .utf8)) ?? ""
        return text.split(separator: "\n").dropFirst().map(String.init)
    }

    /// Starts a server that shows a picture, hands it to the body, ends it.
    static func with(
        in folder: TemporaryFolder, picture: String, at address: String = "127.0.0.1",
        _ body: (ImagesServer) async throws -> Void
    ) async throws {
        let (certificate, key) = (folder.file("images.pem"), folder.file("images.key"))
        let made = try await BuiltProgram.run(
            [
                "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days",
                "2", "-subj", "/CN=images", "-addext", "subjectAltName=IP:127.0.0.1,IP:::1", "-keyout", key, "-out",
                certificate,
            ], program: "/usr/bin/env")
        guard made.status == 0 else { throw DidNotStart(words: made.errors) }
        let server = try await start(folder, [certificate, key, picture, address])
        defer { server.stop() }
        try await body(server)
    }

    private static func start(
        _ folder: TemporaryFolder, _ files: [String]
    ) async throws -> ImagesServer {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        let script = BuiltProgram.root.appendingPathComponent("Tests/ProcessTests/images_server.py").path
        process.arguments = ["python3", script] + files
        let (input, output) = (Pipe(), Pipe())
        process.standardInput = input
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let logPath = folder.file("images.log")
        let log = try folder.writable("images.log")
        let first = output.fileHandleForReading.availableData
        try log.write(contentsOf: first)
        let text = String(decoding: first, as: UTF8.self)
        guard let port = Int(text.prefix { $0.isNumber }) else { throw DidNotStart(words: text) }
        output.fileHandleForReading.readabilityHandler = { handle in
            try? log.write(contentsOf: handle.availableData)
        }
        return ImagesServer(port: port, certificate: files[0], process: process, input: input, logPath: logPath)
    }

    private func stop() {
        // It ends with its input.
        try? input.fileHandleForWriting.close()
        process.waitForEnd()
    }
}
