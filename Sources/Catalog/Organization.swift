import Foundation

/// The owner of everything else: templates, assets, keys, settings and history.
public struct Organization: Sendable, Equatable {
    /// `org_…`.
    public let id: String
    /// Unique in the installation.
    public let slug: String
    public let name: String
    /// Whole milliseconds.
    public let createdAt: Date

    /// Makes the value; ``OrganizationStore/createOrganization(_:)`` checks it.
    public init(id: String, slug: String, name: String, createdAt: Date) {
        self.id = id
        self.slug = slug
        self.name = name
        self.createdAt = createdAt.storable
    }
}
