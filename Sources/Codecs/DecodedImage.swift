import Canvas

/// An image that came in: upright, premultiplied, sRGB by assumption.
public struct DecodedImage: Sendable {
    /// The pixels, EXIF orientation applied.
    public let pixmap: Pixmap
    /// True where an ICC profile was embedded, which the pixels do not follow.
    public let ignoredColorProfile: Bool
}
