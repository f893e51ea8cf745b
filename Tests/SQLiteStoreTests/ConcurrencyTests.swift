import Catalog
import SQLiteStore
import Testing

@Suite struct ConcurrencyTests {
    @Test(.timeLimit(.minutes(5)), arguments: StoreKind.allCases)
    func `a thousand writers at once all succeed`(_ kind: StoreKind) async throws {
        try await kind.withOrganization { store, organizationID in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<1_000 {
                    group.addTask {
                        switch number % 4 {
                        case 0:
                            _ = try await store.createTemplate(
                                id: Sample.id(.template), organizationID: organizationID,
                                Sample.save("card-\(number)"))
                        case 1:
                            _ = try await store.addAsset(
                                Sample.asset("asset-\(number)", organizationID: organizationID), bytes: [1],
                                replacing: false)
                        case 2:
                            _ = try await store.templates(
                                organizationID: organizationID, page: PageRequest(limit: 10))
                        default: try await store.appendRenders([Sample.render(organizationID: organizationID)])
                        }
                    }
                }
                try await group.waitForAll()
            }
            let templates = try await Sample.all(in: 100) {
                try await store.templates(organizationID: organizationID, page: $0)
            }
            let renders = try await Sample.all(in: 100) {
                try await store.renders(organizationID: organizationID, matching: HistoryFilter(), page: $0)
            }
            #expect(templates.count == 250)
            #expect(renders.count == 250)
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `of writers that expect the same revision exactly one wins`(_ kind: StoreKind) async throws {
        try await kind.withOrganization { store, organizationID in
            let id = Sample.id(.template)
            _ = try await store.createTemplate(id: id, organizationID: organizationID, Sample.save("card"))
            let wins = await withTaskGroup(of: Bool.self) { group in
                for _ in 0..<50 {
                    group.addTask {
                        do {
                            _ = try await store.updateTemplate(
                                organizationID: organizationID, idOrSlug: id, Sample.save("card"), expecting: 1)
                            return true
                        } catch {
                            return false
                        }
                    }
                }
                return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(wins == 1)
            #expect(try await store.template(organizationID: organizationID, idOrSlug: id).revision == 2)
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `a write whose caller was cancelled is finished all the same`(_ kind: StoreKind) async throws {
        try await kind.withStore { store in
            for number in 0..<50 {
                let task = Task { try await store.createOrganization(Sample.organization("acme-\(number)")) }
                task.cancel()
                try await task.value
            }
            #expect(try await store.organizations().count == 50)
        }
    }
}
