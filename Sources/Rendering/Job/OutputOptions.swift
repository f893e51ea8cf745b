import Codecs

/// What a picture is written as.
public enum OutputFormat: String, Sendable, Hashable, CaseIterable {
    case png, jpeg

    /// The MIME type.
    public var contentType: String { "image/\(rawValue)" }
}

/// Everything about a picture that is not in its template: size, density and encoding.
public struct OutputOptions: Sendable, Hashable {
    public var format: OutputFormat
    /// 1...100, JPEG only.
    public var quality: Int
    /// A new canvas size in CSS pixels; one alone keeps the aspect ratio, none is the template's own.
    public var width: Int?
    public var height: Int?
    /// Device pixels a CSS pixel, 0.1...4.
    public var scale: Double
    /// PNG only.
    public var compression: PNGCompression
    /// Refuse a picture whose report has something that the template did not ask for.
    public var isStrict: Bool

    public init(
        format: OutputFormat = .png, quality: Int = 90, width: Int? = nil, height: Int? = nil, scale: Double = 1,
        compression: PNGCompression = .fast, isStrict: Bool = false
    ) {
        self.format = format
        self.quality = quality
        self.width = width
        self.height = height
        self.scale = scale
        self.compression = compression
        self.isStrict = isStrict
    }
}
