import Templates

/// The pairs of a query string in their order, percent-decoded; `+` is a space.
package struct QueryPairs: Sendable, Equatable {
    package struct Pair: Sendable, Equatable {
        package let name: String
        package let value: String
    }

    package let pairs: [Pair]

    /// Decodes a query string strictly.
    ///
    /// - Parameter query: What stands after the `?`, without it.
    /// - Throws: A validation error for a broken escape or bytes that are no UTF-8.
    package init(_ query: some StringProtocol) throws(APIError) {
        var pairs: [Pair] = []
        var problems: [Problem] = []
        for part in query.utf8.split(separator: UInt8(ascii: "&")) {
            let equals = part.firstIndex(of: UInt8(ascii: "="))
            let name = Self.decoded(part[..<(equals ?? part.endIndex)])
            let value = equals.map { Self.decoded(part[part.index(after: $0)...]) } ?? ""
            if let name, let value {
                pairs.append(Pair(name: name, value: value))
            } else {
                problems.append(
                    Problem(
                        pointer: name.map { "/" + $0 } ?? "",
                        detail: "a % must be followed by two hexadecimal digits, and the bytes must be UTF-8"))
            }
        }
        guard problems.isEmpty else { throw APIError(problems: problems) }
        self.pairs = pairs
    }

    /// Values of the first spelling or its alias, in their order.
    package func values(of name: String, alias: String? = nil) -> [String] {
        pairs.filter { $0.name == name || $0.name == alias }.map(\.value)
    }

    /// Percent-decodes; nil for a broken escape, invalid UTF-8 or a NUL.
    private static func decoded(_ bytes: some Sequence<UInt8>) -> String? {
        var result: [UInt8] = []
        var iterator = bytes.makeIterator()
        while let byte = iterator.next() {
            switch byte {
            case UInt8(ascii: "+"): result.append(UInt8(ascii: " "))
            case UInt8(ascii: "%"):
                guard let high = iterator.next().flatMap(hexadecimal), let low = iterator.next().flatMap(hexadecimal)
                else { return nil }
                result.append(high << 4 | low)
            default: result.append(byte)
            }
        }
        return result.contains(0) ? nil : String(validating: result, as: UTF8.self)
    }

    private static func hexadecimal(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
