/// Why a text is no colour.
public enum CSSColorError: Error, Equatable, Sendable {
    case empty
    /// `#` needs 3, 4, 6 or 8 hexadecimal digits.
    case hexDigits
    case unknownName(String)
    /// `currentColor` has no meaning in a template.
    case currentColor
    /// Not one of `rgb`, `rgba`, `hsl`, `hsla`.
    case unknownFunction(String)
    /// The arguments of this function follow neither syntax of CSS.
    case arguments(of: String)
}

/// CSS colours (CSS Color 4, sRGB notations): `#rgb #rgba #rrggbb #rrggbbaa`, `rgb() rgba() hsl() hsla()` with commas
/// or with blanks and a slash, the 148 names, `transparent`. Case and blanks around do not matter.
public enum CSSColor {
    /// Reads a colour. Values out of range are clamped, as CSS does.
    public static func parse(_ text: String) throws(CSSColorError) -> RGBA {
        let bytes = trimmed(Array(text.utf8))
        guard let first = bytes.first else { throw .empty }
        if first == UInt8(ascii: "#") { return try hexColor(bytes) }
        let letters = bytes.prefix { $0 | 0x20 >= UInt8(ascii: "a") && $0 | 0x20 <= UInt8(ascii: "z") }
        let name = String(decoding: letters.map { $0 | 0x20 }, as: UTF8.self)
        guard letters.count < bytes.count else { return try namedColor(name) }
        guard bytes[letters.count] == UInt8(ascii: "(") else {
            throw .unknownName(text)
        }
        var arguments = ColorArguments(bytes: bytes, position: letters.count + 1)
        let color: RGBA?
        switch name {
        case "rgb", "rgba": color = arguments.rgb()
        case "hsl", "hsla": color = arguments.hsl()
        default: throw .unknownFunction(name)
        }
        guard let color else { throw .arguments(of: name) }
        return color
    }

    private static func trimmed(_ bytes: [UInt8]) -> [UInt8] {
        let isBlank: (UInt8) -> Bool = { ColorArguments.isBlank($0) }
        guard bytes.first.map(isBlank) == true || bytes.last.map(isBlank) == true else { return bytes }
        return Array(bytes.drop(while: isBlank).reversed().drop(while: isBlank).reversed())
    }

    private static func namedColor(_ name: String) throws(CSSColorError) -> RGBA {
        if name == "transparent" { return RGBA(hex: 0, alpha: 0) }
        if name == "currentcolor" { throw .currentColor }
        guard let hex = CSSColorNames.table[name] else { throw .unknownName(name) }
        return RGBA(hex: hex)
    }

    private static func hexColor(_ bytes: [UInt8]) throws(CSSColorError) -> RGBA {
        let isShort = bytes.count < 7
        guard [4, 5, 7, 9].contains(bytes.count) else { throw .hexDigits }
        var digits: UInt32 = 0
        for byte in bytes.dropFirst() {
            guard let digit = hexDigit(byte) else { throw .hexDigits }
            digits = isShort ? digits << 8 | digit << 4 | digit : digits << 4 | digit
        }
        let hasAlpha = bytes.count == 5 || bytes.count == 9
        return hasAlpha ? RGBA(hex: digits >> 8, alpha: Double(digits & 0xFF) / 255) : RGBA(hex: digits)
    }

    private static func hexDigit(_ byte: UInt8) -> UInt32? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte - UInt8(ascii: "a") + 10)
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte - UInt8(ascii: "A") + 10)
        default: nil
        }
    }
}

extension CSSColorError: CustomStringConvertible {
    /// The reason, for people.
    public var description: String {
        switch self {
        case .empty: "the text is empty"
        case .hexDigits: "`#` needs 3, 4, 6 or 8 hexadecimal digits"
        case .unknownName(let name):
            "no colour is named \(Wording.quote(name))\(Wording.suggestion(for: name, among: CSSColorNames.sorted))"
        case .currentColor: "`currentColor` has no meaning here, name the colour itself"
        case .unknownFunction(let name):
            "there is no \(Wording.quote(name + "()")), but rgb(), rgba(), hsl() and hsla()"
        case .arguments(of: let name) where name.hasPrefix("rgb"):
            "the arguments are wrong, write \(name)(255, 0, 0, 0.5) or \(name)(255 0 0 / 50%)"
        case .arguments(of: let name):
            "the arguments are wrong, write \(name)(120, 100%, 50%, 0.5) or \(name)(120deg 100% 50% / 50%)"
        }
    }
}
