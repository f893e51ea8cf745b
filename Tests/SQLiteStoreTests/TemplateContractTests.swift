import Catalog
import Testing

@Suite struct TemplateContractTests {
    @Test(arguments: StoreKind.allCases)
    func `a new template is revision 1 and is read back as it was given`(_ kind: StoreKind) async throws {
        try await kind.withOrganization { store, organizationID in
            let id = Sample.id(.template)
            let made = try await store.createTemplate(
                id: id, organizationID: organizationID, Sample.save("card", document: "{ \"a\":1 }\n"))
            #expect(made.revision == 1)
            #expect(made.createdAt == made.updatedAt)
            #expect(try await store.template(organizationID: organizationID, idOrSlug: id) == made)
            #expect(try await store.template(organizationID: organizationID, idOrSlug: "card") == made)
            #expect(String(decoding: made.document, as: UTF8.self) == "{ \"a\":1 }\n")
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `every save is a new revision and the old ones stay`(_ kind: StoreKind) async throws {
        try await kind.withOrganization { store, organizationID in
            let made = try await store.createTemplate(
                id: Sample.id(.template), organizationID: organizationID, Sample.save("card", document: "[1]"))
            let saved = try await store.updateTemplate(
                organizationID: organizationID, idOrSlug: "card",
                Sample.save("card", document: "[2]", after: 60), expecting: nil)
            #expect(saved.id == made.id)
            #expect(saved.revision == 2)
            #expect(saved.createdAt == made.createdAt)
            #expect(saved.updatedAt > made.updatedAt)
            let first = try await store.templateRevision(
                organizationID: organizationID, idOrSlug: made.id, revision: 1)
            #expect(first.document == made.document)
            await #expect(throws: CatalogError.notFound) {
                try await store.templateRevision(organizationID: organizationID, idOrSlug: made.id, revision: 3)
            }
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `a save that expects another revision changes nothing`(_ kind: StoreKind) async throws {
        try await kind.withOrganization { store, organizationID in
            let made = try await store.createTemplate(
                id: Sample.id(.template), organizationID: organizationID, Sample.save("card"))
            await #expect(throws: CatalogError.revisionMismatch(current: 1)) {
                try await store.updateTemplate(
                    organizationID: organizationID, idOrSlug: "card", Sample.save("new"), expecting: 2)
            }
            await #expect(throws: CatalogError.revisionMismatch(current: 1)) {
                try await store.deleteTemplate(organizationID: organizationID, idOrSlug: "card", expecting: 2)
            }
            #expect(try await store.template(organizationID: organizationID, idOrSlug: "card") == made)
            let saved = try await store.updateTemplate(
                organizationID: organizationID, idOrSlug: "card", Sample.save("card"), expecting: 1)
            #expect(saved.revision == 2)
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `a save never makes a template`(_ kind: StoreKind) async throws {
        try await kind.withOrganization { store, organizationID in
            await #expect(throws: CatalogError.notFound) {
                try await store.updateTemplate(
                    organizationID: organizationID, idOrSlug: "card", Sample.save("card"), expecting: nil)
            }
            await #expect(throws: CatalogError.notFound) {
                try await store.template(organizationID: organizationID, idOrSlug: "card")
            }
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `slugs are unique in an organization and free in another`(_ kind: StoreKind) async throws {
        try await kind.withOrganization { store, organizationID in
            let other = Sample.organization("other")
            try await store.createOrganization(other)
            for organization in [organizationID, other.id] {
                _ = try await store.createTemplate(
                    id: Sample.id(.template), organizationID: organization, Sample.save("card"))
            }
            await #expect(throws: CatalogError.slugTaken("card")) {
                try await store.createTemplate(
                    id: Sample.id(.template), organizationID: organizationID, Sample.save("card"))
            }
            let second = try await store.createTemplate(
                id: Sample.id(.template), organizationID: organizationID, Sample.save("banner"))
            await #expect(throws: CatalogError.slugTaken("card")) {
                try await store.updateTemplate(
                    organizationID: organizationID, idOrSlug: second.id, Sample.save("card"), expecting: nil)
            }
            #expect(try await store.template(organizationID: organizationID, idOrSlug: second.id) == second)
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `a save may change the slug, and the old one is free`(_ kind: StoreKind) async throws {
        try await kind.withOrganization { store, organizationID in
            let made = try await store.createTemplate(
                id: Sample.id(.template), organizationID: organizationID, Sample.save("old"))
            let saved = try await store.updateTemplate(
                organizationID: organizationID, idOrSlug: "old", Sample.save("new"), expecting: nil)
            #expect(saved.id == made.id)
            await #expect(throws: CatalogError.notFound) {
                try await store.template(organizationID: organizationID, idOrSlug: "old")
            }
            _ = try await store.createTemplate(
                id: Sample.id(.template), organizationID: organizationID, Sample.save("old"))
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `a deleted template is gone with its revisions`(_ kind: StoreKind) async throws {
        try await kind.withOrganization { store, organizationID in
            let made = try await store.createTemplate(
                id: Sample.id(.template), organizationID: organizationID, Sample.save("card"))
            try await store.deleteTemplate(organizationID: organizationID, idOrSlug: "card", expecting: 1)
            await #expect(throws: CatalogError.notFound) {
                try await store.templateRevision(organizationID: organizationID, idOrSlug: made.id, revision: 1)
            }
            await #expect(throws: CatalogError.notFound) {
                try await store.deleteTemplate(organizationID: organizationID, idOrSlug: "card", expecting: nil)
            }
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `another organization's template does not exist`(_ kind: StoreKind) async throws {
        try await kind.withOrganization { store, organizationID in
            let other = Sample.organization("other")
            try await store.createOrganization(other)
            let made = try await store.createTemplate(
                id: Sample.id(.template), organizationID: organizationID, Sample.save("card"))
            for name in [made.id, "card"] {
                await #expect(throws: CatalogError.notFound) {
                    try await store.template(organizationID: other.id, idOrSlug: name)
                }
                await #expect(throws: CatalogError.notFound) {
                    try await store.updateTemplate(
                        organizationID: other.id, idOrSlug: name, Sample.save("card"), expecting: nil)
                }
                await #expect(throws: CatalogError.notFound) {
                    try await store.deleteTemplate(organizationID: other.id, idOrSlug: name, expecting: nil)
                }
            }
            let list = try await store.templates(organizationID: other.id, page: PageRequest(limit: 10))
            #expect(list.items.isEmpty)
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `an unknown organization, a malformed slug or name make no template`(_ kind: StoreKind) async throws {
        try await kind.withOrganization { store, organizationID in
            await #expect(throws: CatalogError.notFound) {
                try await store.createTemplate(
                    id: Sample.id(.template), organizationID: "org_none", Sample.save("card"))
            }
            await #expect(throws: CatalogError.malformedSlug("tmpl_x")) {
                try await store.createTemplate(
                    id: Sample.id(.template), organizationID: organizationID, Sample.save("tmpl_x"))
            }
            let nameless = TemplateSave(
                slug: "card", name: "", document: [], uses: [], savedAt: Sample.moment, savedBy: "user-1")
            await #expect(throws: CatalogError.malformedName("")) {
                try await store.createTemplate(
                    id: Sample.id(.template), organizationID: organizationID, nameless)
            }
        }
    }
}
