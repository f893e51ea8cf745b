/// Writes JSON values as UTF-8 text, members sorted by the bytes of their names.
struct JSONWriter {
    private(set) var bytes: [UInt8] = []
    /// Two blanks a level and one member a line, where true; nothing between tokens, where false.
    let isPretty: Bool

    private static let hexDigits = Array("0123456789abcdef".utf8)

    init(isPretty: Bool) { self.isPretty = isPretty }

    mutating func write(_ value: JSONValue, level: Int = 0) {
        switch value {
        case .null: append("null")
        case .bool(let flag): append(flag ? "true" : "false")
        case .number(let number): append(Self.text(of: number))
        case .string(let text): write(text)
        case .array(let items):
            list("[", items, "]", level) { writer, item in writer.write(item, level: level + 1) }
        case .object(let members):
            let write = { (writer: inout JSONWriter, member: (key: String, value: JSONValue)) in
                writer.write(member.key)
                writer.append(writer.isPretty ? ": " : ":")
                writer.write(member.value, level: level + 1)
            }
            // One member, which most objects of a request have, is in order.
            guard members.count > 1 else { return list("{", members, "}", level, write) }
            list("{", members.sorted { Self.precedes($0.key.utf8.span, $1.key.utf8.span) }, "}", level, write)
        }
    }

    /// The shortest decimal that reads back as the same number; whole numbers have no fraction.
    static func text(of number: Double) -> String {
        guard number.isFinite else { return "null" }
        if number == number.rounded(), abs(number) < 0x1p53 { return String(Int64(number)) }
        return number.description
    }

    private mutating func list<Items: Collection>(
        _ open: String, _ items: Items, _ close: String, _ level: Int,
        _ body: (inout JSONWriter, Items.Element) -> Void
    ) {
        append(open)
        for (index, item) in items.enumerated() {
            if index > 0 { append(",") }
            newLine(level + 1)
            body(&self, item)
        }
        if !items.isEmpty { newLine(level) }
        append(close)
    }

    private mutating func newLine(_ level: Int) {
        guard isPretty else { return }
        bytes.append(UInt8(ascii: "\n"))
        bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * level))
    }

    private static func precedes(_ one: Span<UInt8>, _ other: Span<UInt8>) -> Bool {
        let count = min(one.count, other.count)
        var place = 0
        while place < count {
            if one[place] != other[place] { return one[place] < other[place] }
            place &+= 1
        }
        return one.count < other.count
    }

    private mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }

    private mutating func write(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        if Self.isPlain(text.utf8.span) { append(text) } else { escape(text) }
        bytes.append(UInt8(ascii: "\""))
    }

    /// Whether nothing in a text is written in another way.
    private static func isPlain(_ bytes: Span<UInt8>) -> Bool {
        var place = 0
        while place < bytes.count {
            let byte = bytes[place]
            if byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { return false }
            place &+= 1
        }
        return true
    }

    private mutating func escape(_ text: String) {
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""): append("\\\"")
            case UInt8(ascii: "\\"): append("\\\\")
            case 0x08: append("\\b")
            case 0x09: append("\\t")
            case 0x0A: append("\\n")
            case 0x0C: append("\\f")
            case 0x0D: append("\\r")
            case ..<0x20:
                append("\\u00")
                bytes.append(Self.hexDigits[Int(byte >> 4)])
                bytes.append(Self.hexDigits[Int(byte & 15)])
            default: bytes.append(byte)
            }
        }
    }
}

extension JSONValue {
    /// The one compact spelling of this value, for hashing and comparing: members sorted, numbers shortest.
    public var canonicalBytes: [UInt8] {
        var writer = JSONWriter(isPretty: false)
        writer.write(self)
        return writer.bytes
    }

    /// ``canonicalBytes`` as text.
    public var canonicalText: String { String(decoding: canonicalBytes, as: UTF8.self) }

    /// The value for people: two blanks a level, members sorted, a line break at the end.
    public var prettyText: String {
        var writer = JSONWriter(isPretty: true)
        writer.write(self)
        return String(decoding: writer.bytes, as: UTF8.self) + "\n"
    }
}
