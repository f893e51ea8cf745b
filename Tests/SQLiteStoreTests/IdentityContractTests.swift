import Catalog
import Foundation
import People
import SQLiteStore
import Testing

/// What every store promises of identities at an issuer.
@Suite(.timeLimit(.minutes(5)))
struct IdentityContractTests {
    private let moment = Date(timeIntervalSince1970: 1_700_000_000)

    private func withPeople(
        _ kind: StoreKind, _ body: (any PeopleStore, [String]) async throws -> Void
    ) async throws {
        switch kind {
        case .memory: try await body(MemoryPeopleStore(), ["org_a", "org_b"])
        case .sqlite:
            let folder = TemporaryFolder()
            let store = try SQLiteStore(folder: folder.path, limits: .small)
            let organizations = ["a", "b"].map(Sample.organization)
            for organization in organizations { try await store.createOrganization(organization) }
            try await body(store, organizations.map(\.id))
            try await store.close()
        }
    }

    private func person(_ name: String) -> Person {
        Person(id: Sample.id(.person), email: "\(name)@example.com", name: name, createdAt: moment)
    }

    private func arrival(
        _ subject: String, _ newcomer: Person, issuer: String = "https://issuer.example", role: Role? = nil,
        in organization: String = ""
    ) -> Arrival {
        Arrival(
            identity: Identity(issuer: issuer, subject: subject), newcomer: newcomer,
            place: role.map {
                Membership(organizationID: organization, personID: newcomer.id, role: $0, joinedAt: moment)
            }, at: moment)
    }

    @Test(arguments: StoreKind.allCases)
    func `an identity takes the account of its address once, with whatever could open it`(_ kind: StoreKind)
        async throws
    {
        try await withPeople(kind) { store, organizations in
            let ada = person("ada")
            try await store.join(
                ada, passwordHash: "h",
                as: Membership(organizationID: organizations[0], personID: ada.id, role: .owner, joinedAt: moment))
            try await store.addSession(
                Session(
                    id: Sample.id(.session), personID: ada.id, digest: "s", createdAt: moment, lastSeenAt: moment,
                    address: "", userAgent: ""), keeping: 9)
            try await store.addLink(
                OneTimeLink(purpose: .reset, digest: "d", personID: ada.id, createdAt: moment, expiresAt: moment + 60))
            let first = try await store.admit(arrival("1", person("ada")))
            #expect(first == Admission(person: ada, way: .linked(hadPassword: true)))
            #expect(try await store.passwordHash(personID: ada.id) == nil)
            #expect(try await store.session(digest: "s") == nil)
            #expect(try await store.link(digest: "d", purpose: .reset, at: moment) == nil)
            #expect(try await store.admit(arrival("1", person("other"))) == Admission(person: ada, way: .known))
            await #expect(throws: PeopleError.identityOfAnother) {
                try await store.admit(arrival("2", person("ada")))
            }
            let elsewhere = try await store.admit(arrival("2", person("ada"), issuer: "https://second.example"))
            #expect(elsewhere.way == .linked(hadPassword: false))
            #expect(Set(try await store.identities(personID: ada.id).map(\.subject)) == ["1", "2"])
            #expect(try await store.removeIdentities(personID: ada.id) == 2)
            #expect(try await store.removeIdentities(personID: ada.id) == 0)
            #expect(try await store.admit(arrival("3", person("ada"))).way == .linked(hadPassword: false))
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `newcomers come by invitation, else by the rule, else not at all`(_ kind: StoreKind) async throws {
        try await withPeople(kind) { store, organizations in
            let (nina, otto) = (person("nina"), person("otto"))
            await #expect(throws: PeopleError.notInvited) { try await store.admit(arrival("1", nina)) }
            #expect(try await store.person(nina.id) == nil)
            for (number, organization) in organizations.enumerated() {
                try await store.addInvitation(
                    Invitation(
                        id: Sample.id(.invitation), organizationID: organization, email: nina.email,
                        role: number == 0 ? .admin : .viewer, digest: "i\(number)", createdBy: "usr_x",
                        createdAt: moment - 60, expiresAt: moment + Double(number)))
            }
            let invited = try await store.admit(arrival("1", nina, role: .user, in: organizations[0]))
            let place = Membership(
                organizationID: organizations[1], personID: nina.id, role: .viewer, joinedAt: moment)
            #expect(invited == Admission(person: nina, way: .invited([place])))
            #expect(try await store.memberships(personID: nina.id) == [place])
            #expect(try await store.invitations(organizationID: organizations[1]).isEmpty)
            #expect(try await store.invitations(organizationID: organizations[0]).count == 1)
            let joined = try await store.admit(arrival("2", otto, role: .user, in: organizations[0]))
            guard case .joined(let membership) = joined.way else { throw PeopleError.notFound }
            #expect(try await store.membership(organizationID: organizations[0], personID: otto.id) == membership)
            #expect(try await store.admit(arrival("2", person("otto"))).way == .known)
        }
    }
}
