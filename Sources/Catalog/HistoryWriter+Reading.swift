extension HistoryWriter {
    /// One render, written or not.
    ///
    /// - Throws: ``CatalogError/notFound``, or what the store throws.
    public nonisolated func render(organizationID: String, id: String) async throws(CatalogError) -> RenderRecord {
        // In this order: a row leaves the buffer only after the store has it.
        let waiting = unwritten.first { $0.id == id && $0.organizationID == organizationID }
        if let waiting { return waiting }
        return try await store.render(organizationID: organizationID, id: id)
    }

    /// A page of renders, written or not, newest first.
    public nonisolated func renders(
        organizationID: String, matching filter: HistoryFilter, page: PageRequest
    ) async throws(CatalogError) -> Page<RenderRecord> {
        let start = try page.start(of: .render)
        let waiting = unwritten.filter {
            $0.organizationID == organizationID && filter.matches($0) && $0.position < start
        }
        let stored = try await store.renders(organizationID: organizationID, matching: filter, page: page)
        if waiting.isEmpty { return stored }
        // A row may have been written between the two reads.
        let known = Set(stored.items.map(\.id))
        let merged = Page(
            of: stored.items + waiting.filter { !known.contains($0.id) }, below: start, limit: page.limit)
        if merged.nextCursor != nil || stored.nextCursor == nil { return merged }
        return Page(items: merged.items, nextCursor: merged.items.last?.position.text)
    }

    /// Deletes the renders of a key that is being deleted, written or not.
    public nonisolated func deleteRenders(ofKey keyID: String) async throws(CatalogError) {
        forget(keyID: keyID)
        try await store.deleteRenders(ofKey: keyID)
    }
}
