/// Why a text is no value of a rule.
struct CoercionFault: Error {
    let detail: String
}

extension ValueRule {
    /// The JSON value that a text stands for, as in a URL or on a command line; its range is not checked yet.
    func coerce(_ text: String, depth: Int) throws(CoercionFault) -> JSONValue {
        switch self {
        case .number, .integer:
            let bytes = Array(text.utf8)
            guard let number = DecimalNumber.read(bytes, from: 0, as: .css), number.end == bytes.count,
                number.value.isFinite
            else { throw CoercionFault(detail: "must be a number, not \(Wording.quote(text))") }
            return .number(number.value)
        case .boolean:
            switch text {
            case "true": return .bool(true)
            case "false": return .bool(false)
            default: throw CoercionFault(detail: "must be true or false, not \(Wording.quote(text))")
            }
        case .string, .choice, .color: return .string(text)
        case .paint: return Self.starts(text, with: "{") ? try Self.json(text, depth) : .string(text)
        case .either(let first, _):
            return Self.starts(text, with: "[") ? try Self.json(text, depth) : try first.coerce(text, depth: depth)
        case .point, .list, .object, .layers: return try Self.json(text, depth)
        }
    }

    private static func starts(_ text: String, with scalar: Unicode.Scalar) -> Bool {
        text.unicodeScalars.first { !$0.properties.isWhitespace } == scalar
    }

    private static func json(_ text: String, _ depth: Int) throws(CoercionFault) -> JSONValue {
        do {
            return try JSONParser.parse(text, maximumDepth: depth)
        } catch {
            throw CoercionFault(detail: "must be JSON here: \(error)")
        }
    }
}
