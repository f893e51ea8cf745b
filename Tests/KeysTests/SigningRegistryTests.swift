import Foundation
import Keys
import Limit
import Testing

@Suite struct SigningRegistryTests {
    private let clock = ManualClock()
    private let pepper = Result { try Pepper(bytes: [UInt8](repeating: 7, count: 32)) }

    private func registry(
        _ store: any SigningSecretStore = MemorySigningSecretStore(), limit: Int = 8
    ) async throws -> SigningRegistry {
        var limits = Limits.Keys()
        limits.signingSecrets = limit
        let clock = clock
        return try await SigningRegistry(store: store, pepper: try pepper.get(), limits: limits, now: { clock.now })
    }

    private func verdict(
        _ registry: SigningRegistry, _ query: String, organization: String = "org_1"
    ) -> SignatureVerdict {
        let pairs = query.split(separator: "&").map { part in
            let halves = part.split(separator: "=", maxSplits: 1).map(String.init)
            return SignedQuery.Pair(halves[0], halves.count > 1 ? halves[1] : "")
        }
        return registry.ring.verdict(on: SignedQuery(pairs), organization: organization, now: clock.now)
    }

    private func sign(_ registry: SigningRegistry, seconds: Int = 60) throws -> String {
        let expiry = Int(clock.now.timeIntervalSince1970) + seconds
        return try #require(
            registry.ring.sign([SignedQuery.Pair("template", "card")], organization: "org_1", expiry: expiry))
    }

    @Test func `a signature is good until its time, for its organization, and for its pairs only`() async throws {
        let registry = try await registry()
        _ = try await registry.rotate(organization: "org_1", overlap: .none, by: "test")
        _ = try await registry.rotate(organization: "org_2", overlap: .none, by: "test")
        let query = try sign(registry)
        #expect(verdict(registry, query) == .valid(until: clock.now.addingTimeInterval(60)))
        #expect(verdict(registry, query, organization: "org_2") == .mismatch)
        #expect(verdict(registry, query, organization: "org_3") == .noSecret)
        #expect(verdict(registry, query.replacing("card", with: "care")) == .mismatch)
        #expect(verdict(registry, query + "&v=1") == .mismatch)
        #expect(verdict(registry, query + "A") == .mismatch)
        #expect(verdict(registry, String(query.dropLast())) == .mismatch)
        clock.advance(seconds: 59)
        #expect(verdict(registry, query) != .expired)
        clock.advance(seconds: 1)
        #expect(verdict(registry, query) == .expired)
    }

    @Test func `an expiry may lie a leap year ahead and not a second more`() async throws {
        let registry = try await registry()
        _ = try await registry.rotate(organization: "org_1", overlap: .none, by: "test")
        let year = Limits.Keys().signedURLSeconds
        #expect(verdict(registry, try sign(registry, seconds: year)) != .tooFarAhead(limitSeconds: year))
        #expect(verdict(registry, try sign(registry, seconds: year + 1)) == .tooFarAhead(limitSeconds: year))
    }

    @Test func `after a rotation the old secret stays good for the overlap`() async throws {
        let registry = try await registry()
        _ = try await registry.rotate(organization: "org_1", overlap: .none, by: "test")
        let old = try sign(registry, seconds: 9_000)
        _ = try await registry.rotate(organization: "org_1", overlap: .hour, by: "test")
        let new = try sign(registry, seconds: 9_000)
        #expect(old != new)
        #expect(await registry.list(organization: "org_1").count == 2)
        clock.advance(seconds: 3_599)
        #expect(verdict(registry, old) == verdict(registry, new))
        clock.advance(seconds: 1)
        #expect(verdict(registry, old) == .mismatch)
        #expect(verdict(registry, new) != .mismatch)
        #expect(await registry.list(organization: "org_1").count == 1)
    }

    @Test func `a rotation without overlap ends all others at once`() async throws {
        let registry = try await registry()
        _ = try await registry.rotate(organization: "org_1", overlap: .none, by: "test")
        _ = try await registry.rotate(organization: "org_1", overlap: .week, by: "test")
        let old = try sign(registry)
        _ = try await registry.rotate(organization: "org_1", overlap: .none, by: "test")
        #expect(verdict(registry, old) == .mismatch)
        #expect(await registry.list(organization: "org_1").count == 1)
    }

    @Test func `a deleted secret is refused, and nobody else can delete it`() async throws {
        let registry = try await registry()
        let issued = try await registry.rotate(organization: "org_1", overlap: .none, by: "test")
        let query = try sign(registry)
        await #expect(throws: KeyError.signingSecretNotFound(id: issued.record.id)) {
            try await registry.delete(issued.record.id, organization: "org_2")
        }
        try await registry.delete(issued.record.id, organization: "org_1")
        #expect(verdict(registry, query) == .noSecret)
        await #expect(throws: KeyError.signingSecretNotFound(id: issued.record.id)) {
            try await registry.delete(issued.record.id, organization: "org_1")
        }
    }

    @Test func `secrets in force are bounded, and a clean start is always possible`() async throws {
        let registry = try await registry(limit: 2)
        _ = try await registry.rotate(organization: "org_1", overlap: .week, by: "test")
        _ = try await registry.rotate(organization: "org_1", overlap: .week, by: "test")
        await #expect(throws: KeyError.tooManySigningSecrets(limit: 2)) {
            try await registry.rotate(organization: "org_1", overlap: .week, by: "test")
        }
        _ = try await registry.rotate(organization: "org_1", overlap: .none, by: "test")
    }

    @Test func `secrets are stored sealed, are there after a restart, and need their pepper and place`() async throws {
        let store = MemorySigningSecretStore()
        let first = try await registry(store)
        let issued = try await first.rotate(organization: "org_1", overlap: .none, by: "test")
        let query = try sign(first)
        #expect(verdict(try await registry(store), query) != .mismatch)
        let text = issued.secret.withPlainText { $0 }
        #expect(!String(decoding: issued.record.sealed, as: UTF8.self).contains(text.suffix(20)))
        let other = try Pepper(bytes: [UInt8](repeating: 8, count: 32))
        await #expect(throws: KeyError.sealing) {
            try await SigningRegistry(store: store, pepper: other, now: { Date() })
        }
        let record = issued.record
        let moved = SigningSecretRecord(
            id: record.id, organizationID: "org_2", sealed: record.sealed, pepperVersion: 1, createdBy: "x",
            createdAt: record.createdAt)
        let stolen = MemorySigningSecretStore()
        _ = try await stolen.rotateSigningSecret(to: moved, endingOthersAt: clock.now)
        await #expect(throws: KeyError.sealing) { try await self.registry(stolen) }
    }
}
