import Foundation

/// The folder of a store: the database, its pepper, and the socket of the server that runs on it.
struct DataFolder: Equatable, Sendable {
    let path: String

    /// The folder of `--data`, else of `RENDERSTACK_DATA`, else `./data`.
    init(_ flag: String?, environment: [String: String] = ProcessInfo.processInfo.environment) {
        let chosen = flag ?? environment[SettingKey.data.environmentName] ?? ""
        path = URL(fileURLWithPath: chosen.isEmpty ? "./data" : chosen).standardizedFileURL.path
    }

    init(path: String) { self.init(path, environment: [:]) }

    /// What `sockaddr_un` holds, without the zero at its end.
    static let socketPathBytes = 107

    /// Where a running server is spoken to.
    ///
    /// - Throws: A failure that says so where the path does not fit into a socket address.
    func socketPath() throws(CommandFailure) -> String {
        let socket = path + "/admin.sock"
        guard socket.utf8.count <= Self.socketPathBytes else {
            throw CommandFailure(
                "The path of the admin socket, \(socket), is \(socket.utf8.count) bytes long; a socket's path may have "
                    + "\(Self.socketPathBytes). Choose a shorter --data.")
        }
        return socket
    }

    func file(_ name: String) -> String { path + "/" + name }

    /// Whether no store was ever made here.
    var isEmpty: Bool { !FileManager.default.fileExists(atPath: file("renderstack.db")) }
}
