import Catalog
import Foundation
import Limit
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(5))) struct HistoryLoopTests {
    private let store = WatchedHistory()
    private let clock = ManualClock()
    private let writer: HistoryWriter

    init() {
        var limits = Limits()
        limits.store.historyBatchRows = 3
        limits.store.historyFlushMilliseconds = 500
        limits.store.historyPruneSeconds = 3_600
        limits.server.historyDays = 30
        writer = HistoryWriter(store: store, limits: limits)
    }

    private func row(_ number: Int) -> RenderRecord {
        var generator = SeededGenerator(seed: UInt64(number))
        return RenderRecord(
            id: Identifier.make(.render, using: &generator), organizationID: "org_1", templateID: nil,
            templateSlug: nil, revision: nil, keyID: "key_1", source: .sync, status: 200, format: "png", width: 1,
            height: 1, byteCount: 1, durationMilliseconds: 1, createdAt: Date(wholeMilliseconds: Int64(number)))
    }

    /// Runs the loop beside a test's body and ends it.
    private func whileRunning(
        onFailure: @escaping @Sendable (CatalogError) -> Void = { Issue.record($0) }, _ body: () async -> Void
    ) async {
        let (writer, clock) = (writer, clock)
        let loop = Task {
            await writer.run(
                clock: clock, now: { Date(wholeMilliseconds: 10_000_000_000) }, onFailure: onFailure)
        }
        await clock.waitForSleepers(2)
        await body()
        loop.cancel()
        await loop.value
    }

    @Test func `a full batch is written at once`() async {
        await whileRunning {
            var appends = store.appends.makeAsyncIterator()
            for number in 1...3 { writer.record(row(number)) }
            #expect(await appends.next() == 3)
        }
    }

    @Test func `a row is written when the interval has passed`() async {
        await whileRunning {
            var appends = store.appends.makeAsyncIterator()
            writer.record(row(1))
            clock.advance(by: .milliseconds(499))
            #expect(writer.statistics.writtenCount == 0)
            clock.advance(by: .milliseconds(1))
            #expect(await appends.next() == 1)
        }
    }

    @Test func `what is left is written when the loop ends`() async throws {
        await whileRunning { writer.record(row(1)) }
        #expect(writer.statistics.writtenCount == 1)
        #expect(try await store.render(organizationID: "org_1", id: row(1).id) == row(1))
    }

    @Test func `a refusal is told and the rows are tried again`() async {
        let failures = Mutex<[CatalogError]>([])
        await whileRunning(onFailure: { error in failures.withLock { $0.append(error) } }) {
            var appends = store.appends.makeAsyncIterator()
            store.setFailing(true)
            for number in 1...3 { writer.record(row(number)) }
            #expect(await appends.next() == 3)
            store.setFailing(false)
            clock.advance(by: .milliseconds(500))
            #expect(await appends.next() == 3)
        }
        #expect(failures.withLock { $0 } == [.storageFull])
        #expect(writer.statistics.writtenCount == 3)
    }

    @Test func `history is pruned every hour by days and rows`() async {
        await whileRunning {
            var prunings = store.prunings.makeAsyncIterator()
            clock.advance(by: .seconds(3_600))
            #expect(await prunings.next() == Date(wholeMilliseconds: 10_000_000_000 - 30 * 86_400_000))
        }
    }
}
