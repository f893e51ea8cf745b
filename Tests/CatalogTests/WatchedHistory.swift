import Catalog
import Foundation
import Synchronization

/// A history store that tells of what it does, and that can fail or be held.
final class WatchedHistory: HistoryStore {
    private struct State {
        var isFailing = false
        var isHeld = false
        var held: [CheckedContinuation<Void, Never>] = []
    }

    /// How many rows each attempt to append had.
    let appends: AsyncStream<Int>
    /// The moment given to each pruning.
    let prunings: AsyncStream<Date>
    private let memory = MemoryStore()
    private let state = Mutex(State())
    private let appended: AsyncStream<Int>.Continuation
    private let pruned: AsyncStream<Date>.Continuation

    init() {
        (appends, appended) = AsyncStream.makeStream()
        (prunings, pruned) = AsyncStream.makeStream()
    }

    func setFailing(_ isFailing: Bool) { state.withLock { $0.isFailing = isFailing } }

    func hold() { state.withLock { $0.isHeld = true } }

    func release() {
        let held = state.withLock { state in
            state.isHeld = false
            defer { state.held = [] }
            return state.held
        }
        for continuation in held { continuation.resume() }
    }

    func appendRenders(_ records: [RenderRecord]) async throws(CatalogError) {
        let isFailing = state.withLock { $0.isFailing }
        appended.yield(records.count)
        await withCheckedContinuation { continuation in
            let isHeld = state.withLock { state in
                if state.isHeld { state.held.append(continuation) }
                return state.isHeld
            }
            if !isHeld { continuation.resume() }
        }
        if isFailing { throw .storageFull }
        await memory.appendRenders(records)
    }

    func render(organizationID: String, id: String) async throws(CatalogError) -> RenderRecord {
        try await memory.render(organizationID: organizationID, id: id)
    }

    func renders(
        organizationID: String, matching filter: HistoryFilter, page: PageRequest
    ) async throws(CatalogError) -> Page<RenderRecord> {
        try await memory.renders(organizationID: organizationID, matching: filter, page: page)
    }

    func pruneRenders(before moment: Date, keeping rows: Int) async throws(CatalogError) -> Int {
        pruned.yield(moment)
        return await memory.pruneRenders(before: moment, keeping: rows)
    }

    func deleteRenders(ofKey keyID: String) async throws(CatalogError) {
        await memory.deleteRenders(ofKey: keyID)
    }
}
