/// A colour in sRGB, not premultiplied.
public struct Color: Sendable, Hashable {
    /// 0...255 each; fractions are kept until a pixel is written.
    public var red: Double
    public var green: Double
    public var blue: Double
    /// 0...1.
    public var alpha: Double

    public init(red: Double, green: Double, blue: Double, alpha: Double = 1) {
        self.red = red
        self.green = green
        self.blue = blue
        self.alpha = alpha
    }

    public static let black = Color(red: 0, green: 0, blue: 0)
    public static let white = Color(red: 255, green: 255, blue: 255)

    public func withAlpha(multipliedBy factor: Double) -> Color {
        Color(red: red, green: green, blue: blue, alpha: alpha * factor)
    }

    /// The premultiplied pixel: R in the lowest byte, then G, B, A.
    public var premultiplied: UInt32 {
        Self.pixel(red * alpha, green * alpha, blue * alpha, alpha * 255)
    }

    /// Rounds four channels, 0...255 and already premultiplied, to a pixel whose colours never exceed its alpha.
    static func pixel(_ red: Double, _ green: Double, _ blue: Double, _ alpha: Double) -> UInt32 {
        func level(_ value: Double, _ limit: UInt32) -> UInt32 {
            min(UInt32(Swift.min(Swift.max(value, 0), 255) + 0.5), limit)
        }
        let a = level(alpha, 255)
        return level(red, a) | level(green, a) << 8 | level(blue, a) << 16 | a << 24
    }
}
