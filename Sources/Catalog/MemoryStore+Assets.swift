extension MemoryStore {
    public func addAsset(
        _ asset: AssetRecord, bytes: [UInt8], replacing isReplacing: Bool
    ) throws(CatalogError) -> AssetRecord {
        try AssetName.check(asset.name)
        try requireOrganization(asset.organizationID)
        let old = assetsByID.values.first {
            $0.organizationID == asset.organizationID && $0.name == asset.name
        }
        if old != nil, !isReplacing { throw .nameTaken(asset.name) }
        let stored = asset.replacing(id: old?.id ?? asset.id)
        assetsByID[stored.id] = stored
        blobs[stored.hash] = bytes
        if let old { dropBlobIfUnused(old.hash) }
        return stored
    }

    public func deleteAsset(organizationID: String, id: String) throws(CatalogError) {
        let asset = try asset(organizationID: organizationID, id: id)
        let users = templatesByID.values
            .filter { $0.current.organizationID == organizationID && $0.uses.contains(asset.name) }
            .map(\.current.slug)
        guard users.isEmpty else {
            throw .inUse(by: Array(users.sorted().prefix(CatalogError.inUseLimit)))
        }
        assetsByID[id] = nil
        dropBlobIfUnused(asset.hash)
    }

    public func asset(organizationID: String, id: String) throws(CatalogError) -> AssetRecord {
        guard let found = assetsByID[id], found.organizationID == organizationID else { throw .notFound }
        return found
    }

    public func assets(organizationID: String, named names: Set<String>) -> [String: AssetRecord] {
        let found = assetsByID.values.filter { $0.organizationID == organizationID && names.contains($0.name) }
        return Dictionary(uniqueKeysWithValues: found.map { ($0.name, $0) })
    }

    public func assets(organizationID: String, page: PageRequest) throws(CatalogError) -> Page<AssetRecord> {
        let own = assetsByID.values.filter { $0.organizationID == organizationID }
        return Page(of: own, below: try page.start(of: .asset), limit: page.limit)
    }

    public func fonts(organizationID: String) -> [AssetRecord] {
        assetsByID.values.filter { $0.organizationID == organizationID && $0.kind == .font }
            .sorted { $0.name < $1.name }
    }

    public func assetBytes(hash: String) throws(CatalogError) -> [UInt8] {
        guard let bytes = blobs[hash] else { throw .notFound }
        return bytes
    }

    private func dropBlobIfUnused(_ hash: String) {
        if !assetsByID.values.contains(where: { $0.hash == hash }) { blobs[hash] = nil }
    }
}
