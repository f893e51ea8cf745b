import Foundation

/// All of the catalog behind one value. Each promise below is a test that every store passes.
///
/// Whatever belongs to another organization is ``CatalogError/notFound``, as if it did not exist. Once a call that
/// writes has returned, its effect survives a crash. A cancelled task does not undo or interrupt a write.
public protocol Store: OrganizationStore, TemplateStore, AssetStore, SettingsStore, HistoryStore, UsageStore {}

/// Who owns what is stored.
public protocol OrganizationStore: Sendable {
    /// Adds an organization.
    ///
    /// - Throws: ``CatalogError/slugTaken(_:)``, ``CatalogError/malformedSlug(_:)``,
    ///   ``CatalogError/malformedName(_:)``.
    func createOrganization(_ organization: Organization) async throws(CatalogError)

    /// Changes the name that people read; the slug stays.
    ///
    /// - Throws: ``CatalogError/notFound``, ``CatalogError/malformedName(_:)``.
    func renameOrganization(_ id: String, to name: String) async throws(CatalogError) -> Organization

    /// One organization, by identifier or slug.
    func organization(_ idOrSlug: String) async throws(CatalogError) -> Organization

    /// All organizations, oldest first.
    func organizations() async throws(CatalogError) -> [Organization]
}

/// Templates and their revisions.
public protocol TemplateStore: Sendable {
    /// Saves revision 1 of a new template.
    ///
    /// - Parameter id: A fresh `tmpl_…`.
    /// - Throws: ``CatalogError/slugTaken(_:)``, ``CatalogError/malformedSlug(_:)``,
    ///   ``CatalogError/malformedName(_:)``; ``CatalogError/notFound`` where there is no such organization.
    func createTemplate(
        id: String, organizationID: String, _ save: TemplateSave
    ) async throws(CatalogError) -> TemplateRecord

    /// Saves the next revision of a template that exists. It never makes one.
    ///
    /// - Parameter revision: What the caller believes to be current; `nil` saves whatever is.
    /// - Throws: ``CatalogError/notFound``, ``CatalogError/revisionMismatch(current:)``, and as
    ///   ``createTemplate(id:organizationID:_:)``; then nothing has changed.
    func updateTemplate(
        organizationID: String, idOrSlug: String, _ save: TemplateSave, expecting revision: Int?
    ) async throws(CatalogError) -> TemplateRecord

    /// Deletes a template with all its revisions. Its renders stay in the history.
    ///
    /// - Throws: ``CatalogError/notFound``, ``CatalogError/revisionMismatch(current:)``.
    func deleteTemplate(
        organizationID: String, idOrSlug: String, expecting revision: Int?
    ) async throws(CatalogError)

    /// The current revision of a template.
    func template(organizationID: String, idOrSlug: String) async throws(CatalogError) -> TemplateRecord

    /// The organization's templates, last created first. Saving one does not move it.
    func templates(organizationID: String, page: PageRequest) async throws(CatalogError) -> Page<TemplateSummary>

    /// One revision of a template, current or not.
    func templateRevision(
        organizationID: String, idOrSlug: String, revision: Int
    ) async throws(CatalogError) -> TemplateRevision

    /// The revisions of a template, last saved first.
    func templateRevisions(
        organizationID: String, idOrSlug: String, page: PageRequest
    ) async throws(CatalogError) -> Page<TemplateRevisionSummary>
}

/// Images and fonts.
public protocol AssetStore: Sendable {
    /// Adds an asset, or replaces the bytes and facts of the one that has its name.
    ///
    /// - Parameters:
    ///   - asset: With a fresh `ast_…`, and the hash of the bytes.
    ///   - isReplacing: Whether an asset of that name may be replaced. Its identifier stays.
    /// - Returns: The asset as it is stored now.
    /// - Throws: ``CatalogError/nameTaken(_:)``, ``CatalogError/malformedName(_:)``; ``CatalogError/notFound``
    ///   where there is no such organization.
    func addAsset(
        _ asset: AssetRecord, bytes: [UInt8], replacing isReplacing: Bool
    ) async throws(CatalogError) -> AssetRecord

    /// Deletes an asset, and its bytes where no other asset has the same.
    ///
    /// - Throws: ``CatalogError/notFound``, ``CatalogError/inUse(by:)``.
    func deleteAsset(organizationID: String, id: String) async throws(CatalogError)

    /// One asset.
    func asset(organizationID: String, id: String) async throws(CatalogError) -> AssetRecord

    /// Those of the named assets that exist, by name.
    func assets(organizationID: String, named names: Set<String>) async throws(CatalogError) -> [String: AssetRecord]

    /// The organization's assets, last added or replaced first.
    func assets(organizationID: String, page: PageRequest) async throws(CatalogError) -> Page<AssetRecord>

    /// All fonts of the organization, by name.
    func fonts(organizationID: String) async throws(CatalogError) -> [AssetRecord]

    /// The bytes of an asset's hash. The hash must come from an asset that the caller may read.
    func assetBytes(hash: String) async throws(CatalogError) -> [UInt8]
}

/// What organizations choose for themselves.
public protocol SettingsStore: Sendable {
    /// The settings, or the defaults where nothing was chosen yet.
    func settings(organizationID: String) async throws(CatalogError) -> Settings

    /// Reads, changes and writes the settings in one step that no other change can come between.
    ///
    /// - Returns: The settings as they are now.
    func changeSettings(
        organizationID: String, _ change: @escaping @Sendable (inout Settings) -> Void
    ) async throws(CatalogError) -> Settings
}

/// The renders of the past. Use ``HistoryWriter`` in front of it.
public protocol HistoryStore: Sendable {
    /// Writes renders, all or none. One whose identifier is there already, or whose key was deleted, is left out.
    func appendRenders(_ records: [RenderRecord]) async throws(CatalogError)

    /// One render.
    func render(organizationID: String, id: String) async throws(CatalogError) -> RenderRecord

    /// The organization's renders that match, newest first.
    func renders(
        organizationID: String, matching filter: HistoryFilter, page: PageRequest
    ) async throws(CatalogError) -> Page<RenderRecord>

    /// Deletes renders that are too old, then the oldest of those that are too many; these may be taken in the order in
    /// which they came, which is that of their moments but for a clock that was set.
    ///
    /// - Parameters:
    ///   - moment: Renders before it go.
    ///   - rows: How many stay at most, over all organizations.
    /// - Returns: How many went.
    func pruneRenders(before moment: Date, keeping rows: Int) async throws(CatalogError) -> Int

    /// Deletes the renders of a key that is being deleted, and refuses later ones.
    func deleteRenders(ofKey keyID: String) async throws(CatalogError)
}
