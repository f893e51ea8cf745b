import Catalog
import Testing

@Suite struct PageContractTests {
    @Test(arguments: StoreKind.allCases)
    func `templates come newest first, each once, whatever the page size`(_ kind: StoreKind) async throws {
        try await kind.withOrganization { store, organizationID in
            var made: [String] = []
            for number in 0..<7 {
                // Two by two in the same moment: the identifier decides between them.
                let template = try await store.createTemplate(
                    id: Sample.id(.template), organizationID: organizationID,
                    Sample.save("card-\(number)", after: Double(number / 2)))
                made.append(template.id)
            }
            for size in 1...8 {
                let seen = try await Sample.all(in: size) {
                    try await store.templates(organizationID: organizationID, page: $0)
                }
                #expect(Set(seen.map(\.id)) == Set(made))
                #expect(seen.count == made.count)
                #expect(seen.map(\.position) == seen.map(\.position).sorted(by: >))
            }
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `a page that holds exactly the rest has no cursor`(_ kind: StoreKind) async throws {
        try await kind.withOrganization { store, organizationID in
            for number in 0..<3 {
                _ = try await store.createTemplate(
                    id: Sample.id(.template), organizationID: organizationID, Sample.save("card-\(number)"))
            }
            let whole = try await store.templates(organizationID: organizationID, page: PageRequest(limit: 3))
            #expect(whole.nextCursor == nil)
            let part = try await store.templates(organizationID: organizationID, page: PageRequest(limit: 2))
            #expect(part.nextCursor != nil)
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `pages stay the same while others insert`(_ kind: StoreKind) async throws {
        try await kind.withOrganization { store, organizationID in
            for number in 0..<20 {
                try await store.appendRenders([
                    Sample.render(organizationID: organizationID, after: Double(number))
                ])
            }
            let expected = try await store.renders(
                organizationID: organizationID, matching: HistoryFilter(), page: PageRequest(limit: 100))
            async let inserted: Void = {
                for number in 20..<60 {
                    try await store.appendRenders([
                        Sample.render(organizationID: organizationID, after: Double(number))
                    ])
                }
            }()
            var seen = expected.items.prefix(3)
            var cursor = seen.last?.position.text
            while let next = cursor {
                let page = try await store.renders(
                    organizationID: organizationID, matching: HistoryFilter(),
                    page: PageRequest(cursor: next, limit: 3))
                seen += page.items
                cursor = page.nextCursor
            }
            try await inserted
            #expect(Array(seen) == expected.items)
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `a bad cursor is an error, another list's too`(_ kind: StoreKind) async throws {
        try await kind.withOrganization { store, organizationID in
            let foreign = Sample.render(organizationID: organizationID).position.text
            for cursor in ["", "nonsense", "%%%", foreign, foreign + "A", String(repeating: "A", count: 10_000)] {
                await #expect(throws: CatalogError.malformedCursor) {
                    try await store.templates(
                        organizationID: organizationID, page: PageRequest(cursor: cursor, limit: 1))
                }
            }
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `revisions come last saved first`(_ kind: StoreKind) async throws {
        try await kind.withOrganization { store, organizationID in
            let id = Sample.id(.template)
            _ = try await store.createTemplate(id: id, organizationID: organizationID, Sample.save("card"))
            for _ in 2...5 {
                _ = try await store.updateTemplate(
                    organizationID: organizationID, idOrSlug: id, Sample.save("card"), expecting: nil)
            }
            let seen = try await Sample.all(in: 2) {
                try await store.templateRevisions(organizationID: organizationID, idOrSlug: id, page: $0)
            }
            #expect(seen.map(\.revision) == [5, 4, 3, 2, 1])
        }
    }
}
