/// A JSON value: members of an object have no order, and every number is a finite double.
public enum JSONValue: Sendable, Hashable {
    case null
    case bool(Bool)
    case number(Double)
    case string(String)
    case array([JSONValue])
    case object([String: JSONValue])

    /// The text, where this is a string.
    public var stringValue: String? {
        if case .string(let text) = self { text } else { nil }
    }

    /// The number, where this is one.
    public var numberValue: Double? {
        if case .number(let number) = self { number } else { nil }
    }

    /// The number, where this is a whole one that an `Int` holds exactly.
    public var integerValue: Int? {
        if case .number(let number) = self { Int(exactly: number) } else { nil }
    }

    /// The truth value, where this is one.
    public var boolValue: Bool? {
        if case .bool(let flag) = self { flag } else { nil }
    }

    /// The items, where this is a list.
    public var arrayValue: [JSONValue]? {
        if case .array(let items) = self { items } else { nil }
    }

    /// The members, where this is an object.
    public var objectValue: [String: JSONValue]? {
        if case .object(let members) = self { members } else { nil }
    }

    /// Whether this is `null`.
    public var isNull: Bool { self == .null }

    /// A member of an object, or nothing.
    public subscript(name: String) -> JSONValue? {
        if case .object(let members) = self { members[name] } else { nil }
    }

    /// An item of a list, or nothing.
    public subscript(index: Int) -> JSONValue? {
        if case .array(let items) = self, items.indices.contains(index) { items[index] } else { nil }
    }

    /// Whether lists and objects nest in each other more than `depth` levels; looks no further down than that.
    public func isDeeper(than depth: Int) -> Bool {
        switch self {
        case .array(let items): depth <= 0 || items.contains { $0.isDeeper(than: depth - 1) }
        case .object(let members): depth <= 0 || members.values.contains { $0.isDeeper(than: depth - 1) }
        default: false
        }
    }
}

// No `nil` literal: in a dictionary it would be ambiguous with a member that is missing.
extension JSONValue: ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByFloatLiteral, ExpressibleByStringLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    /// A truth value.
    public init(booleanLiteral value: Bool) { self = .bool(value) }
    /// A whole number.
    public init(integerLiteral value: Int) { self = .number(Double(value)) }
    /// A number.
    public init(floatLiteral value: Double) { self = .number(value) }
    /// A string.
    public init(stringLiteral value: String) { self = .string(value) }
    /// A list.
    public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }

    /// The last of two members with one name counts.
    public init(dictionaryLiteral elements: (String, JSONValue)...) {
        self = .object(Dictionary(elements, uniquingKeysWith: { $1 }))
    }
}
