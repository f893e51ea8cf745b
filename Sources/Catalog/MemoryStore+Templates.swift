extension MemoryStore {
    public func createTemplate(
        id: String, organizationID: String, _ save: TemplateSave
    ) throws(CatalogError) -> TemplateRecord {
        try save.check()
        try requireOrganization(organizationID)
        try requireFreeSlug(save.slug, organizationID: organizationID, for: id)
        let record = TemplateRecord(
            id: id, organizationID: organizationID, slug: save.slug, name: save.name, revision: 1,
            document: save.document, createdAt: save.savedAt, updatedAt: save.savedAt, createdBy: save.savedBy)
        templatesByID[id] = StoredTemplate(
            current: record, revisions: [revision(of: record, save)], uses: save.uses)
        return record
    }

    public func updateTemplate(
        organizationID: String, idOrSlug: String, _ save: TemplateSave, expecting revision: Int?
    ) throws(CatalogError) -> TemplateRecord {
        try save.check()
        var stored = try stored(organizationID: organizationID, idOrSlug: idOrSlug, expecting: revision)
        try requireFreeSlug(save.slug, organizationID: organizationID, for: stored.current.id)
        stored.current = TemplateRecord(
            id: stored.current.id, organizationID: organizationID, slug: save.slug, name: save.name,
            revision: stored.current.revision + 1, document: save.document, createdAt: stored.current.createdAt,
            updatedAt: save.savedAt, createdBy: stored.current.createdBy)
        stored.revisions.append(self.revision(of: stored.current, save))
        stored.uses = save.uses
        templatesByID[stored.current.id] = stored
        return stored.current
    }

    public func deleteTemplate(
        organizationID: String, idOrSlug: String, expecting revision: Int?
    ) throws(CatalogError) {
        let stored = try stored(organizationID: organizationID, idOrSlug: idOrSlug, expecting: revision)
        templatesByID[stored.current.id] = nil
    }

    public func template(organizationID: String, idOrSlug: String) throws(CatalogError) -> TemplateRecord {
        try stored(organizationID: organizationID, idOrSlug: idOrSlug, expecting: nil).current
    }

    public func templates(organizationID: String, page: PageRequest) throws(CatalogError) -> Page<TemplateSummary> {
        let own = templatesByID.values.lazy.map(\.current.summary).filter { $0.organizationID == organizationID }
        return Page(of: own, below: try page.start(of: .template), limit: page.limit)
    }

    public func templateRevision(
        organizationID: String, idOrSlug: String, revision: Int
    ) throws(CatalogError) -> TemplateRevision {
        let stored = try stored(organizationID: organizationID, idOrSlug: idOrSlug, expecting: nil)
        guard let found = stored.revisions.first(where: { $0.revision == revision }) else { throw .notFound }
        return found
    }

    public func templateRevisions(
        organizationID: String, idOrSlug: String, page: PageRequest
    ) throws(CatalogError) -> Page<TemplateRevisionSummary> {
        let stored = try stored(organizationID: organizationID, idOrSlug: idOrSlug, expecting: nil)
        return Page(
            of: stored.revisions.map(\.summary), below: try page.start(of: .template), limit: page.limit)
    }

    private func stored(
        organizationID: String, idOrSlug: String, expecting revision: Int?
    ) throws(CatalogError) -> StoredTemplate {
        let found =
            templatesByID[idOrSlug]
            ?? templatesByID.values.first {
                $0.current.slug == idOrSlug && $0.current.organizationID == organizationID
            }
        guard let found, found.current.organizationID == organizationID else { throw .notFound }
        if let revision, revision != found.current.revision {
            throw .revisionMismatch(current: found.current.revision)
        }
        return found
    }

    private func requireFreeSlug(_ slug: String, organizationID: String, for id: String) throws(CatalogError) {
        let isTaken = templatesByID.values.contains {
            $0.current.slug == slug && $0.current.organizationID == organizationID && $0.current.id != id
        }
        if isTaken { throw .slugTaken(slug) }
    }

    private func revision(of record: TemplateRecord, _ save: TemplateSave) -> TemplateRevision {
        TemplateRevision(
            templateID: record.id, revision: record.revision, name: save.name, document: save.document,
            savedAt: save.savedAt, savedBy: save.savedBy)
    }
}
