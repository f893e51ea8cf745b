/// Reads decimal numbers as JSON, CSS and SVG paths write them.
enum DecimalNumber {
    enum Grammar {
        /// RFC 8259: no `+`, no leading zeros, digits on both sides of the point.
        case json
        /// CSS Syntax 3: a sign, no digits needed before the point.
        case css
        /// SVG 1.1: as CSS, and no digits needed after the point.
        case svg
    }

    /// Powers of ten that a double holds exactly.
    private static let powers: [Double] = [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22,
    ]

    /// The longest number at `start`, and where it ends; nothing where there is none. The value may be infinite.
    static func read(_ bytes: [UInt8], from start: Int, as grammar: Grammar) -> (value: Double, end: Int)? {
        var digits = Digits(bytes: bytes, position: start)
        var isNegative = false
        if let sign = digits.next, sign == UInt8(ascii: "-") || (sign == UInt8(ascii: "+") && grammar != .json) {
            isNegative = sign == UInt8(ascii: "-")
            digits.position += 1
        }
        let whole: Int
        if grammar == .json, digits.next == UInt8(ascii: "0") {
            digits.position += 1
            whole = 1
        } else {
            whole = digits.run()
        }
        if digits.next == UInt8(ascii: "."), grammar != .json || whole > 0 {
            let point = digits.position
            digits.position += 1
            let fraction = digits.run(isFraction: true)
            if fraction == 0, grammar != .svg || whole == 0 { digits.position = point }
            if whole == 0, fraction == 0 { return nil }
        } else if whole == 0 {
            return nil
        }
        let exponent = digits.exponent()
        return (digits.value(exponent: exponent, isNegative: isNegative, from: start), digits.position)
    }

    private struct Digits {
        let bytes: [UInt8]
        var position: Int
        private var mantissa: UInt64 = 0
        private var significant = 0
        private var fraction = 0

        init(bytes: [UInt8], position: Int) {
            self.bytes = bytes
            self.position = position
        }

        var next: UInt8? { position < bytes.count ? bytes[position] : nil }

        /// Steps over digits, says how many.
        mutating func run(isFraction: Bool = false) -> Int {
            let start = position
            while let byte = next, byte &- 0x30 < 10 {
                if significant > 0 || byte != 0x30 { significant += 1 }
                if significant <= 18 { mantissa = mantissa * 10 + UInt64(byte - 0x30) }
                position += 1
            }
            if isFraction { fraction = position - start }
            return position - start
        }

        /// Steps over `e`, a sign and digits, where all that is there.
        mutating func exponent() -> Int {
            guard let letter = next, letter | 0x20 == UInt8(ascii: "e") else { return 0 }
            let start = position
            position += 1
            var isNegative = false
            if let sign = next, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
                isNegative = sign == UInt8(ascii: "-")
                position += 1
            }
            let first = position
            var exponent = 0
            while let byte = next, byte &- 0x30 < 10 {
                exponent = min(exponent * 10 + Int(byte - 0x30), 100_000)
                position += 1
            }
            if position == first { position = start }
            return isNegative ? -exponent : exponent
        }

        /// Exact in one rounding where mantissa and power of ten are exact (Clinger 1990), else by the library.
        func value(exponent: Int, isNegative: Bool, from start: Int) -> Double {
            let power = exponent - fraction
            if significant <= 18, mantissa <= 1 << 53, abs(power) <= 22 {
                let magnitude = Double(mantissa)
                let factor = DecimalNumber.powers[abs(power)]
                let value = power < 0 ? magnitude / factor : magnitude * factor
                return isNegative ? -value : value
            }
            let text = String(decoding: bytes[start..<position], as: UTF8.self)
            // The library wants digits after a point; SVG does not.
            return Double(fraction == 0 ? text.replacing(".", with: ".0") : text) ?? .infinity
        }
    }
}
