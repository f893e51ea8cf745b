/// A cursor over JSON text: values, lists and objects. Recursion is bounded by `maximumDepth`.
struct JSONScanner {
    let bytes: [UInt8]
    var position = 0
    private let maximumDepth: Int
    private var depth = 0

    private static let trueWord = Array("true".utf8)
    private static let falseWord = Array("false".utf8)
    private static let nullWord = Array("null".utf8)

    init(bytes: [UInt8], maximumDepth: Int) {
        self.bytes = bytes
        self.maximumDepth = maximumDepth
    }

    mutating func document() throws(JSONFault) -> JSONValue {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { throw fault(.byteOrderMark) }
        let value = try value()
        skipBlanks()
        if position < bytes.count { throw fault(.trailingBytes) }
        return value
    }

    func fault(_ reason: JSONParseError.Reason) -> JSONFault { JSONFault(reason, at: position) }

    private mutating func value() throws(JSONFault) -> JSONValue {
        skipBlanks()
        guard position < bytes.count else { throw fault(.unexpectedEnd) }
        switch bytes[position] {
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "{"): return try object()
        case UInt8(ascii: "["): return try array()
        case UInt8(ascii: "t"): return try word(Self.trueWord, .bool(true))
        case UInt8(ascii: "f"): return try word(Self.falseWord, .bool(false))
        case UInt8(ascii: "n"): return try word(Self.nullWord, .null)
        default: return try number()
        }
    }

    private mutating func object() throws(JSONFault) -> JSONValue {
        try enter()
        defer { depth -= 1 }
        var members: [String: JSONValue] = [:]
        if take(UInt8(ascii: "}")) { return .object(members) }
        while true {
            // Many objects have one member; what has more has a few.
            if members.count == 1 { members.reserveCapacity(8) }
            skipBlanks()
            let start = position
            guard position < bytes.count else { throw fault(.unexpectedEnd) }
            guard bytes[position] == UInt8(ascii: "\"") else { throw fault(.expectedName) }
            let name = try string()
            guard take(UInt8(ascii: ":")) else { throw missing(.expectedColon) }
            let member: JSONValue
            do { member = try value() } catch { throw error.within(name) }
            if members.updateValue(member, forKey: name) != nil {
                throw JSONFault(.duplicateName(name), at: start).within(name)
            }
            if take(UInt8(ascii: ",")) { continue }
            if take(UInt8(ascii: "}")) { return .object(members) }
            throw missing(.expectedCommaOrEnd)
        }
    }

    private mutating func array() throws(JSONFault) -> JSONValue {
        try enter()
        defer { depth -= 1 }
        var items: [JSONValue] = []
        if take(UInt8(ascii: "]")) { return .array(items) }
        while true {
            do { items.append(try value()) } catch { throw error.within(String(items.count)) }
            if take(UInt8(ascii: ",")) { continue }
            if take(UInt8(ascii: "]")) { return .array(items) }
            throw missing(.expectedCommaOrEnd)
        }
    }

    private mutating func enter() throws(JSONFault) {
        guard depth < maximumDepth else { throw fault(.tooDeep(limit: maximumDepth)) }
        depth += 1
        position += 1
    }

    private mutating func word(_ word: [UInt8], _ value: JSONValue) throws(JSONFault) -> JSONValue {
        guard bytes[position...].starts(with: word) else { throw fault(.expectedValue) }
        position += word.count
        return value
    }

    private mutating func number() throws(JSONFault) -> JSONValue {
        guard let number = DecimalNumber.read(bytes, from: position, as: .json) else { throw fault(.expectedValue) }
        guard number.value.isFinite else { throw fault(.numberOutOfRange) }
        position = number.end
        return .number(number.value)
    }

    /// Steps over blanks and, where it comes next, one byte.
    private mutating func take(_ byte: UInt8) -> Bool {
        skipBlanks()
        guard position < bytes.count, bytes[position] == byte else { return false }
        position += 1
        return true
    }

    private func missing(_ reason: JSONParseError.Reason) -> JSONFault {
        fault(position < bytes.count ? reason : .unexpectedEnd)
    }

    private mutating func skipBlanks() {
        while position < bytes.count {
            switch bytes[position] {
            case 0x20, 0x0A, 0x0D, 0x09: position += 1
            default: return
            }
        }
    }
}
