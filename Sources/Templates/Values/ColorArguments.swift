/// The arguments of `rgb()` and `hsl()`, in the comma syntax or in the blank-and-slash syntax of CSS Color 4.
struct ColorArguments {
    private enum Unit { case number, percent, degrees, none }

    private struct Argument {
        let value: Double
        let unit: Unit

        /// The value where 100 % is `whole`; nothing for an angle.
        func scaled(percentOf whole: Double) -> Double? {
            switch unit {
            case .number: value
            case .percent: value * whole / 100
            case .none: 0
            case .degrees: nil
            }
        }
    }

    private let bytes: [UInt8]
    private var position: Int

    init(bytes: [UInt8], position: Int) {
        self.bytes = bytes
        self.position = position
    }

    static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) && byte != 0x0B }

    /// Red, green and blue of 0–255 or percents; with commas all three of one kind.
    mutating func rgb() -> RGBA? {
        guard let (channels, alpha, isLegacy) = list() else { return nil }
        if isLegacy, channels.contains(where: { $0.unit != channels[0].unit }) { return nil }
        var parts: [Double] = []
        for channel in channels {
            guard let part = channel.scaled(percentOf: 255) else { return nil }
            parts.append(min(max(part, 0), 255))
        }
        return RGBA(red: parts[0], green: parts[1], blue: parts[2], alpha: alpha)
    }

    /// Hue in degrees, saturation and lightness in percent.
    mutating func hsl() -> RGBA? {
        guard let (channels, alpha, isLegacy) = list(), channels[0].unit != .percent else { return nil }
        if isLegacy, channels.dropFirst().contains(where: { $0.unit != .percent }) { return nil }
        guard let saturation = channels[1].scaled(percentOf: 100), let lightness = channels[2].scaled(percentOf: 100)
        else { return nil }
        let s = min(max(saturation / 100, 0), 1)
        let l = min(max(lightness / 100, 0), 1)
        let turn = channels[0].value.truncatingRemainder(dividingBy: 360)
        let hue = turn < 0 ? turn + 360 : turn
        // CSS Color 4, "Converting HSL colors to sRGB".
        func channel(_ n: Double) -> Double {
            let k = (n + hue / 30).truncatingRemainder(dividingBy: 12)
            return 255 * (l - s * min(l, 1 - l) * max(-1, min(k - 3, 9 - k, 1)))
        }
        return RGBA(red: channel(0), green: channel(8), blue: channel(4), alpha: alpha)
    }

    /// Three channels, an alpha, whether commas part them, and nothing after the parenthesis.
    private mutating func list() -> (channels: [Argument], alpha: Double, isLegacy: Bool)? {
        guard let first = argument() else { return nil }
        let isLegacy = take(UInt8(ascii: ","))
        var channels = [first]
        while channels.count < 3 {
            if isLegacy, channels.count > 1, !take(UInt8(ascii: ",")) { return nil }
            guard let next = argument() else { return nil }
            channels.append(next)
        }
        var alpha = 1.0
        if take(UInt8(ascii: isLegacy ? "," : "/")) {
            guard let last = argument(), let scaled = last.scaled(percentOf: 1) else { return nil }
            if isLegacy, last.unit == .none { return nil }
            alpha = min(max(scaled, 0), 1)
        }
        guard take(UInt8(ascii: ")")), position == bytes.count else { return nil }
        if isLegacy, channels.contains(where: { $0.unit == .none }) { return nil }
        return (channels, alpha, isLegacy)
    }

    private mutating func argument() -> Argument? {
        skipBlanks()
        guard let number = DecimalNumber.read(bytes, from: position, as: .css) else {
            return word() == "none" ? Argument(value: 0, unit: .none) : nil
        }
        guard number.value.isFinite else { return nil }
        position = number.end
        if position < bytes.count, bytes[position] == UInt8(ascii: "%") {
            position += 1
            return Argument(value: number.value, unit: .percent)
        }
        switch word() {
        case "": return Argument(value: number.value, unit: .number)
        case "deg": return Argument(value: number.value, unit: .degrees)
        case "grad": return Argument(value: number.value * 0.9, unit: .degrees)
        case "rad": return Argument(value: number.value * 180 / .pi, unit: .degrees)
        case "turn": return Argument(value: number.value.truncatingRemainder(dividingBy: 1) * 360, unit: .degrees)
        default: return nil
        }
    }

    /// Steps over letters.
    private mutating func word() -> String {
        let start = position
        while position < bytes.count, (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(bytes[position] | 0x20) {
            position += 1
        }
        return String(decoding: bytes[start..<position].map { $0 | 0x20 }, as: UTF8.self)
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        skipBlanks()
        guard position < bytes.count, bytes[position] == byte else { return false }
        position += 1
        return true
    }

    private mutating func skipBlanks() {
        while position < bytes.count, Self.isBlank(bytes[position]) { position += 1 }
    }
}
