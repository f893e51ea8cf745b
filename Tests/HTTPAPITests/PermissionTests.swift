import HTTPTypes
import Keys
import Testing

/// Every route × key type: the contract's table, deny by default.
@Suite(.timeLimit(.minutes(5)))
struct PermissionTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let method: HTTPRequest.Method
        let path: String
        let allowed: Set<KeyType>
        var testDescription: String { "\(method) \(path)" }
    }

    private static let readers: Set<KeyType> = [.master, .readOnly]
    static let cases: [Case] = [
        Case(method: .post, path: "/api/v1/renders/sync", allowed: [.master, .project, .readOnly]),
        Case(method: .get, path: "/api/v1/render?template=card", allowed: [.master, .project, .readOnly]),
        Case(method: .get, path: "/api/v1/renders", allowed: [.master, .project, .readOnly]),
        Case(method: .get, path: "/api/v1/renders/rnd_x", allowed: [.master, .project, .readOnly]),
        Case(method: .get, path: "/api/v1/templates", allowed: [.master, .project, .readOnly]),
        Case(method: .get, path: "/api/v1/templates/card", allowed: [.master, .project, .readOnly]),
        Case(method: .post, path: "/api/v1/templates", allowed: [.master]),
        Case(method: .put, path: "/api/v1/templates/card", allowed: [.master]),
        Case(method: .patch, path: "/api/v1/templates/card", allowed: [.master]),
        Case(method: .delete, path: "/api/v1/templates/other", allowed: [.master]),
        Case(method: .get, path: "/api/v1/assets", allowed: readers),
        Case(method: .get, path: "/api/v1/assets/ast_x", allowed: readers),
        Case(method: .post, path: "/api/v1/assets?name=a", allowed: [.master]),
        Case(method: .delete, path: "/api/v1/assets/ast_x", allowed: [.master]),
        Case(method: .get, path: "/api/v1/settings", allowed: readers),
        Case(method: .patch, path: "/api/v1/settings", allowed: [.master]),
    ]

    @Test(arguments: cases)
    func `a route lets in exactly its key types`(route: Case) async throws {
        let bench = try await Bench()
        #expect(try await bench.send(route.method, route.path).status == 401)
        for type in KeyType.allCases {
            let answer = try await bench.send(route.method, route.path, bench.bearer(type))
            if route.allowed.contains(type) {
                #expect(answer.status != 401 && answer.status != 403, "\(type): \(answer.text)")
            } else {
                #expect(answer.status == 403, "\(type): \(answer.text)")
            }
        }
    }

    @Test func `the table has every route that needs a key`() async throws {
        let document = try await Bench().send(.get, "/openapi.json").json
        var documented: Set<String> = []
        for (path, methods) in document["paths"]?.objectValue ?? [:] where path.hasPrefix("/api/") {
            for method in methods.objectValue?.keys.map({ $0 }) ?? [] {
                let pattern = path.replacing(#/\{\w+\}/#, with: "*")
                documented.insert("\(method.uppercased()) \(pattern)")
            }
        }
        let covered = Set(
            Self.cases.map { route in
                let path = String(route.path.prefix { $0 != "?" })
                let pattern = path.replacing(#/(templates|assets|renders)\/(?!sync)\w+$/#) { "\($0.1)/*" }
                return "\(route.method.rawValue) \(pattern)"
            })
        #expect(covered == documented)
    }

    @Test func `a GET key may render from an allowed host and nothing else`() async throws {
        let bench = try await Bench()
        try await bench.allowHosts()
        for route in Self.cases {
            let mark = route.path.contains("?") ? "&" : "?"
            let answer = try await bench.send(
                route.method, route.path + "\(mark)apiKey=\(bench.key(.get))", Bench.fromExample)
            #expect(answer.status == (route.path.hasPrefix("/api/v1/render?") ? 200 : 403), "\(route.path)")
        }
    }
}
