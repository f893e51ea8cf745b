import Catalog
import HTTPTypes
import People
import Templates
import Testing

@Suite(.timeLimit(.minutes(5)))
struct TemplateRouteTests {
    @Test func `a template is saved, listed with its maker, read, and saved again under If-Match`() async throws {
        let bench = try await StudioBench()
        let made = try await bench.send(.post, "/templates", as: .user, json: ["document": StudioBench.card()])
        #expect(made.status == 201, "\(made.text)")
        #expect(made.json["createdBy"]?["name"]?.stringValue == "user")
        #expect(made.headers[.eTag] == "\"1\"")
        let list = try await bench.send(.get, "/templates", as: .viewer)
        #expect(list.items.first?["width"]?.numberValue == 240)
        #expect(list.items.first?["dynamicLayers"]?.arrayValue?.first?["name"]?.stringValue == "title")
        let change: JSONValue = ["document": StudioBench.card("Changed")]
        let stale = try await bench.send(.put, "/templates/card", json: change, headers: [.ifMatch: "\"7\""])
        #expect(stale.status == 412)
        let saved = try await bench.send(.put, "/templates/card", json: change, headers: [.ifMatch: "\"1\""])
        #expect(saved.headers[.eTag] == "\"2\"")
        let patch: JSONValue = ["width": 300]
        let patched = try await bench.send(
            .patch, "/templates/card", json: patch, headers: [.contentType: "application/merge-patch+json"])
        #expect(patched.json["width"]?.numberValue == 300)
        #expect(patched.json["document"]?["layers"]?.arrayValue?.count == 2)
        #expect(try await bench.activity() == ["template.update", "template.update", "template.create"])
    }

    @Test func `every problem of a document is told with its pointer`() async throws {
        let bench = try await StudioBench()
        let wrong: JSONValue = ["document": ["name": "x", "width": 0, "height": 10, "layers": [["type": "circle"]]]]
        for path in ["/templates", "/preview"] {
            let answer = try await bench.send(.post, path, json: wrong)
            #expect(answer.status == 400)
            let pointers = answer.json["errors"]?.arrayValue?.compactMap { $0["pointer"]?.stringValue } ?? []
            #expect(pointers.contains("/width"))
            #expect(pointers.contains { $0.hasPrefix("/layers/0") })
        }
    }

    @Test func `a User deletes own templates only, an Admin any, a Viewer none`() async throws {
        let bench = try await StudioBench()
        let own = try await bench.saveCard(as: .user, slug: "own")
        let others = try await bench.saveCard(as: .admin, slug: "others")
        #expect(try await bench.send(.delete, "/templates/\(own)", as: .viewer).status == 403)
        #expect(try await bench.send(.delete, "/templates/\(others)", as: .user).status == 403)
        #expect(try await bench.send(.delete, "/templates/\(own)", as: .user).status == 204)
        #expect(try await bench.send(.delete, "/templates/\(others)", as: .admin).status == 204)
        #expect(try await bench.send(.get, "/templates/\(others)").status == 404)
    }

    @Test func `revisions are listed, read, drawn and restored`() async throws {
        let bench = try await StudioBench()
        let id = try await bench.saveCard()
        _ = try await bench.send(.put, "/templates/\(id)", json: ["document": StudioBench.card("Two")])
        let list = try await bench.send(.get, "/templates/\(id)/revisions", as: .viewer)
        #expect(list.items.map { $0["revision"]?.numberValue } == [2, 1])
        #expect(list.items.first?["savedBy"]?["name"]?.stringValue == "owner")
        let first = try await bench.send(.get, "/templates/\(id)/revisions/1")
        #expect(first.json["document"] == StudioBench.card())
        let now = try await bench.send(.get, "/templates/\(id)/thumbnail?width=120")
        let then = try await bench.send(.get, "/templates/\(id)/thumbnail?width=120&revision=1")
        #expect(now.size == [120, 63])
        #expect(now.headers[.eTag] != then.headers[.eTag])
        let restored = try await bench.send(.post, "/templates/\(id)/revisions/1/restore", as: .user)
        #expect(restored.headers[.eTag] == "\"3\"")
        #expect(restored.json["document"] == StudioBench.card())
        #expect(try await bench.send(.post, "/templates/\(id)/revisions/9/restore").status == 404)
        #expect(try await bench.send(.get, "/templates/\(id)/revisions/x").status == 400)
    }

    @Test func `a thumbnail is kept by browsers until the picture changes`() async throws {
        let bench = try await StudioBench()
        let id = try await bench.saveCard()
        let first = try await bench.send(.get, "/templates/\(id)/thumbnail", as: .viewer)
        #expect(first.header("Cache-Control") == "private, no-cache")
        let made = bench.parts.farm.statistics.made
        let tag = first.headers[.eTag] ?? ""
        let again = try await bench.send(.get, "/templates/\(id)/thumbnail", headers: [.ifNoneMatch: tag])
        #expect(again.status == 304)
        #expect(try await bench.send(.get, "/templates/\(id)/thumbnail").bytes == first.bytes)
        #expect(bench.parts.farm.statistics.made == made)
        _ = try await bench.send(.put, "/templates/\(id)", json: ["document": StudioBench.card("Two")])
        let changed = try await bench.send(.get, "/templates/\(id)/thumbnail", headers: [.ifNoneMatch: tag])
        #expect(changed.status == 200)
    }

    @Test func `a copy gets a slug of its own`() async throws {
        let bench = try await StudioBench()
        let id = try await bench.saveCard()
        let first = try await bench.send(.post, "/templates/\(id)/duplicate", as: .user, json: [:])
        let second = try await bench.send(.post, "/templates/\(id)/duplicate", as: .user, json: ["name": "Mine"])
        #expect(first.json["slug"]?.stringValue == "card-copy")
        #expect(second.json["slug"]?.stringValue == "card-copy-2")
        #expect(second.json["name"]?.stringValue == "Mine")
        let taken = try await bench.send(.post, "/templates/\(id)/duplicate", json: ["slug": "card"])
        #expect(taken.status == 409)
    }

    @Test func `samples are listed, drawn, and imported with their images`() async throws {
        let bench = try await StudioBench()
        let list = try await bench.send(.get, "/samples", as: .viewer)
        #expect(list.items.contains { $0["name"]?.stringValue == "social-card" })
        let picture = try await bench.send(.get, "/samples/social-card/thumbnail?width=240", as: .viewer)
        #expect(picture.size?.first == 240, "\(picture.text.prefix(200))")
        let made = try await bench.send(.post, "/samples/social-card", as: .user)
        #expect(made.status == 201, "\(made.text)")
        #expect(made.json["slug"]?.stringValue == "social-card")
        #expect(try await bench.send(.get, "/assets").items.contains { $0["name"]?.stringValue == "logo" })
        let again = try await bench.send(.post, "/samples/social-card", as: .user)
        #expect(again.json["slug"]?.stringValue == "social-card-2")
        #expect(try await bench.send(.post, "/samples/nothing").status == 404)
    }
}
