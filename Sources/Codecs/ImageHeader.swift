import Canvas
import Limit

/// What an image says about itself before a pixel is decoded.
public struct ImageHeader: Sendable, Equatable {
    public let format: ImageFormat
    /// Columns as stored, before orientation.
    public let width: Int
    /// Rows as stored, before orientation.
    public let height: Int
    /// True where pixels may be transparent: an alpha channel, or a tRNS chunk.
    public let hasAlpha: Bool
    /// The EXIF orientation, `1...8`; 1 where there is none, or none that is valid.
    public let orientation: Int
    /// True where an ICC profile is embedded. Decoding ignores it.
    public let hasColorProfile: Bool

    /// The size after orientation: that of the decoded pixmap.
    public var uprightSize: (width: Int, height: Int) {
        orientation >= 5 ? (height, width) : (width, height)
    }

    /// Refuses a size that is empty, passes the limits, or passes what a pixmap can hold.
    static func check(width: Int, height: Int, limits: Limits.Input) throws(CodecError) {
        guard width > 0, height > 0 else { throw .damaged("empty size") }
        let side = min(limits.imageSidePixels, Pixmap.sideLimitPixels)
        guard width <= side, height <= side, width * height <= limits.imagePixels else {
            throw .tooLarge(width: width, height: height)
        }
    }
}
