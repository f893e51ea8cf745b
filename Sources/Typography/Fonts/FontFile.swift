/// A font that somebody uploaded.
public struct FontFile: Sendable {
    /// For people; it decides nothing.
    public let name: String
    /// OpenType, TrueType or a collection of those.
    public let bytes: [UInt8]
    /// The content's hash, such as SHA-256 in hex: it stands for the bytes in ``FontCollection/fingerprint``.
    public let hash: String

    /// Holds the bytes as they are; they are checked when they join a collection.
    public init(name: String, bytes: [UInt8], hash: String) {
        self.name = name
        self.bytes = bytes
        self.hash = hash
    }
}

/// What a font file says about its first face.
public struct FontDescription: Sendable, Equatable {
    /// The typographic family name, or the plain one where that is missing.
    public let family: String
    /// 1–1000, a variable face's default.
    public let weight: Int
    /// The `wght` axis of a variable face; one weight for a static one.
    public let weights: ClosedRange<Int>
    /// True for italic and oblique faces.
    public let isItalic: Bool
    /// Glyphs of the first face.
    public let glyphCount: Int
    /// Faces in the file: more than one only in a collection.
    public let faceCount: Int
    /// True where the font brings colour bitmaps.
    public let isColor: Bool
}
