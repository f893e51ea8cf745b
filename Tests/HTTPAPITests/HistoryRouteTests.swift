import Keys
import Testing

@Suite(.timeLimit(.minutes(5)))
struct HistoryRouteTests {
    @Test func `painted and refused renders are there at once, newest first`() async throws {
        let bench = try await Bench()
        let painted = try await bench.render(#"{"template":"card"}"#)
        _ = try await bench.render(#"{"template":"nothing"}"#)
        _ = try await bench.render("{", .get)
        let list = try await bench.send(.get, "/api/v1/renders", bench.bearer(.readOnly))
        let items = list.json["items"]?.arrayValue ?? []
        #expect(Set(items.compactMap { $0["status"]?.integerValue }) == [200, 404, 403])
        let id = try #require(painted.headers[.renderID])
        let one = try await bench.send(.get, "/api/v1/renders/\(id)", bench.bearer(.master))
        #expect(one.json["templateSlug"] == "card")
        #expect(one.json["width"] == 120)
        #expect(one.json["byteCount"]?.integerValue == painted.bytes.count)
        #expect(one.json["source"] == "sync")
        #expect(one.json["key"]?.stringValue == bench.keys[.master]?.id)
    }

    @Test func `a request without a valid key and a 304 leave no row`() async throws {
        let bench = try await Bench()
        _ = try await bench.send(.post, "/api/v1/renders/sync", body: #"{"template":"card"}"#)
        _ = try await bench.send(.get, "/api/v1/render?template=card", bench.bearer(.master, [.ifNoneMatch: "*"]))
        #expect(bench.history.statistics.unwrittenCount == 0)
    }

    @Test func `filters and pages`() async throws {
        let bench = try await Bench()
        _ = try await bench.render(#"{"template":"card"}"#)
        _ = try await bench.render(#"{"template":"other"}"#, .readOnly)
        _ = try await bench.render(#"{"template":"nothing"}"#)
        func count(_ query: String) async throws -> Int? {
            try await bench.send(.get, "/api/v1/renders?\(query)", bench.bearer(.master)).json["items"]?.arrayValue?
                .count
        }
        #expect(try await count("template=card") == 1)
        #expect(try await count("template=\(bench.other)") == 1)
        #expect(try await count("key=\(bench.keys[.master]?.id ?? "")") == 2)
        #expect(try await count("status=404") == 1)
        #expect(try await count("since=2020-01-01T00:00:00Z&until=2100-01-01T00:00:00.5Z") == 3)
        #expect(try await count("until=2020-01-01T00:00:00Z") == 0)
        #expect(try await count("limit=2") == 2)
        for wrong in ["since=yesterday", "status=1", "colour=red"] {
            #expect(try await bench.send(.get, "/api/v1/renders?\(wrong)", bench.bearer(.master)).status == 400)
        }
    }

    @Test func `a project key sees its own renders only`() async throws {
        let bench = try await Bench()
        let others = try await bench.render(#"{"template":"card"}"#)
        let own = try await bench.render(#"{"template":"card"}"#, .project)
        let list = try await bench.send(.get, "/api/v1/renders", bench.bearer(.project))
        #expect(list.json["items"]?.arrayValue?.count == 1)
        let ownID = try #require(own.headers[.renderID])
        let othersID = try #require(others.headers[.renderID])
        #expect(try await bench.send(.get, "/api/v1/renders/\(ownID)", bench.bearer(.project)).status == 200)
        #expect(try await bench.send(.get, "/api/v1/renders/\(othersID)", bench.bearer(.project)).status == 404)
        #expect(try await bench.send(.get, "/api/v1/renders?template=other", bench.bearer(.project)).status == 403)
        #expect(try await bench.send(.get, "/api/v1/renders?key=key_x", bench.bearer(.project)).status == 403)
    }
}
