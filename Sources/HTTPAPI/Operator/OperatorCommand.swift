/// One thing that the host's own command line may ask for, with the answer that it gets.
///
/// A command is sent as JSON to ``OperatorAPI/prefix`` + ``path`` on the admin socket while a server runs, or is
/// performed directly on the stores by ``perform(on:)`` while none does. Dates travel as ISO 8601 in UTC.
public protocol OperatorCommand: Codable, Sendable {
    /// What the command answers.
    associatedtype Reply: Codable & Sendable

    /// The last part of the command's route, such as `keys/create`.
    static var path: String { get }

    /// Does the command on open stores.
    func perform(on desk: Operator) async throws(OperatorError) -> Reply
}

/// Why a command was refused: a stable slug and one line in words for a person.
public struct OperatorError: Error, Codable, Sendable, Equatable {
    /// `not-found`, `conflict`, `validation-error`, `server-error`: the slugs of the public API's problems.
    public let slug: String
    /// One line, without secrets and paths.
    public let reason: String

    /// Makes an error from its slug and its line.
    public init(slug: String, reason: String) {
        self.slug = slug
        self.reason = reason
    }
}

/// The answer of a command that has nothing to tell.
public struct Done: Codable, Sendable, Equatable {
    /// Makes the empty answer.
    public init() {}
}

/// Where the operator API lives on the admin socket.
public enum OperatorAPI {
    /// Stands before every command's path; the method is always `POST`, the body and the answer are JSON.
    public static let prefix = "/operator/v1/"
}
