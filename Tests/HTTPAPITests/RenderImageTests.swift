import Catalog
import Keys
import Testing

@Suite(.timeLimit(.minutes(5)))
struct RenderImageTests {
    @Test func `200: a GET key renders for an allowed host`() async throws {
        let bench = try await Bench()
        try await bench.allowHosts()
        let answer = try await bench.send(
            .get, bench.image("template=card&title.text=Hello+World&title.fontSize=12&width=60"),
            [.origin: "https://example.com", .referer: "https://example.com/"])
        #expect(answer.status == 200)
        #expect(answer.size == [60, 32])
        #expect(answer.headers[.cacheControl] == "private, max-age=3600")
        #expect(answer.headers[.vary] == "Origin, Referer")
        #expect(answer.headers[.cacheVerdict] == "MISS")
        #expect(answer.headers[.accessControlAllowOrigin] == "https://example.com")
    }

    @Test func `200: the public cache policy speaks to shared caches`() async throws {
        let bench = try await Bench()
        try await bench.allowHosts(policy: .public)
        let answer = try await bench.send(.get, bench.image(), Bench.fromExample)
        #expect(answer.headers[.cacheControl] == "public, max-age=86400, s-maxage=604800")
        #expect(answer.headers[.accessControlAllowOrigin] == nil)
    }

    @Test(arguments: [KeyType.master, .project, .readOnly])
    func `200: a key in a header needs no host`(type: KeyType) async throws {
        let bench = try await Bench()
        let answer = try await bench.send(.get, "/api/v1/render?template=card", bench.bearer(type))
        #expect(answer.status == 200)
        #expect(answer.headers[.cacheControl]?.hasPrefix("private") == true)
    }

    @Test func `200: texts in base64url survive`() async throws {
        let bench = try await Bench()
        let plain = try await bench.send(
            .get, "/api/v1/render?template=card&title.text=%23%20%F0%9F%98%80", bench.bearer(.master))
        let encoded = try await bench.send(
            .get, "/api/v1/render?template=card&title.text64=IyDwn5iA", bench.bearer(.master))
        #expect(plain.status == 200)
        #expect(plain.headers[.eTag] == encoded.headers[.eTag])
        #expect(plain.bytes == encoded.bytes)
    }

    @Test func `304: the entity tag of a GET and a POST are one, and it saves the painting`() async throws {
        let bench = try await Bench()
        let painted = try await bench.render(#"{"template":"card","layers":{"title":{"text":"x"}}}"#)
        let tag = try #require(painted.headers[.eTag])
        for condition in [tag, "\"a\", \(tag)", "*"] {
            let answer = try await bench.send(
                .get, "/api/v1/render?template=card&title.text=x", bench.bearer(.master, [.ifNoneMatch: condition]))
            #expect(answer.status == 304)
            #expect(answer.bytes.isEmpty)
            #expect(answer.headers[.eTag] == tag)
            #expect(answer.headers[.cacheControl] == "private, max-age=3600")
        }
        #expect(bench.farm.statistics.made == 1)
        let other = try await bench.send(
            .get, "/api/v1/render?template=card&title.text=y", bench.bearer(.master, [.ifNoneMatch: tag]))
        #expect(other.status == 200)
    }

    @Test func `a new value of v is a fresh picture`() async throws {
        let bench = try await Bench()
        let tags = try await ["v=1", "v=2", "v=1"].asyncMap {
            try await bench.send(.get, "/api/v1/render?template=card&\($0)", bench.bearer(.master)).headers[.eTag]
        }
        #expect(tags[0] == tags[2])
        #expect(tags[0] != tags[1])
    }

    @Test(arguments: [
        "template=card&title.fontSize=big", "template=card&colour=red", "template=card&template=card",
        "template=card&title.text=a&title.text64=YQ", "template=card&title.text64=%2B", "template=card&width=0",
        "template=card&scale=1e3", "template=card&titel.text=a", "template=card&box.x=1", "", "template=",
        "template=card&title.text=%F", "template=card&title.text=%FF", "template=card&strict=1",
        "template=card&format=webp",
        "template=card&title.=a", "template=card&.text=a", "template=card&title.colour=a",
    ])
    func `400: a query that says something wrong`(query: String) async throws {
        let bench = try await Bench()
        try await bench.allowHosts()
        let answer = try await bench.send(.get, bench.image(query), Bench.fromExample)
        #expect(answer.status == 400)
        #expect(answer.slug == "validation-error")
        #expect(answer.headers[.cacheControl] == "no-store")
    }

    @Test func `403: no allowed host is configured`() async throws {
        let bench = try await Bench()
        let answer = try await bench.send(.get, bench.image(), Bench.fromExample)
        #expect(answer.status == 403)
        #expect(answer.detail.contains("no allowed host"))
    }

    @Test(arguments: [
        [], [("Referer", "https://evil.com/")], [("Origin", "https://evil.com"), ("Referer", "https://example.com/")],
        [("Origin", "null")], [("Referer", "https://example.com/"), ("Referer", "https://example.com/")],
    ])
    func `403: a host that is not allowed`(headers: [(String, String)]) async throws {
        let bench = try await Bench()
        try await bench.allowHosts()
        var fields: [(String, String)] = headers
        fields.append(("Accept", "*/*"))
        let answer = try await bench.send(.get, bench.image(), .init(fields))
        #expect(answer.status == 403)
        #expect(answer.slug == "forbidden")
    }

    @Test func `403 before 404: a project key in a header keeps its scope`() async throws {
        let bench = try await Bench()
        for template in ["other", "nothing"] {
            let answer = try await bench.send(.get, "/api/v1/render?template=\(template)", bench.bearer(.project))
            #expect(answer.status == 403)
        }
    }

    @Test func `414: one character over the limit`() async throws {
        let bench = try await Bench()
        let start = "/api/v1/render?template=card&v="
        let fill = String(repeating: "a", count: 8_192 - start.utf8.count)
        #expect(try await bench.send(.get, start + fill, bench.bearer(.master)).status == 200)
        let answer = try await bench.send(.get, start + fill + "a")
        #expect(answer.status == 414)
        #expect(answer.slug == "uri-too-long")
    }

    @Test func `HEAD is GET without its body`() async throws {
        let bench = try await Bench()
        let answer = try await bench.send(.head, "/api/v1/render?template=card", bench.bearer(.master))
        #expect(answer.status == 200)
        #expect(answer.bytes.isEmpty)
        #expect(answer.headers[.contentType] == "image/png")
        #expect(answer.headers[.contentLength].flatMap { Int($0) } ?? 0 > 0)
    }
}

extension Array {
    func asyncMap<Value>(_ body: (Element) async throws -> Value) async rethrows -> [Value] {
        var values: [Value] = []
        for element in self { values.append(try await body(element)) }
        return values
    }
}
