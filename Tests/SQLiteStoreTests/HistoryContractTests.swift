import Catalog
import Foundation
import Testing

@Suite struct HistoryContractTests {
    @Test(arguments: StoreKind.allCases)
    func `a render is read back as it was recorded`(_ kind: StoreKind) async throws {
        try await kind.withOrganization { store, organizationID in
            let painted = Sample.render(organizationID: organizationID, templateID: "tmpl_1")
            let refused = Sample.render(organizationID: organizationID, status: 422)
            try await store.appendRenders([painted, refused])
            for record in [painted, refused] {
                #expect(try await store.render(organizationID: organizationID, id: record.id) == record)
                await #expect(throws: CatalogError.notFound) {
                    try await store.render(organizationID: "org_other", id: record.id)
                }
            }
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `a batch that is written twice is there once`(_ kind: StoreKind) async throws {
        try await kind.withOrganization { store, organizationID in
            let record = Sample.render(organizationID: organizationID)
            try await store.appendRenders([record, record])
            try await store.appendRenders([record, Sample.render(organizationID: organizationID)])
            let page = try await store.renders(
                organizationID: organizationID, matching: HistoryFilter(), page: PageRequest(limit: 10))
            #expect(page.items.count == 2)
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `filters narrow one by one and together`(_ kind: StoreKind) async throws {
        try await kind.withOrganization { store, organizationID in
            var records: [RenderRecord] = []
            for number in 0..<24 {
                records.append(
                    Sample.render(
                        organizationID: organizationID, templateID: number % 2 == 0 ? "tmpl_a" : "tmpl_b",
                        keyID: number % 3 == 0 ? "key_a" : "key_b", status: number % 4 == 0 ? 422 : 200,
                        after: Double(number)))
            }
            try await store.appendRenders(records)
            try await store.appendRenders([Sample.render(organizationID: "org_other", templateID: "tmpl_a")])
            let moment = records[10].createdAt
            let filters = [
                HistoryFilter(), HistoryFilter(templateID: "tmpl_a"), HistoryFilter(keyID: "key_a"),
                HistoryFilter(status: 422), HistoryFilter(since: moment), HistoryFilter(until: moment),
                HistoryFilter(templateID: "tmpl_b", keyID: "key_b", status: 200, since: moment),
                HistoryFilter(templateID: "tmpl_none"), HistoryFilter(templateID: "tmpl_a", status: 422),
                HistoryFilter(status: 200), HistoryFilter(status: 422),
            ]
            for filter in filters {
                let expected = records.filter(filter.matches).sorted { $0.position > $1.position }
                let seen = try await Sample.all(in: 5) {
                    try await store.renders(organizationID: organizationID, matching: filter, page: $0)
                }
                #expect(seen == expected, "\(filter)")
            }
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `pruning drops the old, then the oldest of too many`(_ kind: StoreKind) async throws {
        try await kind.withOrganization { store, organizationID in
            let records = (0..<50).map { Sample.render(organizationID: organizationID, after: Double($0)) }
            try await store.appendRenders(records)
            #expect(try await store.pruneRenders(before: records[20].createdAt, keeping: 30) == 20)
            #expect(try await store.pruneRenders(before: records[20].createdAt, keeping: 29) == 1)
            #expect(try await store.pruneRenders(before: records[20].createdAt, keeping: 9) == 20)
            let seen = try await store.renders(
                organizationID: organizationID, matching: HistoryFilter(), page: PageRequest(limit: 100))
            #expect(seen.items == records[41...].reversed())
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `what is old is pruned wherever it stands and whosever it is`(_ kind: StoreKind) async throws {
        try await kind.withOrganization { store, organizationID in
            let records = (0..<50).map { Sample.render(organizationID: organizationID, after: Double($0)) }
            let others = (0..<9).map { Sample.render(organizationID: "org_other", after: Double($0)) }
            // Young rows that came first, of a clock that was wrong, hold up none behind them.
            let early = (0..<30).map { Sample.render(organizationID: organizationID, after: 1_000 + Double($0)) }
            try await store.appendRenders(early + (records + others).shuffled())
            #expect(try await store.pruneRenders(before: records[40].createdAt, keeping: 100) == 49)
            let seen = try await store.renders(
                organizationID: organizationID, matching: HistoryFilter(), page: PageRequest(limit: 100))
            #expect(seen.items == Array((records[40...] + early).reversed()))
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `the renders of a deleted key are gone and none can follow`(_ kind: StoreKind) async throws {
        try await kind.withOrganization { store, organizationID in
            let kept = Sample.render(organizationID: organizationID, keyID: "key_kept")
            try await store.appendRenders([
                Sample.render(organizationID: organizationID, keyID: "key_gone"), kept,
            ])
            try await store.deleteRenders(ofKey: "key_gone")
            try await store.appendRenders([Sample.render(organizationID: organizationID, keyID: "key_gone")])
            let seen = try await store.renders(
                organizationID: organizationID, matching: HistoryFilter(), page: PageRequest(limit: 100))
            #expect(seen.items == [kept])
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `what no column holds is made storable`(_ kind: StoreKind) async throws {
        try await kind.withOrganization { store, organizationID in
            let odd = RenderRecord(
                id: Sample.id(.render), organizationID: organizationID, templateID: nil, templateSlug: "a\0b",
                revision: nil, keyID: "key_1", source: .sync, status: 400, detail: "no layer 'x\0y'", format: "",
                width: 0, height: 0, byteCount: 0, durationMilliseconds: .nan,
                createdAt: Date(timeIntervalSince1970: .infinity))
            try await store.appendRenders([odd])
            let stored = try await store.render(organizationID: organizationID, id: odd.id)
            #expect(stored == odd)
            #expect(stored.detail == "no layer 'x\u{FFFD}y'")
            #expect(stored.durationMilliseconds == 0)
        }
    }
}
