import Foundation

/// The built executable, started as people start it.
enum BuiltProgram {
    /// `RENDERSTACK_BINARY`, else the file beside this test's own.
    static let path: String = {
        if let named = ProcessInfo.processInfo.environment["RENDERSTACK_BINARY"], !named.isEmpty { return named }
        let own = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        return URL(fileURLWithPath: own).deletingLastPathComponent().appendingPathComponent("renderstack").path
    }()

    /// The root of the repository.
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// What a finished command left.
    struct Outcome: Sendable {
        let status: Int32
        let output: String
        let errors: String

        /// The lines of standard error.
        var errorLines: [Substring] { errors.split(separator: "\n") }

        func json<Value: Decodable>(as type: Value.Type) throws -> Value {
            try JSONDecoder().decode(type, from: Data(output.utf8))
        }
    }

    /// Runs a command to its end.
    @discardableResult
    static func run(
        _ arguments: [String], environment: [String: String] = [:], program: String = path
    ) async throws -> Outcome {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        process.environment = clean(adding: environment)
        process.standardInput = FileHandle.nullDevice
        // Files, not pipes: a long answer must not wait for a reader.
        process.standardOutput = try folder.writable("out")
        process.standardError = try folder.writable("err")
        let status = try await process.runToEnd()
        return Outcome(
            status: status, output: try String(contentsOfFile: folder.file("out"), encoding: .utf8),
            errors: try String(contentsOfFile: folder.file("err"), encoding: .utf8))
    }

    /// This test's environment without settings of the program.
    static func clean(adding more: [String: String] = [:]) -> [String: String] {
        ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("RENDERSTACK_") }
            .merging(more) { $1 }
    }
}

extension Process {
    /// Starts the process and gives its status when it has ended.
    func runToEnd() async throws -> Int32 {
        try await withCheckedThrowingContinuation { continuation in
            terminationHandler = { continuation.resume(returning: $0.terminationStatus) }
            do { try run() } catch { continuation.resume(throwing: error) }
        }
    }
}

/// A folder with a short path, so that a socket in it has an address.
struct TemporaryFolder: Sendable {
    let path: String

    init() throws {
        let name = UUID().uuidString.lowercased().prefix(8)
        path = "/tmp/rs-\(name)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    }

    func file(_ name: String) -> String { path + "/" + name }

    func bytes(_ name: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: URL(fileURLWithPath: file(name)))) }

    func write(_ text: String, to name: String) throws -> String {
        let url = URL(fileURLWithPath: file(name))
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url)
        return url.path
    }

    func writable(_ name: String) throws -> FileHandle {
        try Data().write(to: URL(fileURLWithPath: file(name)))
        return try FileHandle(forWritingTo: URL(fileURLWithPath: file(name)))
    }

    func remove() { try? FileManager.default.removeItem(atPath: path) }
}
