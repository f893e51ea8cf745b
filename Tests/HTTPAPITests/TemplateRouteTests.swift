import HTTPTypes
import Keys
import Templates
import Testing

@Suite(.timeLimit(.minutes(5)))
struct TemplateRouteTests {
    private static let document = #"{"name":"Fresh one","width":10,"height":10,"layers":[]}"#
    private static let json: HTTPFields = [.contentType: "application/json"]

    private func create(_ bench: Bench, _ document: String = document) async throws -> Answer {
        try await bench.send(.post, "/api/v1/templates", bench.bearer(.master, Self.json), body: document)
    }

    @Test func `201: a template gets an id, a slug of its name and revision 1`() async throws {
        let bench = try await Bench()
        let answer = try await create(bench)
        #expect(answer.status == 201)
        #expect(answer.json["slug"] == "fresh-one")
        #expect(answer.json["revision"] == 1)
        #expect(answer.headers[.eTag] == "\"1\"")
        let id = try #require(answer.json["id"]?.stringValue)
        #expect(id.hasPrefix("tmpl_"))
        #expect(answer.headers[.location] == "/api/v1/templates/\(id)")
        #expect(try await bench.send(.get, "/api/v1/templates/\(id)", bench.bearer(.readOnly)).status == 200)
        #expect(try await bench.render(#"{"template":"fresh-one"}"#).size == [10, 10])
    }

    @Test func `409: a slug that is taken`() async throws {
        let bench = try await Bench()
        _ = try await create(bench)
        let answer = try await create(bench)
        #expect(answer.status == 409)
        #expect(answer.slug == "conflict")
    }

    @Test func `400: a document lists every problem`() async throws {
        let answer = try await create(
            Bench(), #"{"name":"x","width":0,"height":10,"layers":[{"type":"star"}],"colour":1}"#)
        #expect(answer.status == 400)
        #expect(answer.json["errors"]?.arrayValue?.count ?? 0 >= 3)
    }

    @Test func `200: one template shows its dynamic layers and what each accepts`() async throws {
        let bench = try await Bench()
        let answer = try await bench.send(.get, "/api/v1/templates/card", bench.bearer(.project))
        #expect(answer.status == 200)
        let layers = answer.json["dynamicLayers"]?.arrayValue ?? []
        #expect(layers.compactMap { $0["name"]?.stringValue } == ["title", "logo"])
        let names = layers[0]["properties"]?.arrayValue?.compactMap { $0["name"]?.stringValue } ?? []
        #expect(names.contains("fontSize"))
        #expect(answer.json["document"]?["width"] == 120)
    }

    @Test func `304: the revision that the client has`() async throws {
        let bench = try await Bench()
        let answer = try await bench.send(
            .get, "/api/v1/templates/card", bench.bearer(.master, [.ifNoneMatch: "\"1\""]))
        #expect(answer.status == 304)
    }

    @Test func `PUT makes a new revision that the next render shows`() async throws {
        let bench = try await Bench()
        _ = try await create(bench)
        #expect(try await bench.render(#"{"template":"fresh-one"}"#).size == [10, 10])
        let answer = try await bench.send(
            .put, "/api/v1/templates/fresh-one", bench.bearer(.master, Self.json),
            body: #"{"name":"Fresh one","width":20,"height":10,"layers":[]}"#)
        #expect(answer.status == 200)
        #expect(answer.headers[.eTag] == "\"2\"")
        #expect(try await bench.render(#"{"template":"fresh-one"}"#).size == [20, 10])
    }

    @Test func `PUT never creates`() async throws {
        let bench = try await Bench()
        let answer = try await bench.send(
            .put, "/api/v1/templates/nothing", bench.bearer(.master, Self.json), body: Self.document)
        #expect(answer.status == 404)
    }

    @Test(arguments: ["application/merge-patch+json", "application/json"])
    func `PATCH merges`(type: String) async throws {
        let bench = try await Bench()
        let answer = try await bench.send(
            .patch, "/api/v1/templates/card", bench.bearer(.master, [.contentType: type]),
            body: #"{"width":200,"background":null}"#)
        #expect(answer.status == 200)
        #expect(answer.json["document"]?["width"] == 200)
        #expect(answer.json["document"]?["background"] == nil)
        #expect(answer.json["document"]?["height"] == 63)
    }

    @Test(arguments: [HTTPRequest.Method.put, .patch, .delete])
    func `412: If-Match guards against lost updates`(method: HTTPRequest.Method) async throws {
        let bench = try await Bench()
        for (tag, status) in [("\"7\"", 412), ("W/\"1\"", 412), ("\"9\", \"1\"", method == .delete ? 204 : 200)] {
            let answer = try await bench.send(
                method, "/api/v1/templates/card",
                bench.bearer(.master, [.contentType: "application/json", .ifMatch: tag]),
                body: method == .delete ? nil : Bench.cardDocument)
            #expect(answer.status == status, "\(tag)")
            if status == 412 { #expect(answer.slug == "precondition-failed") }
        }
    }

    @Test func `204: a deleted template renders no more`() async throws {
        let bench = try await Bench()
        #expect(try await bench.render(#"{"template":"card"}"#).status == 200)
        let answer = try await bench.send(.delete, "/api/v1/templates/card", bench.bearer(.master))
        #expect(answer.status == 204)
        #expect(try await bench.render(#"{"template":"card"}"#).status == 404)
        #expect(try await bench.send(.delete, "/api/v1/templates/card", bench.bearer(.master)).status == 404)
    }

    @Test func `a list comes in pages, and a project key sees its scope`() async throws {
        let bench = try await Bench()
        let first = try await bench.send(.get, "/api/v1/templates?limit=1", bench.bearer(.master))
        let cursor = try #require(first.json["nextCursor"]?.stringValue)
        let second = try await bench.send(.get, "/api/v1/templates?limit=1&cursor=\(cursor)", bench.bearer(.master))
        #expect(second.json["nextCursor"] == .null)
        let slugs = [first, second].compactMap { $0.json["items"]?[0]?["slug"]?.stringValue }
        #expect(Set(slugs) == ["card", "other"])
        let scope = try await bench.send(.get, "/api/v1/templates", bench.bearer(.project))
        #expect(scope.json["items"]?.arrayValue?.compactMap { $0["slug"]?.stringValue } == ["card"])
        #expect(try await bench.send(.get, "/api/v1/templates/other", bench.bearer(.project)).status == 403)
    }

    @Test(arguments: ["limit=0", "limit=101", "limit=x", "cursor=zzz", "page=2", "limit=1&limit=1"])
    func `400: a list's query that says something wrong`(query: String) async throws {
        let bench = try await Bench()
        #expect(try await bench.send(.get, "/api/v1/templates?\(query)", bench.bearer(.master)).status == 400)
    }

    @Test func `415 and 413: a document's type and size`() async throws {
        let bench = try await Bench { $0.server.bodyBytes = 1_000 }
        let text = try await bench.send(
            .post, "/api/v1/templates", bench.bearer(.master, [.contentType: "text/plain"]), body: Self.document)
        #expect(text.status == 415)
        #expect(try await create(bench, String(repeating: " ", count: 1_001)).status == 413)
    }
}
