import Foundation
import Testing

/// Commands on stored data, with a server on the folder and without one.
@Suite(.timeLimit(.minutes(5)))
struct CatalogCommandTests {
    /// Runs commands on a store with the card in it, and hands back what they left.
    private func onStore(
        served: Bool,
        _ body: (_ run: ([String]) async throws -> BuiltProgram.Outcome, TemporaryFolder) async throws -> Void
    ) async throws {
        try await Fixtures.withStore { folder in
            let data = folder.file("d")
            let run = { (arguments: [String]) in try await BuiltProgram.run(arguments + ["--data", data]) }
            if served {
                try await RunningServer.with(data: data) { _ in try await body(run, folder) }
            } else {
                try await body(run, folder)
            }
        }
    }

    @Test(arguments: [true, false])
    func `a template that is pulled and pushed is a new revision`(served: Bool) async throws {
        try await onStore(served: served) { run, folder in
            let copy = folder.file("copy.json")
            #expect(try await run(["templates", "pull", "social-card", "-o", copy]).status == 0)
            let pushed = try await run(["templates", "push", copy])
            #expect(pushed.output.contains("revision 2"))
            #expect(try await run(["templates", "delete", "social-card"]).status == 0)
            let gone = try await run(["templates", "pull", "social-card"])
            #expect(gone.status == 1)
            #expect(gone.errorLines.count == 1)
        }
    }

    @Test(arguments: [true, false])
    func `an asset is added, refused a second time, replaced and removed`(served: Bool) async throws {
        try await onStore(served: served) { run, _ in
            struct Asset: Decodable { let id: String, name: String, width: Int? }
            let logo = BuiltProgram.root.appendingPathComponent("deploy/samples/assets/logo.png").path
            let added = try await run(["assets", "add", logo, "--json"])
            let asset = try #require(try added.json(as: [Asset].self).first)
            #expect(asset.name == "logo")
            #expect(asset.width != nil)
            #expect(try await run(["assets", "add", logo]).status == 1)
            #expect(try await run(["assets", "add", "--replace", logo]).status == 0)
            #expect(try await run(["assets", "list"]).output.contains(asset.id))
            #expect(try await run(["assets", "remove", asset.id]).status == 0)
            #expect(try await run(["assets", "list", "--json"]).json(as: [Asset].self).isEmpty)
        }
    }

    @Test(arguments: [true, false])
    func `hosts are added all or none`(served: Bool) async throws {
        try await onStore(served: served) { run, _ in
            struct Hosts: Decodable { let hosts: [String] }
            #expect(try await run(["hosts", "add", "good.example", "*"]).status == 1)
            #expect(try await run(["hosts", "list", "--json"]).json(as: Hosts.self).hosts.isEmpty)
            #expect(try await run(["hosts", "add", "https://Good.example/page", "*.good.example"]).status == 0)
            let listed = try await run(["hosts", "list", "--json"]).json(as: Hosts.self)
            #expect(Set(listed.hosts) == ["good.example", "*.good.example"])
            #expect(try await run(["hosts", "remove", "good.example"]).output == "*.good.example\n")
        }
    }

    @Test(arguments: [true, false])
    func `several organizations need a name, and see nothing of each other`(served: Bool) async throws {
        try await onStore(served: served) { run, _ in
            let made = try await run(["orgs", "create", "--name", "Acme Ltd"])
            #expect(made.output.hasPrefix("acme-ltd "))
            let unnamed = try await run(["templates", "list"])
            #expect(unnamed.status == 1)
            #expect(unnamed.errors.contains("acme-ltd"))
            let other = try await run(["templates", "list", "--org", "acme-ltd"])
            #expect(other.status == 0)
            #expect(!other.output.contains("social-card"))
        }
    }

    @Test func `a command that only looks makes no store`() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let refused = try await BuiltProgram.run(["keys", "list", "--data", folder.file("d")])
        #expect(refused.status == 1)
        #expect(refused.errorLines.count == 1)
        #expect(!FileManager.default.fileExists(atPath: folder.file("d")))
    }
}
