extension MemoryStore {
    public func addUsage(_ rows: [UsageRow]) {
        for row in rows {
            let place = usageRows.firstIndex {
                $0.organizationID == row.organizationID && $0.keyID == row.keyID && $0.grain == row.grain
                    && $0.start == row.start
            }
            if let place { usageRows[place].counts.add(row.counts) } else { usageRows.append(row) }
        }
    }

    public func usage(
        organizationID: String, keyIDs: Set<String>?, grain: UsageGrain, from start: Int, to end: Int
    ) -> [UsageRow] {
        let keys = keyIDs ?? [""]
        return usageRows.filter {
            $0.organizationID == organizationID && keys.contains($0.keyID) && $0.grain == grain
                && (start..<max(start, end)).contains($0.start)
        }
    }

    public func pruneUsage(_ grain: UsageGrain, before start: Int) {
        usageRows.removeAll { $0.grain == grain && $0.start < start }
    }
}
