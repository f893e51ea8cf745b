import Console
import HTTPAPI
import HTTPTypes
import Keys
import People
import Testing

/// Every route of the session API against every role, a stranger, nobody, and whatever browsers are made to send.
@Suite(.timeLimit(.minutes(5)))
struct PermissionTests {
    private static let roles: [(String, Role)] = [
        ("owner", .owner), ("admin", .admin), ("user", .user), ("viewer", .viewer),
    ]

    /// The route's path with parameters that name nothing.
    private func target(_ route: ConsoleRoute, slug: String = "acme") -> String {
        route.pattern.split(separator: "/", omittingEmptySubsequences: false).map { segment in
            segment == "{slug}" ? slug : segment.hasPrefix("{") ? "none" : String(segment)
        }.joined(separator: "/")
    }

    @Test func `a role may call a member's route exactly where the matrix says so`() async throws {
        let bench = try await ConsoleBench { $0.people.eventStreamSeconds = 0 }
        for route in ConsoleFront.routeList {
            guard case .member(let action) = route.access else { continue }
            for (name, role) in Self.roles {
                let answer = try await bench.raw(route.method, target(route), bench.headers(name), "{}")
                let reach = Matrix.reach(role, action)
                let words = "\(route.method) \(route.pattern) as \(name): \(answer.status) \(answer.detail)"
                if reach == .none { #expect(answer.status == 403, "\(words)") }
                // What is out of an own reach is forbidden by the route itself.
                if reach == .all { #expect(answer.status != 403, "\(words)") }
                #expect(answer.status != 401 && answer.status < 500, "\(words)")
            }
        }
    }

    @Test func `another organization is not found, by whatever route and role`() async throws {
        let bench = try await ConsoleBench()
        for route in ConsoleFront.routeList {
            guard case .member = route.access else { continue }
            for (name, _) in Self.roles {
                let answer = try await bench.raw(route.method, target(route, slug: "other"), bench.headers(name), "{}")
                #expect(answer.status == 404, "\(route.method) \(route.pattern) as \(name)")
            }
            let nowhere = try await bench.raw(
                route.method, target(route, slug: "nowhere"), bench.headers("owner"), "{}")
            #expect(nowhere.status == 404)
        }
    }

    @Test func `without a session only open routes answer`() async throws {
        let bench = try await ConsoleBench()
        for route in ConsoleFront.routeList where route.access != .open {
            let answer = try await bench.raw(route.method, target(route), bench.headers(nil), "{}")
            #expect(answer.status == 401, "\(route.method) \(route.pattern)")
        }
    }

    @Test func `what changes something needs the session's token, and a page of our own`() async throws {
        let bench = try await ConsoleBench()
        for route in ConsoleFront.routeList where route.method != .get {
            let foreign = bench.headers("owner", [ConsoleBench.field("Sec-Fetch-Site"): "cross-site"])
            let forged = try await bench.raw(route.method, target(route), foreign, "{}")
            #expect(forged.status == 403, "\(route.method) \(route.pattern) from another site")
            let silent = bench.headers("owner", [ConsoleBench.field("Sec-Fetch-Site"): ""])
            let unsaid = try await bench.raw(route.method, target(route), silent, "{}")
            #expect(unsaid.status == 403, "\(route.method) \(route.pattern) from nowhere")
            guard route.access != .open else { continue }
            let tokenless = bench.headers("owner", [ConsoleBench.field("X-CSRF-Token"): ""])
            let bare = try await bench.raw(route.method, target(route), tokenless, "{}")
            #expect(bare.status == 403, "\(route.method) \(route.pattern) without a token")
        }
    }

    @Test func `API keys are refused everywhere, even beside a session`() async throws {
        let bench = try await ConsoleBench()
        let key = try await bench.key(of: "owner", .master).secret.withPlainText { $0 }
        for route in ConsoleFront.routeList {
            for (field, value) in [("Authorization", "Bearer \(key)"), ("X-API-Key", key)] {
                let headers = bench.headers("owner", [ConsoleBench.field(field): value])
                let answer = try await bench.raw(route.method, target(route), headers, "{}")
                #expect(answer.status == 403, "\(route.method) \(route.pattern)")
                #expect(!answer.text.contains(key))
            }
            let query = try await bench.raw(
                route.method, target(route) + "?apiKey=\(key)", bench.headers("owner"), "{}")
            #expect(query.status == 403)
        }
    }

    /// Whose key it is, who asks, and what revoking, rotating and deleting it answer.
    static let keyCases: [(whose: String, who: String, revoke: Int, rotate: Int, delete: Int)] = [
        ("owner", "owner", 200, 201, 204), ("user", "owner", 200, 403, 204), ("admin", "admin", 200, 201, 204),
        ("user", "admin", 200, 403, 204), ("owner", "admin", 200, 403, 204), ("user", "user", 200, 201, 204),
        ("mate", "user", 403, 403, 403), ("owner", "user", 403, 403, 403), ("user", "viewer", 403, 403, 403),
        ("user", "stranger", 404, 404, 404),
    ]

    @Test(arguments: keyCases)
    func `keys are revoked, rotated and deleted by whom the matrix names`(
        _ row: (whose: String, who: String, revoke: Int, rotate: Int, delete: Int)
    ) async throws {
        let bench = try await ConsoleBench()
        let rotated = try await bench.key(of: row.whose).record.id
        let rotate = try await bench.send(.post, "keys/\(rotated)/rotate", as: row.who, #"{"overlap":"1h"}"#)
        #expect(rotate.status == row.rotate)
        let id = try await bench.key(of: row.whose).record.id
        let revoke = try await bench.send(.post, "keys/\(id)/revoke", as: row.who)
        #expect(revoke.status == row.revoke)
        _ = try await bench.registry.revoke(id, organization: ConsoleBench.organization.id, by: "test")
        let delete = try await bench.send(.delete, "keys/\(id)", as: row.who)
        #expect(delete.status == row.delete)
    }

    @Test(arguments: [("owner", 5), ("admin", 5), ("user", 1), ("viewer", -1)])
    func `lists of keys hold one's own, or all`(_ name: String, _ count: Int) async throws {
        let bench = try await ConsoleBench()
        for maker in ["owner", "admin", "user", "mate"] { _ = try await bench.key(of: maker) }
        _ = try await bench.registry.create(
            KeyRequest(name: "x", type: .get), organization: ConsoleBench.organization.id, by: "command line")
        let answer = try await bench.send(.get, "keys", as: name)
        #expect(answer.status == (count < 0 ? 403 : 200))
        #expect(answer.items.count == max(0, count))
    }

    @Test(arguments: [("owner", 200), ("admin", 200), ("user", 403), ("viewer", 403)])
    func `the activity log is all or one's own`(_ name: String, _ otherStatus: Int) async throws {
        let bench = try await ConsoleBench()
        _ = try await bench.send(.post, "keys", as: "owner", #"{"name":"a","type":"get"}"#)
        _ = try await bench.send(.post, "keys", as: "user", #"{"name":"b","type":"get"}"#)
        let answer = try await bench.send(.get, "activity", as: name)
        let actors = Set(answer.items.compactMap { $0["actor"]?["id"]?.stringValue })
        #expect(
            actors
                == (otherStatus == 200
                    ? [bench.id("owner"), bench.id("user")] : name == "user" ? [bench.id("user")] : []))
        let others = try await bench.send(.get, "activity?actor=\(bench.id("owner"))", as: name)
        #expect(others.status == otherStatus)
    }
}
