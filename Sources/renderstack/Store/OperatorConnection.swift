import Foundation
import HTTPAPI
import Limit

/// Where operator commands go: to the server that runs on a folder, or straight to the folder's store.
enum OperatorConnection: Sendable {
    case server(AdminSocket)
    case store(Operator)

    /// Finds out which it is, lets the body send its commands, and lets go.
    ///
    /// - Parameter mayCreate: Whether a folder without a store becomes one; a command that only looks refuses it.
    /// - Throws: ``CommandFailure`` with the reason of a refusal.
    static func with<Result: Sendable>(
        _ folder: DataFolder, mayCreate: Bool = false, _ body: (OperatorConnection) async throws -> Result
    ) async throws -> Result {
        do {
            let socket = AdminSocket(path: try folder.socketPath())
            if try await socket.isAnswered() { return try await body(.server(socket)) }
            guard mayCreate || !folder.isEmpty else {
                throw CommandFailure("There is no store in \(folder.path): start a server, or name another --data.")
            }
            return try await OpenStore.with(folder, limits: Limits()) { opened in
                if opened.isNew { Console.note("Made a new store in \(folder.path).") }
                return try await body(.store(opened.desk(limits: Limits())))
            }
        } catch let error as OperatorError {
            throw CommandFailure(error.reason)
        } catch let error as AdminSocket.Failure {
            throw CommandFailure("The server on \(folder.path) cannot be spoken to: \(error.words).")
        }
    }

    func perform<Command: OperatorCommand>(_ command: Command) async throws -> Command.Reply {
        switch self {
        case .server(let socket): try await socket.perform(command)
        case .store(let desk): try await command.perform(on: desk)
        }
    }
}
