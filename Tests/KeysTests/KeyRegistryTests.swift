import Foundation
import Keys
import Limit
import Testing

@Suite struct KeyRegistryTests {
    @Test func `a created key is in force and its record holds no more than it may`() async throws {
        let bench = try await Bench()
        let issued = try await bench.create(.readOnly, name: "  backend  ")
        let expected = Verification.valid(try #require(valid(bench.verify(issued.secret))))
        #expect(bench.verify(issued.secret) == expected)
        let record = issued.record
        #expect(record.name == "backend")
        #expect(record.type == .readOnly)
        #expect(record.createdBy == "ann")
        #expect(record.createdAt == bench.clock.now)
        #expect(record.displayPrefix == issued.secret.displayPrefix)
        #expect(record.digest == bench.pepper.digest(of: issued.secret))
        #expect(record.pepperVersion == 1)
        #expect(record.id.wholeMatch(of: /key_[0-9A-Za-z]{20}/) != nil)
        #expect(try await bench.store.allKeys() == [record])
        #expect(bench.registry.snapshot.isInForce(record.id, now: bench.clock.now))
    }

    @Test func `a well formed key that nobody made is unknown`() async throws {
        let bench = try await Bench()
        _ = try await bench.create()
        #expect(bench.verify(try #require(KeySecret(parsing: KeySecretTests.vector))) == .unknown)
        #expect(!bench.registry.snapshot.isInForce("key_none", now: bench.clock.now))
    }

    @Test(arguments: [
        (KeyRequest(name: "", type: .master), KeyError.nameLength(scalars: 0, limit: 100)),
        (KeyRequest(name: " \t\n ", type: .master), .nameLength(scalars: 0, limit: 100)),
        (KeyRequest(name: String(repeating: "é", count: 101), type: .get), .nameLength(scalars: 101, limit: 100)),
        (KeyRequest(name: "a\u{1B}[2J", type: .get), .nameHasControlCharacter),
        (KeyRequest(name: "a\nb", type: .get), .nameHasControlCharacter),
        (KeyRequest(name: "a\u{2028}b", type: .get), .nameHasControlCharacter),
        (KeyRequest(name: "a", type: .project), .scopeRequired),
        (KeyRequest(name: "a", type: .master, scope: ["tmpl_a"]), .scopeNotAllowed(.master)),
        (KeyRequest(name: "a", type: .readOnly, scope: ["tmpl_a"]), .scopeNotAllowed(.readOnly)),
        (KeyRequest(name: "a", type: .get, scope: ["tmpl_a"]), .scopeNotAllowed(.get)),
        (
            KeyRequest(name: "a", type: .project, scope: (0...100).map { "tmpl_\($0)" }),
            .scopeTooLarge(count: 101, limit: 100)
        ),
        (
            KeyRequest(name: "a", type: .get, expiresAt: Date(timeIntervalSince1970: 1_700_000_000)),
            .expiryNotInFuture
        ),
    ])
    func `a request that is wrong makes no key`(_ request: KeyRequest, _ error: KeyError) async throws {
        let bench = try await Bench()
        await #expect(throws: error) {
            try await bench.registry.create(request, organization: Bench.organization, by: "ann")
        }
        #expect(try await bench.store.allKeys().isEmpty)
    }

    @Test func `names and scopes at their limits are taken`() async throws {
        let bench = try await Bench()
        _ = try await bench.create(name: "x")
        _ = try await bench.create(name: String(repeating: "é", count: 100))
        _ = try await bench.create(.project, scope: (1...100).map { "tmpl_\($0)" })
    }

    @Test func `a key expires at its time and not before`() async throws {
        let bench = try await Bench()
        let issued = try await bench.create(expiresAt: bench.clock.now + 60)
        let snapshot = bench.registry.snapshot
        bench.clock.advance(seconds: 59.999)
        #expect(bench.isValid(issued.secret))
        #expect(snapshot.isInForce(issued.record.id, now: bench.clock.now))
        bench.clock.advance(seconds: 0.001)
        #expect(bench.verify(issued.secret) == .expired(id: issued.record.id))
        #expect(!snapshot.isInForce(issued.record.id, now: bench.clock.now))
        let again = try await bench.restarted()
        #expect(again.snapshot.verify(issued.secret, now: bench.clock.now) == .expired(id: issued.record.id))
    }

