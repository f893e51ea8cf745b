/// A colour in sRGB, not premultiplied.
public struct RGBA: Sendable, Hashable {
    /// 0...255; fractions are kept.
    public var red: Double
    /// 0...255; fractions are kept.
    public var green: Double
    /// 0...255; fractions are kept.
    public var blue: Double
    /// 0...1.
    public var alpha: Double

    /// Makes a colour, opaque where nothing else is said.
    public init(red: Double, green: Double, blue: Double, alpha: Double = 1) {
        self.red = red
        self.green = green
        self.blue = blue
        self.alpha = alpha
    }

    /// Opaque black.
    public static let black = RGBA(red: 0, green: 0, blue: 0)

    /// A colour from `0xRRGGBB`.
    init(hex: UInt32, alpha: Double = 1) {
        self.init(
            red: Double(hex >> 16 & 0xFF), green: Double(hex >> 8 & 0xFF), blue: Double(hex & 0xFF), alpha: alpha)
    }
}
