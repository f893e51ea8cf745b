import Catalog
import Foundation
import Limit
import Testing

@Suite struct HistoryWriterTests {
    private let store = WatchedHistory()
    private let organizationID = "org_1"
    private let everything = HistoryFilter()

    private func writer(rows: Int = 100, batch: Int = 10) -> HistoryWriter {
        var limits = Limits()
        limits.store.historyBufferRows = rows
        limits.store.historyBatchRows = batch
        return HistoryWriter(store: store, limits: limits)
    }

    private func row(_ number: Int, keyID: String = "key_1") -> RenderRecord {
        var generator = SeededGenerator(seed: UInt64(number))
        return RenderRecord(
            id: Identifier.make(.render, using: &generator), organizationID: organizationID, templateID: "tmpl_1",
            templateSlug: "card", revision: 1, keyID: keyID, source: .sync, status: 200, format: "png", width: 10,
            height: 10, byteCount: 100, durationMilliseconds: 1,
            createdAt: Date(wholeMilliseconds: 1_700_000_000_000 + Int64(number)))
    }

    @Test func `a row is seen before it is written, and once after`() async throws {
        let writer = writer()
        let row = row(1)
        writer.record(row)
        await #expect(throws: CatalogError.notFound) {
            try await store.render(organizationID: organizationID, id: row.id)
        }
        for _ in 1...2 {
            #expect(try await writer.render(organizationID: organizationID, id: row.id) == row)
            let page = try await writer.renders(
                organizationID: organizationID, matching: everything, page: PageRequest(limit: 10))
            #expect(page.items == [row])
            try await writer.flush()
        }
        #expect(try await store.render(organizationID: organizationID, id: row.id) == row)
    }

    @Test func `an unwritten row is for its organization alone`() async throws {
        let writer = writer()
        writer.record(row(1))
        await #expect(throws: CatalogError.notFound) {
            try await writer.render(organizationID: "org_2", id: row(1).id)
        }
        let page = try await writer.renders(
            organizationID: "org_2", matching: everything, page: PageRequest(limit: 10))
        #expect(page.items.isEmpty)
    }

    @Test(arguments: 1...9)
    func `pages join written and unwritten rows in order`(_ size: Int) async throws {
        let writer = writer()
        let rows = (1...8).map { row($0) }
        // Written and unwritten by turns, so that each page has both.
        for row in rows where row.createdAt.wholeMilliseconds % 2 == 0 { writer.record(row) }
        try await writer.flush()
        for row in rows where row.createdAt.wholeMilliseconds % 2 == 1 { writer.record(row) }
        var seen: [RenderRecord] = []
        var cursor: String?
        repeat {
            let page = try await writer.renders(
                organizationID: organizationID, matching: everything,
                page: PageRequest(cursor: cursor, limit: size))
            #expect(page.items.count <= size)
            seen += page.items
            cursor = page.nextCursor
        } while cursor != nil
        #expect(seen == rows.reversed())
    }

    @Test func `filters hold for unwritten rows`() async throws {
        let writer = writer()
        writer.record(row(1, keyID: "key_1"))
        writer.record(row(2, keyID: "key_2"))
        let page = try await writer.renders(
            organizationID: organizationID, matching: HistoryFilter(keyID: "key_2"), page: PageRequest(limit: 10))
        #expect(page.items == [row(2, keyID: "key_2")])
    }

    @Test func `one row more than the limit is dropped and counted`() async throws {
        let writer = writer(rows: 3)
        #expect((1...3).allSatisfy { writer.record(row($0)) })
        #expect(!writer.record(row(4)))
        #expect(writer.statistics.droppedCount == 1)
        #expect(writer.statistics.unwrittenCount == 3)
        try await writer.flush()
        #expect(writer.record(row(5)))
        #expect(writer.statistics.writtenCount == 3)
    }

    @Test func `rows that are being written count against the limit`() async throws {
        let writer = writer(rows: 3, batch: 3)
        for number in 1...3 { writer.record(row(number)) }
        store.hold()
        let flush = Task { try await writer.flush() }
        var appends = store.appends.makeAsyncIterator()
        #expect(await appends.next() == 3)
        #expect(!writer.record(row(4)))
        store.release()
        try await flush.value
        #expect(writer.record(row(5)))
    }

    @Test func `rows that the store refuses are kept and seen and written later`() async throws {
        let writer = writer(batch: 2)
        for number in 1...5 { writer.record(row(number)) }
        store.setFailing(true)
        await #expect(throws: CatalogError.storageFull) { try await writer.flush() }
        #expect(writer.statistics.failureCount == 1)
        #expect(writer.statistics.unwrittenCount == 5)
        #expect(try await writer.render(organizationID: organizationID, id: row(1).id) == row(1))
        store.setFailing(false)
        try await writer.flush()
        let page = try await store.renders(
            organizationID: organizationID, matching: everything, page: PageRequest(limit: 10))
        #expect(page.items == (1...5).reversed().map { row($0) })
    }

    @Test func `a flush waits for the batch that is being written`() async throws {
        let writer = writer()
        writer.record(row(1))
        store.hold()
        let first = Task { try await writer.flush() }
        var appends = store.appends.makeAsyncIterator()
        #expect(await appends.next() == 1)
        // The row is in the store's hands: seen once, by look-up and page.
        #expect(try await writer.render(organizationID: organizationID, id: row(1).id) == row(1))
        writer.record(row(2))
        let second = Task { try await writer.flush() }
        store.release()
        try await second.value
        #expect(writer.statistics.unwrittenCount == 0)
        try await first.value
    }

    @Test func `the rows of a deleted key are gone, unwritten ones and those being written too`() async throws {
        let writer = writer(batch: 1)
        writer.record(row(1, keyID: "key_gone"))
        store.hold()
        let flush = Task { try await writer.flush() }
        var appends = store.appends.makeAsyncIterator()
        #expect(await appends.next() == 1)
        writer.record(row(2, keyID: "key_gone"))
        writer.record(row(3, keyID: "key_kept"))
        try await writer.deleteRenders(ofKey: "key_gone")
        store.release()
        try await flush.value
        let page = try await writer.renders(
            organizationID: organizationID, matching: everything, page: PageRequest(limit: 10))
        #expect(page.items == [row(3, keyID: "key_kept")])
    }

    @Test(.timeLimit(.minutes(5)))
    func `rows of many renders at once are each written once`() async throws {
        let writer = writer(rows: 2_000, batch: 64)
        await withTaskGroup(of: Void.self) { group in
            for number in 1...1_000 {
                group.addTask {
                    writer.record(row(number))
                    if number % 100 == 0 { do { try await writer.flush() } catch { Issue.record(error) } }
                }
            }
        }
        try await writer.flush()
        #expect(writer.statistics.writtenCount == 1_000)
        #expect(writer.statistics.unwrittenCount == 0)
    }
}
