import HTTPTypes
import Keys
import Testing

/// Contract §2: cheapest and least revealing first. Each request breaks one check and every later one.
@Suite(.timeLimit(.minutes(5)))
struct OrderOfChecksTests {
    @Test func `GET: URL, key, type, host, parameters, template, overrides`() async throws {
        let bench = try await Bench()
        let wrong = "template=nothing&format=gif&titel.text=a"
        let long = wrong + "&v=" + String(repeating: "a", count: 9_000)
        #expect(try await bench.send(.get, "/api/v1/render?apiKey=bad&\(long)").status == 414)
        #expect(try await bench.send(.get, "/api/v1/render?apiKey=bad&\(wrong)").status == 401)
        #expect(try await bench.send(.get, "/api/v1/render?\(wrong)", bench.bearer(.get)).status == 403)
        #expect(try await bench.send(.get, bench.image(wrong)).status == 403)
        try await bench.allowHosts()
        #expect(try await bench.send(.get, bench.image(wrong)).status == 403)
        #expect(try await bench.send(.get, bench.image(wrong), Bench.fromExample).status == 400)
        let noFormat = "template=nothing&titel.text=a"
        #expect(try await bench.send(.get, bench.image(noFormat), Bench.fromExample).status == 404)
        let noTemplate = "template=card&titel.text=a"
        var headers = Bench.fromExample
        headers[.ifNoneMatch] = "*"
        #expect(try await bench.send(.get, bench.image(noTemplate), headers).status == 400)
        await bench.farm.drain(within: .seconds(1))
        #expect(try await bench.send(.get, bench.image(), headers).status == 304)
        #expect(try await bench.send(.get, bench.image(), Bench.fromExample).status == 503)
    }

    @Test func `POST: key, type, body, scope, template, overrides, admission`() async throws {
        let bench = try await Bench()
        let json: HTTPFields = [.contentType: "application/json"]
        let path = "/api/v1/renders/sync"
        #expect(try await bench.send(.post, path, json, body: "{").status == 401)
        #expect(try await bench.send(.post, path, bench.bearer(.get, json), body: "{").status == 403)
        #expect(try await bench.render("{", .project).status == 400)
        #expect(try await bench.render(#"{"template":"nothing","format":"gif"}"#, .project).status == 400)
        #expect(try await bench.render(#"{"template":"nothing","layers":{"x":{}}}"#, .project).status == 403)
        #expect(try await bench.render(#"{"template":"nothing","layers":{"x":{}}}"#).status == 404)
        await bench.farm.drain(within: .seconds(1))
        #expect(try await bench.render(#"{"template":"card","layers":{"x":{}}}"#).status == 400)
        #expect(try await bench.render(#"{"template":"card"}"#).status == 503)
    }
}
