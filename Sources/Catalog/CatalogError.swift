/// What a store of the catalog can refuse, or fail at.
public enum CatalogError: Error, Equatable, Sendable {
    /// No such object in this organization.
    case notFound
    /// Another template (or organization) has this slug.
    case slugTaken(String)
    /// Another asset of the organization has this name.
    case nameTaken(String)
    /// The caller expected another revision than the current one.
    case revisionMismatch(current: Int)
    /// Templates, by slug, whose current revision uses the asset: sorted, at most ``inUseLimit``.
    case inUse(by: [String])
    /// Not a slug: see ``Slug/isValid(_:)``.
    case malformedSlug(String)
    /// Not an asset's name (``AssetName``) or not a display name (``DisplayName``).
    case malformedName(String)
    /// A cursor that no page of this list has given.
    case malformedCursor
    /// A page size outside `1...maximum`.
    case pageLimitOutOfRange(maximum: Int)
    /// Nothing more can be written: the disk is full.
    case storageFull
    /// The storage failed; the reason is short and holds no SQL, path or value.
    case storage(reason: String)

    /// Slugs that ``inUse(by:)`` names at most.
    public static let inUseLimit = 20
}
