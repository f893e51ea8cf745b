import Catalog
import Foundation
import Testing

@Suite struct OrganizationContractTests {
    @Test(arguments: StoreKind.allCases)
    func `an organization is found by identifier and by slug`(_ kind: StoreKind) async throws {
        try await kind.withStore { store in
            let acme = Sample.organization("acme")
            try await store.createOrganization(acme)
            #expect(try await store.organization(acme.id) == acme)
            #expect(try await store.organization("acme") == acme)
            await #expect(throws: CatalogError.notFound) { try await store.organization("other") }
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `two organizations cannot have one slug`(_ kind: StoreKind) async throws {
        try await kind.withStore { store in
            try await store.createOrganization(Sample.organization("acme"))
            await #expect(throws: CatalogError.slugTaken("acme")) {
                try await store.createOrganization(Sample.organization("acme"))
            }
            #expect(try await store.organizations().count == 1)
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `organizations come oldest first`(_ kind: StoreKind) async throws {
        try await kind.withStore { store in
            for (slug, milliseconds) in [("second", 2_000), ("first", 1_000), ("third", 3_000)] as [(String, Int64)] {
                try await store.createOrganization(
                    Organization(
                        id: Sample.id(.organization), slug: slug, name: slug,
                        createdAt: Date(wholeMilliseconds: milliseconds)))
            }
            #expect(try await store.organizations().map(\.slug) == ["first", "second", "third"])
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `a malformed slug or name makes no organization`(_ kind: StoreKind) async throws {
        try await kind.withStore { store in
            let id = Sample.id(.organization)
            await #expect(throws: CatalogError.malformedSlug("Not A Slug")) {
                try await store.createOrganization(
                    Organization(id: id, slug: "Not A Slug", name: "x", createdAt: Sample.moment))
            }
            await #expect(throws: CatalogError.malformedName("a\0b")) {
                try await store.createOrganization(
                    Organization(id: id, slug: "acme", name: "a\0b", createdAt: Sample.moment))
            }
            let organizations = try await store.organizations()
            #expect(organizations.isEmpty)
        }
    }
}
