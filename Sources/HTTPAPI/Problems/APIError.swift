import HTTPTypes
import Templates

/// A refusal in public words, ready to become `application/problem+json`.
///
/// Making one redacts anything that looks like a key, so that no answer, log or history row can repeat it.
package struct APIError: Error, Sendable {
    package let kind: ProblemKind
    /// What was wrong and what would be right.
    package let detail: String
    /// Every problem of a request's values, by JSON pointer.
    package let errors: [Problem]
    /// Headers that belong to the refusal, such as `Retry-After`.
    package let headers: HTTPFields

    package init(_ kind: ProblemKind, _ detail: String, errors: [Problem] = [], headers: HTTPFields = [:]) {
        self.kind = kind
        self.detail = Redaction.withoutKeys(detail)
        self.errors = errors.map {
            Problem(pointer: Redaction.withoutKeys($0.pointer), detail: Redaction.withoutKeys($0.detail))
        }
        self.headers = headers
    }

    /// A validation error whose detail is its only problem, or tells how many there are.
    package init(problems: [Problem]) {
        let detail =
            problems.count == 1
            ? "\(problems[0].pointer.isEmpty ? "" : problems[0].pointer + ": ")\(problems[0].detail)"
            : "\(problems.count) values are not valid; errors lists them"
        self.init(.validationError, detail, errors: problems)
    }

    /// A validation error of one value.
    package init(pointer: String, _ detail: String) {
        self.init(problems: [Problem(pointer: pointer, detail: detail)])
    }
}
