import Keys
import Testing

@Suite struct PermissionTests {
    /// The table of the contract, written a second time.
    static let allowed: [KeyType: Set<KeyOperation>] = [
        .master: Set(KeyOperation.allCases),
        .project: [.renderSync, .renderGET, .readTemplates, .readHistory],
        .readOnly: [.renderSync, .renderGET, .readTemplates, .readAssets, .readSettings, .readHistory],
        .get: [.renderGET],
    ]

    @Test(arguments: KeyType.allCases, KeyOperation.allCases)
    func `a type of key may do what the table says and nothing else`(_ type: KeyType, _ operation: KeyOperation) {
        #expect(Permission.allows(type, operation) == (Self.allowed[type]?.contains(operation) == true))
    }

    @Test func `only a Project key is bound to its scope`() async throws {
        let bench = try await Bench()
        let project = try await bench.create(.project, scope: ["tmpl_a", "tmpl_b", "tmpl_a"])
        guard case .valid(let key) = bench.verify(project.secret) else {
            Issue.record("the key is not valid")
            return
        }
        #expect(key.scope == ["tmpl_a", "tmpl_b"])
        #expect(key.covers(template: "tmpl_a"))
        #expect(key.covers(template: "tmpl_b"))
        #expect(!key.covers(template: "tmpl_c"))
        #expect(!key.may(.writeTemplates))
        let master = try await bench.create(.master)
        guard case .valid(let other) = bench.verify(master.secret) else {
            Issue.record("the key is not valid")
            return
        }
        #expect(other.covers(template: "tmpl_c"))
    }
}
