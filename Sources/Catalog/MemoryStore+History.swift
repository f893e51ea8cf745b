import Foundation

extension MemoryStore {
    public func appendRenders(_ records: [RenderRecord]) {
        for record in records where rendersByID[record.id] == nil && !deletedKeys.contains(record.keyID) {
            rendersByID[record.id] = record
        }
    }

    public func render(organizationID: String, id: String) throws(CatalogError) -> RenderRecord {
        guard let found = rendersByID[id], found.organizationID == organizationID else { throw .notFound }
        return found
    }

    public func renders(
        organizationID: String, matching filter: HistoryFilter, page: PageRequest
    ) throws(CatalogError) -> Page<RenderRecord> {
        let own = rendersByID.values.filter { $0.organizationID == organizationID && filter.matches($0) }
        return Page(of: own, below: try page.start(of: .render), limit: page.limit)
    }

    public func pruneRenders(before moment: Date, keeping rows: Int) -> Int {
        let countBefore = rendersByID.count
        rendersByID = rendersByID.filter { $0.value.createdAt >= moment.storable }
        let oldestFirst = rendersByID.values.sorted { $0.position < $1.position }
        for record in oldestFirst.dropLast(max(0, rows)) { rendersByID[record.id] = nil }
        return countBefore - rendersByID.count
    }

    public func deleteRenders(ofKey keyID: String) {
        deletedKeys.insert(keyID)
        rendersByID = rendersByID.filter { $0.value.keyID != keyID }
        usageRows.removeAll { $0.keyID == keyID }
    }
}
