/// Why a message was not sent.
public enum MailError: Error, Equatable, Sendable {
    /// The server was not reached or refused; the reason is libcurl's, for logs only.
    case failed(reason: String)
    case outOfMemory
    /// Too many messages wait.
    case full(limit: Int)
}
