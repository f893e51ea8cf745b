import Foundation

/// What was asked of the server, by key, minute and hour. Use ``UsageLedger`` in front of it.
public protocol UsageStore: Sendable {
    /// Adds counts to those that are there already, all or none.
    func addUsage(_ rows: [UsageRow]) async throws(CatalogError)

    /// The rows of one organization in a span of time, in any order.
    ///
    /// - Parameters:
    ///   - keyIDs: Keys whose rows are wanted; nil asks for the rows of all keys together.
    ///   - start: Rows that begin at this epoch second or later.
    ///   - end: Rows that begin before it.
    func usage(
        organizationID: String, keyIDs: Set<String>?, grain: UsageGrain, from start: Int, to end: Int
    ) async throws(CatalogError) -> [UsageRow]

    /// Deletes rows of a grain that began before an epoch second.
    func pruneUsage(_ grain: UsageGrain, before start: Int) async throws(CatalogError)
}

extension UsageStore {
    /// Deletes minutes and hours that are older than they are kept.
    package func pruneUsage(now: Date, minuteDays: Int, hourDays: Int) async throws(CatalogError) {
        let moment = Int(now.timeIntervalSince1970)
        try await pruneUsage(.minute, before: moment - minuteDays * 86_400)
        try await pruneUsage(.hour, before: moment - hourDays * 86_400)
    }
}
