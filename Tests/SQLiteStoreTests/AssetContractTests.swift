import Catalog
import Testing

@Suite struct AssetContractTests {
    @Test(arguments: StoreKind.allCases)
    func `an asset is read back with its bytes`(_ kind: StoreKind) async throws {
        try await kind.withOrganization { store, organizationID in
            for asset in [
                Sample.asset("logo.png", organizationID: organizationID, hash: "a1"),
                Sample.asset("Inter-Bold", organizationID: organizationID, hash: "b2", kind: .font),
            ] {
                let bytes = [UInt8](asset.hash.utf8)
                #expect(try await store.addAsset(asset, bytes: bytes, replacing: false) == asset)
                #expect(try await store.asset(organizationID: organizationID, id: asset.id) == asset)
                #expect(try await store.assetBytes(hash: asset.hash) == bytes)
            }
            #expect(try await store.fonts(organizationID: organizationID).map(\.name) == ["Inter-Bold"])
            let found = try await store.assets(organizationID: organizationID, named: ["logo.png", "none"])
            #expect(found.keys.sorted() == ["logo.png"])
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `a name is taken unless it is replaced, which keeps the identifier`(_ kind: StoreKind) async throws {
        try await kind.withOrganization { store, organizationID in
            let first = Sample.asset("logo", organizationID: organizationID, hash: "a1")
            _ = try await store.addAsset(first, bytes: [1], replacing: false)
            let second = Sample.asset("logo", organizationID: organizationID, hash: "b2", after: 60)
            await #expect(throws: CatalogError.nameTaken("logo")) {
                try await store.addAsset(second, bytes: [2], replacing: false)
            }
            #expect(try await store.assetBytes(hash: "a1") == [1])
            let stored = try await store.addAsset(second, bytes: [2], replacing: true)
            #expect(stored.id == first.id)
            #expect(stored.hash == "b2")
            #expect(try await store.asset(organizationID: organizationID, id: first.id) == stored)
            await #expect(throws: CatalogError.notFound) { try await store.assetBytes(hash: "a1") }
            let list = try await store.assets(organizationID: organizationID, page: PageRequest(limit: 10))
            #expect(list.items == [stored])
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `replacing an asset by the same bytes keeps them`(_ kind: StoreKind) async throws {
        try await kind.withOrganization { store, organizationID in
            for _ in 1...2 {
                _ = try await store.addAsset(
                    Sample.asset("logo", organizationID: organizationID), bytes: [1], replacing: true)
            }
            #expect(try await store.assetBytes(hash: "a1") == [1])
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `the same bytes under two names go with the second`(_ kind: StoreKind) async throws {
        try await kind.withOrganization { store, organizationID in
            let assets = ["one", "two"].map { Sample.asset($0, organizationID: organizationID) }
            for asset in assets { _ = try await store.addAsset(asset, bytes: [1], replacing: false) }
            try await store.deleteAsset(organizationID: organizationID, id: assets[0].id)
            #expect(try await store.assetBytes(hash: "a1") == [1])
            try await store.deleteAsset(organizationID: organizationID, id: assets[1].id)
            await #expect(throws: CatalogError.notFound) { try await store.assetBytes(hash: "a1") }
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `an asset that a current revision uses cannot be deleted`(_ kind: StoreKind) async throws {
        try await kind.withOrganization { store, organizationID in
            let logo = Sample.asset("logo", organizationID: organizationID)
            _ = try await store.addAsset(logo, bytes: [1], replacing: false)
            for slug in ["b", "a"] {
                _ = try await store.createTemplate(
                    id: Sample.id(.template), organizationID: organizationID, Sample.save(slug, uses: ["logo"]))
            }
            await #expect(throws: CatalogError.inUse(by: ["a", "b"])) {
                try await store.deleteAsset(organizationID: organizationID, id: logo.id)
            }
            _ = try await store.updateTemplate(
                organizationID: organizationID, idOrSlug: "a", Sample.save("a"), expecting: nil)
            await #expect(throws: CatalogError.inUse(by: ["b"])) {
                try await store.deleteAsset(organizationID: organizationID, id: logo.id)
            }
            try await store.deleteTemplate(organizationID: organizationID, idOrSlug: "b", expecting: nil)
            try await store.deleteAsset(organizationID: organizationID, id: logo.id)
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `a template of another organization that uses the name does not matter`(_ kind: StoreKind) async throws {
        try await kind.withOrganization { store, organizationID in
            let other = Sample.organization("other")
            try await store.createOrganization(other)
            _ = try await store.createTemplate(
                id: Sample.id(.template), organizationID: other.id, Sample.save("card", uses: ["logo"]))
            let logo = Sample.asset("logo", organizationID: organizationID)
            _ = try await store.addAsset(logo, bytes: [1], replacing: false)
            await #expect(throws: CatalogError.notFound) {
                try await store.deleteAsset(organizationID: other.id, id: logo.id)
            }
            await #expect(throws: CatalogError.notFound) {
                try await store.asset(organizationID: other.id, id: logo.id)
            }
            #expect(try await store.assets(organizationID: other.id, named: ["logo"]).isEmpty)
            try await store.deleteAsset(organizationID: organizationID, id: logo.id)
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `at most twenty users are named`(_ kind: StoreKind) async throws {
        try await kind.withOrganization { store, organizationID in
            let logo = Sample.asset("logo", organizationID: organizationID)
            _ = try await store.addAsset(logo, bytes: [1], replacing: false)
            for number in 10..<31 {
                _ = try await store.createTemplate(
                    id: Sample.id(.template), organizationID: organizationID,
                    Sample.save("card-\(number)", uses: ["logo"]))
            }
            await #expect(throws: CatalogError.inUse(by: (10..<30).map { "card-\($0)" })) {
                try await store.deleteAsset(organizationID: organizationID, id: logo.id)
            }
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `a malformed name or an unknown organization makes no asset`(_ kind: StoreKind) async throws {
        try await kind.withOrganization { store, organizationID in
            await #expect(throws: CatalogError.malformedName("a/b")) {
                try await store.addAsset(
                    Sample.asset("a/b", organizationID: organizationID), bytes: [1], replacing: false)
            }
            await #expect(throws: CatalogError.notFound) {
                try await store.addAsset(
                    Sample.asset("logo", organizationID: "org_none"), bytes: [1], replacing: false)
            }
            await #expect(throws: CatalogError.notFound) { try await store.assetBytes(hash: "a1") }
        }
    }
}
