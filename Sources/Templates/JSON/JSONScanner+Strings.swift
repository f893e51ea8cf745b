extension JSONScanner {
    /// Reads a string whose opening quote is next.
    mutating func string() throws(JSONFault) -> String {
        position += 1
        let start = position
        try plainBytes()
        if bytes[position] == UInt8(ascii: "\"") {
            defer { position += 1 }
            return String(decoding: bytes[start..<position], as: UTF8.self)
        }
        var text = Array(bytes[start..<position])
        while bytes[position] != UInt8(ascii: "\"") {
            try escape(into: &text)
            let plain = position
            try plainBytes()
            text.append(contentsOf: bytes[plain..<position])
        }
        position += 1
        return String(decoding: text, as: UTF8.self)
    }

    /// Steps over bytes that stand for themselves, up to a quote or backslash, and refuses invalid UTF-8 among them.
    private mutating func plainBytes() throws(JSONFault) {
        let start = position
        var isASCII = true
        while position < bytes.count {
            let byte = bytes[position]
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { break }
            if byte < 0x20 { throw fault(.controlCharacter) }
            if byte >= 0x80 { isASCII = false }
            position += 1
        }
        if !isASCII, let offset = UTF8Check.firstInvalid(in: bytes, start..<position) {
            throw JSONFault(.invalidUTF8, at: offset)
        }
        guard position < bytes.count else { throw fault(.unexpectedEnd) }
    }

    private mutating func escape(into text: inout [UInt8]) throws(JSONFault) {
        let start = position
        guard position + 1 < bytes.count else { throw JSONFault(.unexpectedEnd, at: bytes.count) }
        position += 2
        switch bytes[position - 1] {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(bytes[position - 1])
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "u"): text.append(contentsOf: String(try scalar(from: start)).utf8)
        default: throw JSONFault(.invalidEscape, at: start)
        }
    }

    /// Reads the digits after `\u`, and the second escape of a surrogate pair.
    private mutating func scalar(from start: Int) throws(JSONFault) -> Character {
        let first = try codeUnit(from: start)
        if let scalar = Unicode.Scalar(first) { return Character(scalar) }
        let second = position
        guard (0xD800...0xDBFF).contains(first), bytes[second...].starts(with: [0x5C, 0x75]) else {
            throw JSONFault(.loneSurrogate, at: start)
        }
        position += 2
        let low = try codeUnit(from: second)
        guard (0xDC00...0xDFFF).contains(low),
            let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (low - 0xDC00))
        else { throw JSONFault(.loneSurrogate, at: start) }
        return Character(scalar)
    }

    private mutating func codeUnit(from start: Int) throws(JSONFault) -> UInt32 {
        var unit: UInt32 = 0
        for _ in 0..<4 {
            guard position < bytes.count else { throw fault(.unexpectedEnd) }
            guard let digit = Character(Unicode.Scalar(bytes[position])).hexDigitValue, bytes[position] < 0x80 else {
                throw JSONFault(.invalidEscape, at: start)
            }
            unit = unit << 4 | UInt32(digit)
            position += 1
        }
        return unit
    }
}

/// Finds what is no UTF-8 (Unicode 15, table 3-7: no overlong forms, no surrogates, nothing past U+10FFFF).
enum UTF8Check {
    static func firstInvalid(in bytes: [UInt8], _ range: Range<Int>) -> Int? {
        var index = range.lowerBound
        while index < range.upperBound {
            let lead = bytes[index]
            if lead < 0x80 {
                index += 1
                continue
            }
            let (count, second): (Int, ClosedRange<UInt8>)
            switch lead {
            case 0xC2...0xDF: (count, second) = (2, 0x80...0xBF)
            case 0xE0: (count, second) = (3, 0xA0...0xBF)
            case 0xED: (count, second) = (3, 0x80...0x9F)
            case 0xE1...0xEF: (count, second) = (3, 0x80...0xBF)
            case 0xF0: (count, second) = (4, 0x90...0xBF)
            case 0xF1...0xF3: (count, second) = (4, 0x80...0xBF)
            case 0xF4: (count, second) = (4, 0x80...0x8F)
            default: return index
            }
            guard index + count <= range.upperBound, second.contains(bytes[index + 1]),
                bytes[(index + 2)..<(index + count)].allSatisfy({ $0 & 0xC0 == 0x80 })
            else { return index }
            index += count
        }
        return nil
    }
}
