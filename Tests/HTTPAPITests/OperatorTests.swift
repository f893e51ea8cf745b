import Catalog
import Foundation
import HTTPAPI
import Hummingbird
import HummingbirdTesting
import Keys
import Limit
import Logging
import NIOCore
import Testing

@Suite(.timeLimit(.minutes(5)))
struct OperatorTests {
    private func desk(_ bench: Bench) -> Operator {
        let front = bench.front
        return Operator(
            store: bench.store, keys: bench.registry, signing: bench.signing, limits: Limits(), history: bench.history,
            didChange: { await front.forget($0) })
    }

    @Test func `a key that is made works, and one that is revoked does not`() async throws {
        let bench = try await Bench()
        let desk = desk(bench)
        let made = try await desk.createKey(CreateKey(name: "CI", type: .project, templates: ["card"]))
        #expect(made.scope == [bench.card])
        let headers = [("Authorization", "Bearer \(made.key)")]
        #expect(try await bench.send(.get, "/api/v1/templates/card", .init(headers)).status == 200)
        let listed = try await desk.listKeys().first { $0.id == made.id }
        #expect(listed?.prefix == made.prefix)
        await #expect(throws: OperatorError.self) { try await desk.deleteKey(id: made.id) }
        let revoked = try await desk.revokeKey(id: made.id)
        #expect(revoked.revokedBy == "command line")
        #expect(try await bench.send(.get, "/api/v1/templates/card", .init(headers)).status == 401)
        _ = try await desk.deleteKey(id: made.id)
        #expect(try await desk.listKeys().count == 4)
    }

    @Test func `a push is in force on the server at once`() async throws {
        let bench = try await Bench()
        let desk = desk(bench)
        #expect(try await bench.render(#"{"template":"card"}"#).size == [120, 63])
        let document = #"{"name":"Card","slug":"card","width":10,"height":10,"layers":[]}"#
        let pushed = try await desk.pushTemplate(PushTemplate(document: document))
        #expect(pushed.revision == 2)
        #expect(!pushed.isNew)
        #expect(try await bench.render(#"{"template":"card"}"#).size == [10, 10])
        #expect(try await desk.pullTemplate("card").document == document)
        let fresh = try await desk.pushTemplate(
            PushTemplate(document: #"{"name":"Other","width":1,"height":1,"layers":[]}"#, fallbackSlug: "file-name"))
        #expect(fresh.isNew)
        #expect(fresh.slug == "file-name")
        #expect(try await desk.listTemplates().count == 3)
    }

    @Test func `hosts are added and removed, all or none`() async throws {
        let bench = try await Bench()
        let desk = desk(bench)
        #expect(try await desk.addHosts(["Example.com", "a.org"]).hosts == ["example.com", "a.org"])
        #expect(try await desk.addHosts(["example.com"]).hosts == ["example.com", "a.org"])
        #expect(try await bench.send(.get, bench.image(), Bench.fromExample).status == 200)
        await #expect(throws: OperatorError.self) { try await desk.removeHosts(["a.org", "b.org"]) }
        #expect(try await desk.listHosts().hosts.count == 2)
        #expect(try await desk.removeHosts(["EXAMPLE.com"]).hosts == ["a.org"])
        await #expect(throws: OperatorError.self) { try await desk.addHosts(["ok.com", "*"]) }
    }

    @Test func `several organizations need a name`() async throws {
        let bench = try await Bench()
        let desk = desk(bench)
        let second = try await desk.createOrganization(name: "Second House")
        #expect(second.slug == "second-house")
        await #expect(throws: OperatorError.self) { try await desk.listHosts() }
        #expect(try await desk.listHosts(organization: "second-house").hosts.isEmpty)
        #expect(try await desk.listTemplates(organization: "second-house").isEmpty)
        #expect(try await desk.listOrganizations().map(\.slug) == ["acme", "second-house"])
    }

    @Test func `the socket's routes answer in JSON`() async throws {
        let bench = try await Bench()
        let app = Application(
            responder: operatorRoutes(desk(bench)), logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        try await app.test(.router) { client in
            let add = AddAsset(name: "red", bytes: Data(smallPNG))
            let body = ByteBuffer(bytes: try OperatorAPI.encoder.encode(add))
            let path = OperatorAPI.prefix + AddAsset.path
            let first = try await client.execute(uri: path, method: .post, body: body) { Answer($0) }
            #expect(first.status == 200)
            let asset = try OperatorAPI.decoder.decode(AssetSummary.self, from: Data(first.bytes))
            #expect(asset.width == 2)
            let second = try await client.execute(uri: path, method: .post, body: body) { Answer($0) }
            #expect(second.status == 409)
            let error = try OperatorAPI.decoder.decode(OperatorError.self, from: Data(second.bytes))
            #expect(error.slug == "conflict")
            let unknown = try await client.execute(uri: "/operator/v1/x", method: .post) { $0.status.code }
            #expect(unknown == 404)
        }
    }
}
