/// A refusal or failure of a command: one line for a person, printed on standard error with exit status 1.
struct CommandFailure: Error, Equatable, CustomStringConvertible {
    let description: String

    /// Keeps the reason on one line, whatever it was made from.
    init(_ reason: String) {
        description = reason.split(whereSeparator: \.isNewline).joined(separator: " ").visible
    }
}
