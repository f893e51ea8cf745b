/// Why and where a text is no JSON.
public struct JSONParseError: Error, Equatable, Sendable, CustomStringConvertible {
    /// What the parser met.
    public enum Reason: Equatable, Sendable {
        case byteOrderMark
        case unexpectedEnd
        case expectedValue
        case expectedName
        case expectedColon
        case expectedCommaOrEnd
        case trailingBytes
        case tooDeep(limit: Int)
        case duplicateName(String)
        case invalidUTF8
        case loneSurrogate
        case controlCharacter
        case invalidEscape
        case numberOutOfRange
    }

    /// What was met.
    public let reason: Reason
    /// Bytes before the place.
    public let offset: Int
    /// The line of the place, the first is 1.
    public let line: Int
    /// The character in that line, the first is 1.
    public let column: Int
    /// Where in the value, as a JSON pointer (RFC 6901).
    public let pointer: String

    /// The reason and the place, for people.
    public var description: String { "line \(line), column \(column): \(reason.description)" }
}

extension JSONParseError.Reason: CustomStringConvertible {
    /// The reason, for people.
    public var description: String {
        switch self {
        case .byteOrderMark: "a byte order mark does not belong in JSON"
        case .unexpectedEnd: "the text ends too early"
        case .expectedValue: "a value is needed here"
        case .expectedName: "a member name in double quotes is needed here"
        case .expectedColon: "`:` is needed here"
        case .expectedCommaOrEnd: "`,` or the end of the list or object is needed here"
        case .trailingBytes: "nothing may follow the value"
        case .tooDeep(let limit): "lists and objects are nested more than \(limit) levels deep"
        case .duplicateName(let name): "the member \(Wording.quote(name)) is there twice"
        case .invalidUTF8: "the bytes are not valid UTF-8"
        case .loneSurrogate: "a surrogate escape needs its other half"
        case .controlCharacter: "control characters in a string must be escaped"
        case .invalidEscape: "no such escape: \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX exist"
        case .numberOutOfRange: "the number is too large"
        }
    }
}
