import Catalog
import Testing

@Suite struct SettingsContractTests {
    @Test(arguments: StoreKind.allCases)
    func `a new organization has no hosts and private caching`(_ kind: StoreKind) async throws {
        try await kind.withOrganization { store, organizationID in
            let settings = try await store.settings(organizationID: organizationID)
            #expect(settings == Settings())
            await #expect(throws: CatalogError.notFound) { try await store.settings(organizationID: "org_none") }
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `settings are read back as they were changed, hosts in order`(_ kind: StoreKind) async throws {
        try await kind.withOrganization { store, organizationID in
            let changed = try await store.changeSettings(organizationID: organizationID) {
                $0.allowedHosts = ["b.example", "a.example:8080"]
                $0.cachePolicy = .public
                $0.rateProfile = .pro
                $0.remoteImageHosts = ["z.example", "*.y.example"]
            }
            #expect(changed.allowedHosts == ["b.example", "a.example:8080"])
            #expect(try await store.settings(organizationID: organizationID) == changed)
            #expect(changed.remoteImageHosts == ["z.example", "*.y.example"])
            let emptied = try await store.changeSettings(organizationID: organizationID) {
                $0.allowedHosts = []
                $0.remoteImageHosts = []
            }
            #expect(emptied == Settings(cachePolicy: .public, rateProfile: .pro))
            #expect(try await store.settings(organizationID: organizationID) == emptied)
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `changes at the same time are all kept`(_ kind: StoreKind) async throws {
        try await kind.withOrganization { store, organizationID in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<50 {
                    group.addTask {
                        _ = try await store.changeSettings(organizationID: organizationID) {
                            $0.allowedHosts.append("host-\(number).example")
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(try await Set(store.settings(organizationID: organizationID).allowedHosts).count == 50)
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `settings belong to one organization`(_ kind: StoreKind) async throws {
        try await kind.withOrganization { store, organizationID in
            let other = Sample.organization("other")
            try await store.createOrganization(other)
            _ = try await store.changeSettings(organizationID: organizationID) { $0.allowedHosts = ["a.example"] }
            let settings = try await store.settings(organizationID: other.id)
            #expect(settings == Settings())
            await #expect(throws: CatalogError.notFound) {
                try await store.changeSettings(organizationID: "org_none") { $0.cachePolicy = .public }
            }
        }
    }
}
