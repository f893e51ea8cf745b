import Catalog
import Foundation
import People
import SQLiteStore
import Testing

/// What every store of people promises.
@Suite(.timeLimit(.minutes(5)))
struct PeopleContractTests {
    private let moment = Date(timeIntervalSince1970: 1_700_000_000)

    private func withPeople(
        _ kind: StoreKind, _ body: (any PeopleStore, [String]) async throws -> Void
    ) async throws {
        switch kind {
        case .memory: try await body(MemoryPeopleStore(organizations: MemoryStore()), ["org_a", "org_b"])
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

    private func join(
        _ store: any PeopleStore, _ name: String, _ role: Role, _ organization: String, after seconds: Double = 0
    ) async throws -> Person {
        let made = person(name)
        try await store.addPerson(made, passwordHash: "hash of \(name)")
        try await store.addMember(
            Membership(
                organizationID: organization, personID: made.id, role: role, joinedAt: moment + seconds))
        return made
    }

    private func session(_ person: Person, _ digest: String, seen seconds: Double) -> Session {
        Session(
            id: Sample.id(.session), personID: person.id, digest: digest, createdAt: moment,
            lastSeenAt: moment + seconds, address: "127.0.0.1", userAgent: "test")
    }

    @Test(arguments: StoreKind.allCases)
    func `a person is found by id and address, and an address is taken once`(_ kind: StoreKind) async throws {
        try await withPeople(kind) { store, _ in
            #expect(try await !store.hasPeople())
            let ada = person("ada")
            try await store.addPerson(ada, passwordHash: "h")
            #expect(try await store.hasPeople())
            #expect(try await store.person(ada.id) == ada)
            #expect(try await store.person("ada@example.com") == ada)
            #expect(try await store.person("bob@example.com") == nil)
            #expect(try await store.passwordHash(personID: ada.id) == "h")
            await #expect(throws: PeopleError.emailTaken) {
                try await store.addPerson(person("ada"), passwordHash: nil)
            }
            #expect(try await store.renamePerson(ada.id, to: "Ada L.").name == "Ada L.")
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `an organization has one Owner, who stays until another takes over`(_ kind: StoreKind) async throws {
        try await withPeople(kind) { store, organizations in
            let home = organizations[0]
            let ada = try await join(store, "ada", .owner, home)
            let bob = try await join(store, "bob", .user, home, after: 1)
            let eve = person("eve")
            try await store.addPerson(eve, passwordHash: nil)
            let second = Membership(organizationID: home, personID: eve.id, role: .owner, joinedAt: moment)
            await #expect(throws: PeopleError.ownerExists) { try await store.addMember(second) }
            await #expect(throws: PeopleError.ownerStays) {
                try await store.changeRole(organizationID: home, personID: ada.id, to: .admin)
            }
            await #expect(throws: PeopleError.ownerStays) {
                try await store.removeMember(organizationID: home, personID: ada.id)
            }
            await #expect(throws: PeopleError.ownerOnlyByTransfer) {
                try await store.changeRole(organizationID: home, personID: bob.id, to: .owner)
            }
            await #expect(throws: PeopleError.notFound) {
                try await store.transferOwnership(organizationID: home, from: bob.id, to: ada.id)
            }
            await #expect(throws: PeopleError.notFound) {
                try await store.transferOwnership(organizationID: home, from: ada.id, to: eve.id)
            }
            try await store.transferOwnership(organizationID: home, from: ada.id, to: bob.id)
            #expect(try await store.members(organizationID: home).map(\.role) == [.admin, .owner])
            try await store.removeMember(organizationID: home, personID: ada.id)
            #expect(try await store.membership(organizationID: home, personID: ada.id) == nil)
            #expect(try await store.memberships(personID: ada.id).isEmpty)
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `many who would be Owner at once leave exactly one`(_ kind: StoreKind) async throws {
        try await withPeople(kind) { store, organizations in
            let (home, moment) = (organizations[0], moment)
            let all = (0..<8).map { person("p\($0)") }
            for one in all { try await store.addPerson(one, passwordHash: nil) }
            let winners = await withTaskGroup(of: Bool.self) { group in
                for one in all {
                    group.addTask {
                        do throws(PeopleError) {
                            try await store.addMember(
                                Membership(organizationID: home, personID: one.id, role: .owner, joinedAt: moment))
                            return true
                        } catch {
                            return false
                        }
                    }
                }
                return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(winners == 1)
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `a link is taken by exactly one of many, and only in time`(_ kind: StoreKind) async throws {
        try await withPeople(kind) { store, _ in
            let moment = moment
            let link = OneTimeLink(
                purpose: .setup, digest: "d", organizationID: "org_a", createdAt: moment, expiresAt: moment + 60)
            try await store.addLink(link)
            #expect(try await store.link(digest: "d", purpose: .setup, at: moment + 59) == link)
            #expect(try await store.link(digest: "d", purpose: .reset, at: moment) == nil)
            #expect(try await store.link(digest: "d", purpose: .setup, at: moment + 60) == nil)
            let takers = try await withThrowingTaskGroup(of: Bool.self) { group in
                for _ in 0..<8 { group.addTask { try await store.takeLink(digest: "d", at: moment) } }
                return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(takers == 1)
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `an invitation makes a person and a member in one step, once`(_ kind: StoreKind) async throws {
        try await withPeople(kind) { store, organizations in
            let invitation = Invitation(
                id: Sample.id(.invitation), organizationID: organizations[0], email: "new@example.com", role: .viewer,
                digest: "i", createdBy: "usr_x", createdAt: moment, expiresAt: moment + 60)
            try await store.addInvitation(invitation)
            #expect(try await store.invitations(organizationID: organizations[0]) == [invitation])
            #expect(try await store.invitations(organizationID: organizations[1]).isEmpty)
            await #expect(throws: PeopleError.notFound) {
                try await store.removeInvitation(organizationID: organizations[1], id: invitation.id)
            }
            let new = person("new")
            await #expect(throws: PeopleError.linkNotValid) {
                try await store.acceptInvitation(digest: "i", by: new, newPasswordHash: "h", at: moment + 60)
            }
            #expect(try await store.person(new.id) == nil)
            let place = try await store.acceptInvitation(digest: "i", by: new, newPasswordHash: "h", at: moment)
            #expect(place.role == .viewer)
            #expect(try await store.passwordHash(personID: new.id) == "h")
            await #expect(throws: PeopleError.linkNotValid) {
                try await store.acceptInvitation(digest: "i", by: new, newPasswordHash: nil, at: moment)
            }
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `sessions are found by their digest, bounded, and end together`(_ kind: StoreKind) async throws {
        try await withPeople(kind) { store, organizations in
            let ada = try await join(store, "ada", .owner, organizations[0])
            for number in 0..<4 {
                try await store.addSession(session(ada, "s\(number)", seen: Double(number)), keeping: 3)
            }
            #expect(try await store.session(digest: "s0") == nil)
            #expect(try await store.session(digest: "s3")?.person == ada)
            #expect(try await store.sessions(personID: ada.id).map(\.digest) == ["s3", "s2", "s1"])
            let kept = try await store.sessions(personID: ada.id)[2]
            try await store.touchSession(id: kept.id, at: moment + 50)
            #expect(try await store.members(organizationID: organizations[0]).first?.lastSeenAt == moment + 50)
            try await store.setPassword(personID: ada.id, hash: "new", keepingSession: kept.id)
            #expect(try await store.sessions(personID: ada.id).map(\.digest) == ["s1"])
            try await store.pruneSessions(createdBefore: moment, unseenSince: moment + 51)
            #expect(try await store.sessions(personID: ada.id).isEmpty)
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `activity is read newest first, by page and by filter`(_ kind: StoreKind) async throws {
        try await withPeople(kind) { store, organizations in
            for number in 0..<7 {
                try await store.appendActivity(
                    ActivityRecord(
                        id: Sample.id(.activity), organizationID: organizations[number == 6 ? 1 : 0],
                        at: moment + Double(number), actorID: number % 2 == 0 ? "usr_a" : "usr_b", actorName: "A",
                        action: number < 3 ? "key.create" : "key.revoke",
                        subject: .init(type: "key", id: "key_1", name: "k"), address: "::1", detail: "\(number)"))
            }
            let details = { (filter: ActivityFilter) in
                try await Sample.all(in: 2) { page in
                    try await store.activity(organizationID: organizations[0], matching: filter, page: page)
                }.map(\.detail)
            }
            #expect(try await details(.init()) == ["5", "4", "3", "2", "1", "0"])
            #expect(try await details(.init(actorID: "usr_b")) == ["5", "3", "1"])
            #expect(try await details(.init(action: "key.create", since: moment + 1)) == ["2", "1"])
            #expect(try await details(.init(until: moment + 1)) == ["0"])
            try await store.pruneActivity(before: moment + 1, keeping: 4)
            #expect(try await details(.init()) == ["5", "4", "3"])
        }
    }
}
