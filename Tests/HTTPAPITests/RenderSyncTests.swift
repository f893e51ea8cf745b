import Keys
import Testing

@Suite(.timeLimit(.minutes(5)))
struct RenderSyncTests {
    @Test(arguments: [KeyType.master, .project, .readOnly])
    func `200: a key for headers renders`(type: KeyType) async throws {
        let answer = try await Bench().render(#"{"template":"card","layers":{"title":{"text":"Hi"}}}"#, type)
        #expect(answer.status == 200)
        #expect(answer.size == [120, 63])
        #expect(answer.headers[.contentType] == "image/png")
        #expect(answer.headers[.cacheControl] == "no-store")
        #expect(answer.headers[.eTag]?.hasPrefix("W/\"") == true)
        #expect(answer.headers[.contentSecurityPolicy] == "default-src 'none'; sandbox")
        #expect(answer.headers[.xContentTypeOptions] == "nosniff")
        #expect(answer.headers[values: .resourcePolicy] == ["cross-origin"])
        #expect(answer.headers[.renderID]?.hasPrefix("rnd_") == true)
        let timing = answer.headers[.serverTiming] ?? ""
        for step in ["auth", "queue", "layout", "paint", "encode"] { #expect(timing.contains("\(step);dur=")) }
    }

    @Test func `200: the template's id, another size and the aliases work`() async throws {
        let bench = try await Bench()
        let answer = try await bench.render(
            #"{"templateId":"\#(bench.card)","overrides":{},"width":240,"scale":2,"format":"jpg","quality":50}"#)
        #expect(answer.status == 200)
        #expect(answer.headers[.contentType] == "image/jpeg")
        #expect(answer.bytes.starts(with: [0xFF, 0xD8, 0xFF]))
    }

    @Test func `400: every problem of the fixed fields is listed`() async throws {
        let answer = try await Bench().render(
            #"{"format":"gif","quality":0,"width":1.5,"scale":9,"compression":"x","strict":1,"colour":"red"}"#)
        #expect(answer.status == 400)
        #expect(answer.slug == "validation-error")
        let pointers = answer.json["errors"]?.arrayValue?.compactMap { $0["pointer"]?.stringValue } ?? []
        #expect(
            Set(pointers) == [
                "/colour", "/template", "/format", "/quality", "/width", "/scale", "/compression", "/strict",
            ])
    }

    @Test func `400: an unknown layer names those that exist`() async throws {
        let answer = try await Bench().render(#"{"template":"card","layers":{"titel":{"text":"x"}}}"#)
        #expect(answer.status == 400)
        #expect(answer.detail.contains("title"))
        #expect(answer.json["errors"]?[0]?["pointer"] == "/layers/titel")
    }

    @Test(arguments: [
        "", "{", "[]", #"{"template":"card","template":"card"}"#, #"{"template":"card","layers":[]}"#,
        #"{"template":"card","layers":{"title":{"fontSize":"big"}}}"#, #"{"template":"card","layers":{"box":{"x":1}}}"#,
        #"{"template":"card","templateId":"other"}"#, #"{"template":"card","layers":{"title":{"type":"image"}}}"#,
    ])
    func `400: what is no render request`(body: String) async throws {
        let answer = try await Bench().render(body)
        #expect(answer.status == 400)
        #expect(answer.slug == "validation-error")
    }

    @Test func `404: an unknown template`() async throws {
        #expect(try await Bench().render(#"{"template":"nothing"}"#).status == 404)
    }

    @Test func `403: a project key learns nothing about templates outside its scope`() async throws {
        let bench = try await Bench()
        for template in ["other", "nothing", bench.other] {
            let answer = try await bench.render(#"{"template":"\#(template)"}"#, .project)
            #expect(answer.status == 403)
        }
    }

    @Test func `406: a client that does not want the picture's type`() async throws {
        let bench = try await Bench()
        let answer = try await bench.send(
            .post, "/api/v1/renders/sync",
            bench.bearer(.master, [.contentType: "application/json", .accept: "application/json"]),
            body: #"{"template":"card"}"#)
        #expect(answer.status == 406)
    }

    @Test func `413: a body over the limit`() async throws {
        let bench = try await Bench { $0.server.bodyBytes = 100 }
        #expect(try await bench.render(#"{"template":"card"}"# + String(repeating: " ", count: 82)).status == 413)
        #expect(try await bench.render(#"{"template":"card"}"# + String(repeating: " ", count: 81)).status == 200)
    }

    @Test(arguments: ["text/plain", "application/x-www-form-urlencoded", "application/json; charset=latin1"])
    func `415: a body that is declared as something else`(type: String) async throws {
        let bench = try await Bench()
        let answer = try await bench.send(
            .post, "/api/v1/renders/sync", bench.bearer(.master, [.contentType: type]), body: #"{"template":"card"}"#)
        #expect(answer.status == 415)
    }

    @Test func `422: an asset that is missing`() async throws {
        let answer = try await Bench().render(#"{"template":"card","layers":{"logo":{"src":"asset:none"}}}"#)
        #expect(answer.status == 422)
        #expect(answer.slug == "render-error")
        #expect(answer.detail.contains("none"))
    }

    @Test func `422: strict refuses a font that is not there`() async throws {
        let body = #"{"template":"card","layers":{"title":{"fontFamily":"Nowhere"}},"strict":"#
        let bench = try await Bench()
        let report = try await bench.render(body + "false}")
        #expect(report.status == 200)
        #expect(report.headers[.renderReport]?.contains("Nowhere") == true)
        #expect(try await bench.render(body + "true}").status == 422)
    }

    @Test func `503: a farm that takes nothing says when to come back`() async throws {
        let bench = try await Bench()
        await bench.farm.drain(within: .seconds(1))
        let answer = try await bench.render(#"{"template":"card"}"#)
        #expect(answer.status == 503)
        #expect(answer.slug == "overloaded")
        #expect(answer.headers[.retryAfter] != nil)
        #expect(try await bench.send(.get, "/readyz").status == 503)
        #expect(try await bench.send(.get, "/healthz").status == 200)
    }

    @Test func `504: a render past its deadline`() async throws {
        let bench = try await Bench { $0.farm.deadlineMilliseconds = 0 }
        let answer = try await bench.render(#"{"template":"card"}"#)
        #expect(answer.status == 504)
        #expect(answer.slug == "deadline-exceeded")
    }
}
