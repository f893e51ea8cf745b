import Catalog
import Foundation
import People
import SQLiteStore
import Testing

/// Changes to people that are one step: whatever refuses one of its parts leaves nothing of the others.
@Suite(.timeLimit(.minutes(5)))
struct PeopleStepContractTests {
    private let moment = Date(timeIntervalSince1970: 1_700_000_000)

    /// People and organizations in stores of one kind, with an organization that has nobody.
    private func withStores(
        _ kind: StoreKind, _ body: (any PeopleStore, any OrganizationStore, String) async throws -> Void
    ) async throws {
        let home = Sample.organization("home")
        switch kind {
        case .memory:
            let organizations = MemoryStore()
            try await organizations.createOrganization(home)
            try await body(MemoryPeopleStore(organizations: organizations), organizations, home.id)
        case .sqlite:
            let folder = TemporaryFolder()
            let store = try SQLiteStore(folder: folder.path, limits: .small)
            try await store.createOrganization(home)
            try await body(store, store, home.id)
            try await store.close()
        }
    }

    private func person(_ name: String) -> Person {
        Person(id: Sample.id(.person), email: "\(name)@example.com", name: name, createdAt: moment)
    }

    private func place(_ person: Person, _ role: Role, _ organization: String) -> Membership {
        Membership(organizationID: organization, personID: person.id, role: role, joinedAt: moment)
    }

    @Test(arguments: StoreKind.allCases)
    func `a setup link makes the Owner and is used up, or nothing has happened`(_ kind: StoreKind) async throws {
        try await withStores(kind) { people, _, home in
            try await people.addLink(
                OneTimeLink(
                    purpose: .setup, digest: "d", organizationID: home, createdAt: moment, expiresAt: moment + 60))
            try await people.addPerson(person("ada"), passwordHash: nil)
            let (taken, new) = (person("ada"), person("eve"))
            await #expect(throws: PeopleError.emailTaken) {
                try await people.setUp(digest: "d", owner: taken, passwordHash: "h", at: moment)
            }
            #expect(try await people.members(organizationID: home).isEmpty)
            await #expect(throws: PeopleError.linkNotValid) {
                try await people.setUp(digest: "d", owner: new, passwordHash: "h", at: moment + 60)
            }
            #expect(try await people.person(new.id) == nil)
            let made = try await people.setUp(digest: "d", owner: new, passwordHash: "h", at: moment)
            #expect(made == place(new, .owner, home))
            #expect(try await people.membership(organizationID: home, personID: new.id) == made)
            #expect(try await people.passwordHash(personID: new.id) == "h")
            #expect(try await people.link(digest: "d", purpose: .setup, at: moment) == nil)
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `a setup link of an organization that has its Owner makes nobody`(_ kind: StoreKind) async throws {
        try await withStores(kind) { people, _, home in
            let (owner, late) = (person("ada"), person("eve"))
            try await people.join(owner, passwordHash: nil, as: place(owner, .owner, home))
            try await people.addLink(
                OneTimeLink(
                    purpose: .setup, digest: "d", organizationID: home, createdAt: moment, expiresAt: moment + 60))
            await #expect(throws: PeopleError.alreadySetUp) {
                try await people.setUp(digest: "d", owner: late, passwordHash: "h", at: moment)
            }
            #expect(try await people.person(late.id) == nil)
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `an organization is made with its Owner, or not at all`(_ kind: StoreKind) async throws {
        try await withStores(kind) { people, organizations, _ in
            let (ada, nobody) = (person("ada"), person("nobody"))
            try await people.addPerson(ada, passwordHash: nil)
            let (second, third) = (Sample.organization("second"), Sample.organization("third"))
            try await people.createOrganization(second, owner: ada.id, at: moment)
            #expect(try await organizations.organization("second") == second)
            #expect(try await people.memberships(personID: ada.id) == [place(ada, .owner, second.id)])
            await #expect(throws: CatalogError.slugTaken("second")) {
                try await people.createOrganization(Sample.organization("second"), owner: ada.id, at: moment)
            }
            await #expect(throws: CatalogError.notFound) {
                try await people.createOrganization(third, owner: nobody.id, at: moment)
            }
            await #expect(throws: CatalogError.notFound) { try await organizations.organization("third") }
            #expect(try await people.memberships(personID: ada.id).count == 1)
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `a new member who cannot have the place has no account either`(_ kind: StoreKind) async throws {
        try await withStores(kind) { people, _, home in
            let (ada, eve) = (person("ada"), person("eve"))
            try await people.join(ada, passwordHash: "h", as: place(ada, .owner, home))
            await #expect(throws: PeopleError.ownerExists) {
                try await people.join(eve, passwordHash: "h", as: place(eve, .owner, home))
            }
            #expect(try await people.person("eve@example.com") == nil)
        }
    }
}