    @Test func `a revoked key is refused, keeps its row and stays refused after a restart`() async throws {
        let bench = try await Bench()
        let issued = try await bench.create(expiresAt: bench.clock.now + 5)
        bench.clock.advance(seconds: 10)
        let record = try await bench.revoke(issued.record.id, by: "bob")
        #expect(record.revokedAt == bench.clock.now)
        #expect(record.revokedBy == "bob")
        #expect(bench.verify(issued.secret) == .revoked(id: record.id))
        #expect(!bench.registry.snapshot.isInForce(record.id, now: bench.clock.now))
        #expect(try await bench.registry.list(organization: Bench.organization) == [record])
        let again = try await bench.restarted()
        #expect(again.snapshot.verify(issued.secret, now: bench.clock.now) == .revoked(id: record.id))
    }

    @Test func `revoking again changes nothing`() async throws {
        let bench = try await Bench()
        let issued = try await bench.create()
        let first = try await bench.revoke(issued.record.id, by: "bob")
        bench.clock.advance(seconds: 10)
        #expect(try await bench.revoke(issued.record.id, by: "eve") == first)
    }

    @Test func `only a revoked key can be deleted, and then it is gone`() async throws {
        let bench = try await Bench()
        let issued = try await bench.create()
        let id = issued.record.id
        await #expect(throws: KeyError.notRevoked(id: id)) { try await bench.delete(id) }
        #expect(bench.isValid(issued.secret))
        try await bench.revoke(id)
        try await bench.delete(id)
        #expect(bench.verify(issued.secret) == .unknown)
        #expect(try await bench.registry.list(organization: Bench.organization).isEmpty)
        await #expect(throws: KeyError.notFound(id: id)) { try await bench.delete(id) }
        await #expect(throws: KeyError.notFound(id: id)) { try await bench.revoke(id) }
    }

    @Test func `another organization's key does not exist`() async throws {
        let bench = try await Bench()
        let issued = try await bench.create()
        let id = issued.record.id
        await #expect(throws: KeyError.notFound(id: id)) {
            try await bench.registry.revoke(id, organization: "org_2", by: "eve")
        }
        #expect(bench.isValid(issued.secret))
        try await bench.revoke(id)
        await #expect(throws: KeyError.notFound(id: id)) {
            try await bench.registry.delete(id, organization: "org_2")
        }
        #expect(try await bench.registry.list(organization: "org_2").isEmpty)
    }

    @Test func `an organization has a limited number of keys`() async throws {
        var limits = Limits.Keys()
        limits.perOrganization = 2
        let bench = try await Bench(limits: limits)
        let first = try await bench.create()
        _ = try await bench.create()
        await #expect(throws: KeyError.tooManyKeys(limit: 2)) { try await bench.create() }
        try await bench.revoke(first.record.id)
        await #expect(throws: KeyError.tooManyKeys(limit: 2)) { try await bench.create() }
        try await bench.delete(first.record.id)
        _ = try await bench.create()
    }

    @Test func `keys are listed newest first`() async throws {
        let bench = try await Bench()
        var ids: [String] = []
        for number in 0..<5 {
            ids.append(try await bench.create(name: "key \(number)").record.id)
            bench.clock.advance(seconds: 1)
        }
        #expect(try await bench.registry.list(organization: Bench.organization).map(\.id) == ids.reversed())
    }

    @Test func `a row that this program cannot have written stops the start`() async throws {
        let record = KeyRecord(
            id: "key_odd", organizationID: "org_1", name: "odd", type: .master, scope: [],
            displayPrefix: "rs_live_0000",
            digest: [1, 2, 3], pepperVersion: 1, createdBy: "ann", createdAt: Date(timeIntervalSince1970: 0))
        let pepper = try Pepper(bytes: [UInt8](repeating: 0, count: 32))
        await #expect(throws: KeyError.damagedRecord(id: "key_odd")) {
            try await KeyRegistry(
                store: MemoryKeyStore([record]), pepper: pepper, now: { Date(timeIntervalSince1970: 0) })
        }
    }

    @Test func `with another pepper no key is known`() async throws {
        let bench = try await Bench()
        let issued = try await bench.create()
        let other = try await KeyRegistry(
            store: bench.store, pepper: Pepper(bytes: [UInt8](repeating: 8, count: 32)), now: { bench.clock.now })
        #expect(other.snapshot.verify(issued.secret, now: bench.clock.now) == .unknown)
    }

    private func valid(_ verification: Verification) -> VerifiedKey? {
        if case .valid(let key) = verification { key } else { nil }
    }
}
