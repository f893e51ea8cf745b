import Templates

/// One member of a request's body: how it is checked, and how the document describes it.
package struct Field: Sendable {
    /// What a value may be.
    package enum Kind: Sendable {
        /// Text of up to so many bytes.
        case text(maximumBytes: Int)
        case choice([String])
        case integer(ClosedRange<Int>)
        case number(ClosedRange<Double>)
        case flag
        /// A list of texts.
        case texts(maximumCount: Int)
        /// Any JSON object, such as a template.
        case object
    }

    let name: String
    let kind: Kind
    let isRequired: Bool
    /// What it is for, in the document.
    let words: String

    /// A member that must be there.
    package static func required(_ name: String, _ kind: Kind, _ words: String) -> Field {
        Field(name: name, kind: kind, isRequired: true, words: words)
    }

    /// A member that may be left out or null.
    package static func optional(_ name: String, _ kind: Kind, _ words: String) -> Field {
        Field(name: name, kind: kind, isRequired: false, words: words)
    }

    /// What is wrong with a value; nil where it is right.
    func problem(with value: JSONValue) -> String? {
        switch kind {
        case .text(let maximum):
            guard let text = value.stringValue else { return "must be a text" }
            return text.utf8.count <= maximum ? nil : "may have \(maximum) bytes at most"
        case .choice(let names):
            guard let text = value.stringValue, names.contains(text) else {
                return "must be one of \(names.joined(separator: ", "))"
            }
            return nil
        case .integer(let range):
            guard let number = value.numberValue, let whole = Int(exactly: number), range.contains(whole) else {
                return "must be a whole number from \(range.lowerBound) to \(range.upperBound)"
            }
            return nil
        case .number(let range):
            guard let number = value.numberValue, range.contains(number) else {
                return "must be a number from \(range.lowerBound) to \(range.upperBound)"
            }
            return nil
        case .flag: return value.boolValue == nil ? "must be true or false" : nil
        case .texts(let maximum):
            guard let list = value.arrayValue, list.allSatisfy({ $0.stringValue != nil }) else {
                return "must be a list of texts"
            }
            return list.count <= maximum ? nil : "may have \(maximum) entries at most"
        case .object: return value.objectValue == nil ? "must be an object" : nil
        }
    }

    /// The JSON Schema of the value.
    var schema: JSONValue {
        var members: [String: JSONValue] = ["description": .string(words)]
        switch kind {
        case .text(let maximum):
            members["type"] = "string"
            members["maxLength"] = .number(Double(maximum))
        case .choice(let names):
            members["type"] = "string"
            members["enum"] = .array(names.map { .string($0) })
        case .integer(let range):
            members["type"] = "integer"
            members["minimum"] = .number(Double(range.lowerBound))
            members["maximum"] = .number(Double(range.upperBound))
        case .number(let range):
            members["type"] = "number"
            members["minimum"] = .number(range.lowerBound)
            members["maximum"] = .number(range.upperBound)
        case .flag: members["type"] = "boolean"
        case .texts(let maximum):
            members["type"] = "array"
            members["maxItems"] = .number(Double(maximum))
            members["items"] = ["type": "string"]
        case .object: members["type"] = "object"
        }
        return .object(members)
    }
}

/// A body that was checked against its fields.
package struct Fields: Sendable {
    private let members: [String: JSONValue]

    /// Checks a body.
    ///
    /// - Throws: Every problem at once: what is missing, unknown or of the wrong kind.
    init(_ value: JSONValue, of fields: [Field]) throws(ProblemList) {
        guard let members = value.objectValue else {
            throw ProblemList(problems: [Problem(pointer: "", detail: "the body must be a JSON object")])
        }
        var problems: [Problem] = []
        for name in members.keys.sorted() where !fields.contains(where: { $0.name == name }) {
            let names = fields.map(\.name).joined(separator: ", ")
            problems.append(Problem(pointer: "/" + name, detail: "there is no such member; there are \(names)"))
        }
        for field in fields {
            if let value = members[field.name], !value.isNull {
                if let detail = field.problem(with: value) {
                    problems.append(Problem(pointer: "/" + field.name, detail: detail))
                }
            } else if field.isRequired {
                problems.append(Problem(pointer: "/" + field.name, detail: "is missing"))
            }
        }
        guard problems.isEmpty else { throw ProblemList(problems: problems) }
        self.members = members.filter { !$0.value.isNull }
    }

    /// Whether the member is there and not null.
    package func has(_ name: String) -> Bool { members[name] != nil }

    /// A text; empty where it was left out.
    package func text(_ name: String) -> String { members[name]?.stringValue ?? "" }

    /// A text; nil where it was left out.
    package func optionalText(_ name: String) -> String? { members[name]?.stringValue }

    /// A whole number; nil where it was left out.
    package func integer(_ name: String) -> Int? { members[name]?.numberValue.flatMap { Int(exactly: $0) } }

    /// A flag; false where it was left out.
    package func flag(_ name: String) -> Bool { members[name]?.boolValue ?? false }

    /// A list of texts; nil where it was left out.
    package func texts(_ name: String) -> [String]? { members[name]?.arrayValue?.compactMap(\.stringValue) }

    /// The value as it was sent; null where it was left out.
    package func value(_ name: String) -> JSONValue { members[name] ?? .null }
}

/// What is wrong with a body.
struct ProblemList: Error {
    let problems: [Problem]
}
