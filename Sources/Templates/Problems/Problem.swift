/// One thing that is wrong with a document or with the values for it.
public struct Problem: Sendable, Equatable {
    /// Where, as a JSON pointer (RFC 6901) into what was given; empty for the whole.
    public let pointer: String
    /// What is wrong, and what would be right, for people.
    public let detail: String

    /// Makes a problem.
    public init(pointer: String, detail: String) {
        self.pointer = pointer
        self.detail = detail
    }
}

/// Everything that is wrong with a document, or with the values for it: at least one problem.
public struct ValidationFailure: Error, Sendable, Equatable {
    /// In the order in which they were met.
    public let problems: [Problem]

    /// Makes a failure of at least one problem.
    public init(problems: [Problem]) { self.problems = problems }

    /// A failure of one problem.
    init(_ pointer: String, _ detail: String) { problems = [Problem(pointer: pointer, detail: detail)] }
}
