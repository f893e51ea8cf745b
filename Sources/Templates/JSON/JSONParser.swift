/// Strict JSON (RFC 8259) from UTF-8 bytes: nothing is repaired, dropped or overwritten in silence.
///
/// Refused beyond the grammar: a name twice in one object, nesting past a limit, invalid UTF-8, lone surrogates,
/// numbers that no double holds, a byte order mark.
public enum JSONParser {
    /// Levels of nesting that no call can exceed, so that no input exhausts a thread's stack.
    public static let depthCeiling = 128

    /// Reads one value.
    ///
    /// - Parameters:
    ///   - bytes: UTF-8, at most as many as the caller allowed.
    ///   - maximumDepth: Levels of lists and objects, the outermost is 1; at most ``depthCeiling`` counts.
    public static func parse(_ bytes: [UInt8], maximumDepth: Int = 32) throws(JSONParseError) -> JSONValue {
        var scanner = JSONScanner(bytes: bytes, maximumDepth: min(maximumDepth, depthCeiling))
        do {
            return try scanner.document()
        } catch {
            throw error.located(in: bytes)
        }
    }

    /// Reads one value from bytes of any collection.
    public static func parse(
        _ bytes: some Collection<UInt8>, maximumDepth: Int = 32
    ) throws(JSONParseError) -> JSONValue {
        try parse(Array(bytes), maximumDepth: maximumDepth)
    }

    /// Reads one value from a text.
    public static func parse(_ text: String, maximumDepth: Int = 32) throws(JSONParseError) -> JSONValue {
        try parse(Array(text.utf8), maximumDepth: maximumDepth)
    }
}

/// A parse error on its way out: each level that it leaves adds its step of the pointer.
struct JSONFault: Error {
    let reason: JSONParseError.Reason
    let offset: Int
    private var pointer = ""

    init(_ reason: JSONParseError.Reason, at offset: Int) {
        self.reason = reason
        self.offset = offset
    }

    func within(_ token: String) -> JSONFault {
        var outer = self
        outer.pointer = JSONPointer.step(token) + pointer
        return outer
    }

    /// Adds line and column, counted in characters (UTF-8 continuation bytes do not count).
    func located(in bytes: [UInt8]) -> JSONParseError {
        let before = bytes.prefix(offset)
        let newLine = UInt8(ascii: "\n")
        let lineStart = before.lastIndex(of: newLine).map { $0 + 1 } ?? 0
        return JSONParseError(
            reason: reason, offset: offset, line: 1 + before.count { $0 == newLine },
            column: 1 + before[lineStart...].count { $0 & 0xC0 != 0x80 }, pointer: pointer)
    }
}
