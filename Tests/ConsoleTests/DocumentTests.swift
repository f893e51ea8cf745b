import Console
import HTTPTypes
import Testing

@Suite(.timeLimit(.minutes(5)))
struct DocumentTests {
    @Test func `the document and the routes name the same methods and paths`() async throws {
        let document = try await ConsoleBench().send(.get, "/openapi.json", as: nil).json
        var documented: Set<String> = []
        var identifiers: [String] = []
        for (path, methods) in document["paths"]?.objectValue ?? [:] {
            for (method, operation) in methods.objectValue ?? [:] {
                documented.insert("\(method.uppercased()) \(path)")
                identifiers.append(operation["operationId"]?.stringValue ?? "")
                let named = operation["parameters"]?.arrayValue?.filter { $0["in"] == "path" }.count ?? 0
                #expect(named == path.count { $0 == "{" }, "\(path)")
            }
        }
        #expect(documented == ConsoleFront.routeNames)
        #expect(Set(identifiers).count == identifiers.count)
    }

    @Test func `pages of the dashboard carry a strict policy and are revalidated by their hash`() async throws {
        let bench = try await ConsoleBench()
        for path in ["/", "/keys", "/templates/tmpl_x", "/setup"] {
            let page = try await bench.raw(.get, path)
            #expect(page.status == 200, "\(path)")
            #expect(page.headers[.contentType] == "text/html; charset=utf-8")
            #expect(page.headers[.contentSecurityPolicy]?.contains("script-src 'self'") == true)
            let tag = try #require(page.headers[.eTag])
            #expect(try await bench.raw(.get, path, [.ifNoneMatch: tag]).status == 304)
        }
        let script = try await bench.raw(.get, "/dashboard/app.js")
        #expect(script.headers[.contentType] == "text/javascript; charset=utf-8")
        #expect(script.headers[.contentSecurityPolicy] == nil)
        for path in ["/nothing.js", "/dashboard/nothing.js", "/api/v1/nothing", "/console/nothing", "/dashboard/../x"] {
            #expect(try await bench.raw(.get, path).status == 404, "\(path)")
        }
        #expect(try await bench.raw(.get, "/healthz").json["status"] == "ok")
    }

    @Test func `a name that was made to point here is refused`() async throws {
        let bench = try await ConsoleBench(publicURL: "https://pictures.example.com")
        #expect(try await bench.raw(.get, "/").status == 403)
        #expect(try await bench.send(.get, "/session", as: "owner").status == 403)
        #expect(try await bench.raw(.get, "/healthz").status == 200)
    }
}
