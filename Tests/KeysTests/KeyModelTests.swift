import Foundation
import Keys
import Testing

/// Random lives of keys against a reference that is too simple to be wrong.
@Suite struct KeyModelTests {
    @Test(arguments: Array(1...40) + [UInt64.random(in: 100...UInt64.max)])
    func `keys behave as the reference says`(_ seed: UInt64) async throws {
        var run = try await ModelRun(seed: seed)
        for step in 0..<250 {
            do { try await run.step() } catch { Issue.record("seed \(seed), step \(step): \(error)") }
            guard await run.agrees() else {
                Issue.record("seed \(seed), step \(step), after \(run.lastAction)")
                return
            }
        }
    }
}

private struct ModelRun {
    enum State { case active, refused, revoked, deleted }

    struct Model {
        let secret: KeySecret
        let id: String
        let organization: String
        let expiresAt: Date?
        var state = State.active
        var lastUsed: Date?
        var storedLastUsed: Date?
    }

    struct Disagreement: Error { let what: String }

    private let bench: Bench
    private var registry: KeyRegistry
    private var generator: SeededGenerator
    private var models: [Model] = []
    private(set) var lastAction = ""

    init(seed: UInt64) async throws {
        bench = try await Bench(seed: seed)
        registry = bench.registry
        generator = SeededGenerator(seed: seed &+ 1)
    }

    mutating func step() async throws {
        bench.clock.advance(seconds: Double(Int.random(in: 0...5, using: &generator)))
        bench.store.fail()
        let roll = Int.random(in: 0..<100, using: &generator)
        if models.isEmpty || roll < 15 { return try await create() }
        let index = Int.random(in: models.indices, using: &generator)
        switch roll {
        case ..<55: try use(index)
        case ..<70: try await revoke(index)
        case ..<85: try await delete(index)
        case ..<92: try await flush()
        case ..<96: try await trespass(index)
        default: try await restart()
        }
    }

    /// Whether every key is answered and listed as the reference says.
    func agrees() async -> Bool {
        for organization in ["org_1", "org_2"] {
            guard let listed = try? await registry.list(organization: organization) else { return false }
            let expected = models.filter { $0.organization == organization && $0.state != .deleted }
            guard Set(listed.map(\.id)) == Set(expected.map(\.id)), listed.count == expected.count else { return false }
            for model in expected {
                guard let row = listed.first(where: { $0.id == model.id }), row.lastUsedAt == model.lastUsed,
                    (row.revokedAt != nil) == (model.state == .revoked)
                else { return false }
            }
        }
        let now = bench.clock.now
        return models.allSatisfy { model in
            let isAlive = model.state == .active && (model.expiresAt.map { $0 > now } ?? true)
            return registry.snapshot.isInForce(model.id, now: now) == isAlive
        }
    }

    private mutating func create() async throws {
        lastAction = "create"
        let organization = Bool.random(using: &generator) ? "org_1" : "org_2"
        let expiry = Int.random(in: 0..<4, using: &generator) == 0 ? bench.clock.now + 200 : nil
        let type = KeyType.allCases.randomElement(using: &generator) ?? .get
        let request = KeyRequest(name: "k", type: type, scope: type == .project ? ["tmpl_a"] : [], expiresAt: expiry)
        if Int.random(in: 0..<5, using: &generator) == 0 {
            bench.store.fail(.insert)
            try await expectError { try await registry.create(request, organization: organization, by: "ann") }
            return
        }
        let issued = try await registry.create(request, organization: organization, by: "ann")
        models.append(
            Model(secret: issued.secret, id: issued.record.id, organization: organization, expiresAt: expiry))
    }

    private mutating func use(_ index: Int) throws {
        lastAction = "use \(models[index].id)"
        let now = bench.clock.now
        let answer = registry.snapshot.verify(models[index].secret, now: now)
        let id = models[index].id
        let isExpired = models[index].expiresAt.map { $0 <= now } ?? false
        switch (models[index].state, answer) {
        case (.deleted, .unknown), (.refused, .revoked(id)), (.revoked, .revoked(id)): return
        case (.active, .expired(id)) where isExpired: return
        case (.active, .valid(let key)) where !isExpired && key.id == id: models[index].lastUsed = now
        default: throw Disagreement(what: "\(models[index].state) but \(answer)")
        }
    }

    private mutating func revoke(_ index: Int) async throws {
        lastAction = "revoke \(models[index].id)"
        let model = models[index]
        let fails = Int.random(in: 0..<3, using: &generator) == 0
        if fails { bench.store.fail(.revoke) }
        if model.state == .deleted || fails {
            try await expectError { try await registry.revoke(model.id, organization: model.organization, by: "ann") }
            if model.state == .active { models[index].state = .refused }
        } else {
            _ = try await registry.revoke(model.id, organization: model.organization, by: "ann")
            models[index].state = .revoked
        }
    }

    private mutating func delete(_ index: Int) async throws {
        lastAction = "delete \(models[index].id)"
        let model = models[index]
        let fails = Int.random(in: 0..<4, using: &generator) == 0
        if fails { bench.store.fail(.delete) }
        if model.state != .revoked || fails {
            try await expectError { try await registry.delete(model.id, organization: model.organization) }
        } else {
            try await registry.delete(model.id, organization: model.organization)
            models[index].state = .deleted
        }
    }

    private mutating func flush() async throws {
        lastAction = "flush"
        try await registry.flushLastUsed()
        for index in models.indices { models[index].storedLastUsed = models[index].lastUsed }
    }

    private mutating func trespass(_ index: Int) async throws {
        lastAction = "trespass \(models[index].id)"
        let model = models[index]
        let other = model.organization == "org_1" ? "org_2" : "org_1"
        try await expectError { try await registry.revoke(model.id, organization: other, by: "eve") }
        try await expectError { try await registry.delete(model.id, organization: other) }
    }

    /// A process that dies forgets what it had not stored: uses, and revocations that it had admitted were not stored.
    private mutating func restart() async throws {
        lastAction = "restart"
        registry = try await bench.restarted(seed: generator.next())
        for index in models.indices {
            models[index].lastUsed = models[index].storedLastUsed
            if models[index].state == .refused { models[index].state = .active }
        }
    }

    private func expectError<Value>(_ body: () async throws -> Value) async throws {
        do { _ = try await body() } catch { return }
        throw Disagreement(what: "no error")
    }
}
