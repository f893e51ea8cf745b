import Foundation

/// What an asset is.
public enum AssetKind: String, Sendable, CaseIterable {
    case image, font
}

/// An image or font of an organization. Its bytes are stored once per content, under their hash.
public struct AssetRecord: Sendable, Equatable, PageItem {
    /// `ast_…`; stays the same when the bytes are replaced.
    public let id: String
    public let organizationID: String
    /// Unique in the organization; see ``AssetName``.
    public let name: String
    public let kind: AssetKind
    /// The media type that was found in the bytes.
    public let contentType: String
    /// SHA-256 of the bytes in lower-case hexadecimal.
    public let hash: String
    public let byteCount: Int
    /// Columns of an image.
    public let width: Int?
    /// Rows of an image.
    public let height: Int?
    /// Family of a font.
    public let family: String?
    /// Weight of a font, 1–1000.
    public let weight: Int?
    /// Whether a font is italic.
    public let isItalic: Bool?
    public let createdAt: Date
    public let createdBy: String

    /// Makes the value; ``AssetStore/addAsset(_:bytes:replacing:)`` checks it.
    public init(
        id: String, organizationID: String, name: String, kind: AssetKind, contentType: String, hash: String,
        byteCount: Int, width: Int? = nil, height: Int? = nil, family: String? = nil, weight: Int? = nil,
        isItalic: Bool? = nil, createdAt: Date, createdBy: String
    ) {
        self.id = id
        self.organizationID = organizationID
        self.name = name
        self.kind = kind
        self.contentType = contentType
        self.hash = hash
        self.byteCount = byteCount
        self.width = width
        self.height = height
        self.family = family
        self.weight = weight
        self.isItalic = isItalic
        self.createdAt = createdAt.storable
        self.createdBy = createdBy
    }

    public var position: Cursor { Cursor(order: createdAt.wholeMilliseconds, id: id) }

    /// The same asset under the identifier of the one that it replaces.
    package func replacing(id: String) -> AssetRecord {
        AssetRecord(
            id: id, organizationID: organizationID, name: name, kind: kind, contentType: contentType, hash: hash,
            byteCount: byteCount, width: width, height: height, family: family, weight: weight, isItalic: isItalic,
            createdAt: createdAt, createdBy: createdBy)
    }
}
