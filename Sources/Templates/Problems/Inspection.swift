import Limit

/// Collects the problems that readers meet, under the limits that they read by.
///
/// Pointers are made on the way out, so that a document without problems pays for none.
struct Inspection {
    let limits: Limits
    private(set) var problems: [Problem] = []
    private var unlisted = 0

    init(limits: Limits) { self.limits = limits }

    /// Notes a problem at the place that is being read, or at a member of it.
    mutating func report(_ detail: String, at member: String? = nil) {
        report(detail, pointer: member.map(JSONPointer.step) ?? "")
    }

    /// Notes a problem at a pointer that is relative to the place that is being read.
    mutating func report(_ detail: String, pointer: String) {
        if isFull { unlisted += 1 } else { problems.append(Problem(pointer: pointer, detail: detail)) }
    }

    /// Whether more problems are counted, not listed.
    var isFull: Bool { problems.count >= limits.template.problems }

    /// Counts a problem that ``isFull`` leaves no place for, without making its words.
    mutating func count() { unlisted += 1 }

    /// Reads a member or item: problems that `body` notes get its name or index in front of their pointers.
    mutating func within<Value>(_ token: @autoclosure () -> String, _ body: (inout Inspection) -> Value) -> Value {
        let first = problems.count
        let value = body(&self)
        guard problems.count > first else { return value }
        let step = JSONPointer.step(token())
        for index in first..<problems.count {
            problems[index] = Problem(pointer: step + problems[index].pointer, detail: problems[index].detail)
        }
        return value
    }

    /// Throws what was noted, if anything was.
    func finish() throws(ValidationFailure) {
        guard !problems.isEmpty else { return }
        let more = unlisted > 0 ? [Problem(pointer: "", detail: "\(unlisted) more problems are not listed")] : []
        throw ValidationFailure(problems: problems + more)
    }
}
