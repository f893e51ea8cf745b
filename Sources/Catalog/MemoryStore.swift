import Foundation

/// A store that forgets: for tests, and for rendering without a data folder.
public actor MemoryStore: Store {
    struct StoredTemplate {
        var current: TemplateRecord
        var revisions: [TemplateRevision]
        var uses: Set<String>
    }

    var organizationsByID: [String: Organization] = [:]
    var templatesByID: [String: StoredTemplate] = [:]
    var assetsByID: [String: AssetRecord] = [:]
    var blobs: [String: [UInt8]] = [:]
    var settingsByOrganization: [String: Settings] = [:]
    var rendersByID: [String: RenderRecord] = [:]
    var deletedKeys: Set<String> = []
    var usageRows: [UsageRow] = []

    /// Makes an empty store.
    public init() {}

    public func createOrganization(_ organization: Organization) throws(CatalogError) {
        try Slug.check(organization.slug)
        try DisplayName.check(organization.name)
        guard !organizationsByID.values.contains(where: { $0.slug == organization.slug }) else {
            throw .slugTaken(organization.slug)
        }
        organizationsByID[organization.id] = organization
    }

    public func renameOrganization(_ id: String, to name: String) throws(CatalogError) -> Organization {
        try DisplayName.check(name)
        guard let old = organizationsByID[id] else { throw .notFound }
        let new = Organization(id: id, slug: old.slug, name: name, createdAt: old.createdAt)
        organizationsByID[id] = new
        return new
    }

    public func organization(_ idOrSlug: String) throws(CatalogError) -> Organization {
        let found = organizationsByID[idOrSlug] ?? organizationsByID.values.first { $0.slug == idOrSlug }
        guard let found else { throw .notFound }
        return found
    }

    public func organizations() -> [Organization] {
        organizationsByID.values.sorted { ($0.createdAt, $0.id) < ($1.createdAt, $1.id) }
    }

    public func settings(organizationID: String) throws(CatalogError) -> Settings {
        try requireOrganization(organizationID)
        return settingsByOrganization[organizationID] ?? Settings()
    }

    public func changeSettings(
        organizationID: String, _ change: @escaping @Sendable (inout Settings) -> Void
    ) throws(CatalogError) -> Settings {
        var settings = try settings(organizationID: organizationID)
        change(&settings)
        settingsByOrganization[organizationID] = settings
        return settings
    }

    func requireOrganization(_ id: String) throws(CatalogError) {
        guard organizationsByID[id] != nil else { throw .notFound }
    }
}
