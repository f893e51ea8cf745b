import HTTPTypes
import Keys
import Templates
import Testing

@Suite(.timeLimit(.minutes(5)))
struct ProtocolTests {
    @Test func `404: an unknown route is a problem`() async throws {
        let answer = try await Bench().send(.get, "/api/v2/render")
        #expect(answer.status == 404)
        #expect(answer.headers[.contentType] == "application/problem+json")
        #expect(answer.json["type"] == "/errors/not-found")
        #expect(answer.json["status"] == 404)
        #expect(answer.json["instance"]?.stringValue == answer.headers[.requestID])
        #expect(answer.headers[.cacheControl] == "no-store")
    }

    @Test func `405: the answer names the methods`() async throws {
        let answer = try await Bench().send(.put, "/api/v1/templates")
        #expect(answer.status == 405)
        #expect(answer.slug == "method-not-allowed")
        #expect(answer.headers[.allow] == "GET, HEAD, OPTIONS, POST")
    }

    @Test func `OPTIONS names the methods and needs no key`() async throws {
        let answer = try await Bench().send(.options, "/api/v1/renders/sync")
        #expect(answer.status == 204)
        #expect(answer.headers[.allow] == "OPTIONS, POST")
    }

    @Test func `431: one byte or one field over the limit`() async throws {
        let bench = try await Bench {
            $0.server.headerBytes = 200
            $0.server.headerFields = 4
        }
        let fits: HTTPFields = ["a": String(repeating: "b", count: 199)].fields
        #expect(try await bench.send(.get, "/healthz", fits).status == 200)
        let over: HTTPFields = ["a": String(repeating: "b", count: 200)].fields
        let answer = try await bench.send(.get, "/healthz", over)
        #expect(answer.status == 431)
        #expect(answer.slug == "headers-too-large")
        let many: HTTPFields = ["a": "", "b": "", "c": "", "d": "", "e": ""].fields
        #expect(try await bench.send(.get, "/healthz", many).status == 431)
    }

    @Test func `every answer names its request, and no two are alike`() async throws {
        let bench = try await Bench()
        let names = try await ["/healthz", "/", "/nowhere", "/api/v1/templates"].asyncMap {
            try await bench.send(.get, $0).headers[.requestID]
        }
        #expect(Set(names).count == 4)
        #expect(names.allSatisfy { $0?.hasPrefix("req_") == true })
    }

    @Test func `the service's own pages answer without a key`() async throws {
        let bench = try await Bench()
        for path in ["/", "/healthz", "/readyz", "/openapi.json", "/schemas/template.json"] {
            let answer = try await bench.send(.get, path)
            #expect(answer.status == 200)
            #expect(answer.json.objectValue != nil)
            #expect(answer.headers[.cacheControl] == "no-store")
            #expect(answer.headers[.xContentTypeOptions] == "nosniff")
        }
    }

    @Test func `a key in a place where details quote it is redacted`() async throws {
        let bench = try await Bench()
        let key = bench.key(.master)
        let answer = try await bench.render(#"{"template":"\#(key)","layers":{}}"#)
        #expect(answer.status == 404)
        #expect(!answer.text.contains(key.dropFirst(12)))
        let field = try await bench.render(#"{"\#(key)":1}"#)
        #expect(field.status == 400)
        #expect(!field.text.contains(key.dropFirst(12)))
    }
}

extension [String: String] {
    var fields: HTTPFields { HTTPFields(map { ($0.key, $0.value) }) }
}
