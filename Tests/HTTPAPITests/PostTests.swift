import Catalog
import HTTPAPI
import HTTPTypes
import HummingbirdTesting
import Keys
import Templates
import Testing

/// POST renders by both ways: what is true of the router must be true in front of it.
@Suite(.timeLimit(.minutes(5)))
struct PostTests {
    private static let path = "/api/v1/renders/sync"
    private static let plain = #"{"template":"card","layers":{"title":{"text":"Hi"}}}"#

    private static func headers(_ bench: Bench, _ type: KeyType = .master) -> HTTPFields {
        bench.bearer(type, [.contentType: "application/json"])
    }

    @Test(arguments: Way.allCases)
    func `renders are alike in all that does not belong to one request`(way: Way) async throws {
        let bench = try await Bench()
        try await bench.by(way) { sender in
            let answers = try await Array(repeating: (), count: 4).asyncMap { _ in
                try await sender.send(.post, Self.path, Self.headers(bench), body: Array(Self.plain.utf8))
            }
            #expect(answers.allSatisfy { $0.status == 200 && $0.size == [120, 63] })
            #expect(Set(answers.map { $0.headers[.requestID] }).count == 4)
            #expect(Set(answers.map { $0.headers[.renderID] }).count == 4)
            let own: Set<HTTPField.Name> = [.serverTiming, .requestID, .renderID, .date, .contentLength]
            let common = answers.map { answer in
                answer.headers.filter { !own.contains($0.name) }.map { "\($0.name): \($0.value)" }.sorted()
            }
            #expect(Set(common).count == 1)
            #expect(common[0].contains("Cache-Control: no-store"))
            #expect(answers.allSatisfy { $0.headers[.date] != nil } || way == .router)
            #expect(answers.allSatisfy { $0.headers[.contentLength] == "\($0.bytes.count)" } || way == .router)
        }
        // The first one loads what the others find in memory.
        #expect(bench.front.quickPosts == (way == .wire ? 3 : 0))
        let rows = try await bench.history.renders(
            organizationID: Bench.organization.id, matching: HistoryFilter(), page: PageRequest(limit: 10))
        #expect(rows.items.count == 4)
        let request = try #require(rows.items.first?.request)
        #expect(request == #"{"format":"png","layers":{"title":{"text":"Hi"}},"template":"card"}"#)
    }

    @Test(arguments: Way.allCases)
    func `every refusal is the same whatever was rendered before`(way: Way) async throws {
        let bench = try await Bench()
        let wrong: [(String, KeyType, Int)] = [
            ("{", .master, 400), (#"{"template":"card","layers":{"titel":{}}}"#, .master, 400),
            (#"{"template":"nothing"}"#, .master, 404), (#"{"template":"other"}"#, .project, 403),
            (Self.plain, .get, 403), (#"{"template":"card","format":"pdf"}"#, .master, 400),
            (#"{"template":"card","layers":{"logo":{"src":"asset:none"}},"strict":true}"#, .master, 422),
        ]
        try await bench.by(way) { sender in
            for _ in 0..<3 {
                for (body, type, status) in wrong {
                    let right = try await sender.send(
                        .post, Self.path, Self.headers(bench), body: Array(Self.plain.utf8))
                    #expect(right.status == 200)
                    let answer = try await sender.send(
                        .post, Self.path, Self.headers(bench, type), body: Array(body.utf8))
                    #expect(answer.status == status, "\(body)")
                    #expect(answer.json["instance"]?.stringValue == answer.headers[.requestID])
                }
            }
            var headers = Self.headers(bench)
            headers[.accept] = "text/html"
            #expect(try await sender.send(.post, Self.path, headers, body: Array(Self.plain.utf8)).status == 406)
            headers = bench.bearer(.master, [.contentType: "text/plain"])
            #expect(try await sender.send(.post, Self.path, headers, body: Array(Self.plain.utf8)).status == 415)
            let large = Array(#"{"template":"card"}"#.utf8) + Array(repeating: UInt8(ascii: " "), count: 40_000)
            #expect(try await sender.send(.post, Self.path, Self.headers(bench), body: large).status == 200)
        }
        // Each refusal of a render is one row, however it came: 403s by type and scope, 400s, 404s, 422s.
        let rows = try await bench.history.renders(
            organizationID: Bench.organization.id, matching: HistoryFilter(), page: PageRequest(limit: 100))
        #expect(rows.items.count { $0.status != 200 } == 3 * wrong.count + 2)
    }

    @Test(arguments: Way.allCases)
    func `401: a key revoked between two renders on one connection`(way: Way) async throws {
        let bench = try await Bench()
        try await bench.by(way) { sender in
            for _ in 0..<3 {
                let answer = try await sender.send(
                    .post, Self.path, Self.headers(bench), body: Array(Self.plain.utf8))
                #expect(answer.status == 200)
            }
            let key = try #require(bench.keys[.master])
            _ = try await bench.registry.revoke(key.id, organization: Bench.organization.id, by: "test")
            let refused = try await sender.send(.post, Self.path, Self.headers(bench), body: Array(Self.plain.utf8))
            #expect(refused.status == 401)
            #expect(refused.headers[.wwwAuthenticate] != nil)
        }
    }

    @Test(arguments: Way.allCases)
    func `a saved template shows at once, and a limited key is told its standing`(way: Way) async throws {
        let bench = try await Bench()
        _ = try await bench.store.changeSettings(organizationID: Bench.organization.id) {
            $0 = Settings(rateProfile: .starter)
        }
        try await bench.by(way) { sender in
            var tags: [String?] = []
            for index in 0..<30 {
                if index == 15 {
                    let patch = bench.bearer(.master, [.contentType: "application/merge-patch+json"])
                    let change = Array(##"{"background":"#ff0000"}"##.utf8)
                    #expect(try await sender.send(.patch, "/api/v1/templates/card", patch, body: change).status == 200)
                }
                let answer = try await sender.send(
                    .post, Self.path, Self.headers(bench), body: Array(Self.plain.utf8))
                #expect(answer.headers[.rateRemaining] == "\(29 - index)")
                tags.append(answer.headers[.eTag])
            }
            #expect(Set(tags[..<15]).count == 1)
            #expect(Set(tags[15...]).count == 1)
            #expect(tags[0] != tags[29])
            let refused = try await sender.send(.post, Self.path, Self.headers(bench), body: Array(Self.plain.utf8))
            #expect(refused.status == 429)
            #expect(refused.headers[.retryAfter] != nil)
        }
    }

    @Test func `requests that are sent ahead are answered in their order`() async throws {
        let bench = try await Bench()
        let key = bench.key(.master)
        try await bench.server.test(.live) { client in
            func post(_ text: String) -> String {
                let body = #"{"template":"card","layers":{"title":{"text":"\#(text)"}},"compression":"small"}"#
                return "POST \(Self.path) HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer \(key)\r\n"
                    + "Content-Length: \(body.utf8.count)\r\n\r\n\(body)"
            }
            let last = "GET /healthz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
            let get = "GET /readyz HTTP/1.1\r\nHost: a\r\n\r\n"
            for _ in 0..<3 {
                let text = (0..<8).map { post("\($0)") + get }.joined() + last
                let heard = try await RawAnswers.to(text, port: try #require(client.port))
                let kinds = heard.components(separatedBy: "HTTP/1.1 200 OK\r\n").dropFirst().map {
                    $0.contains("image/png") ? "P" : "G"
                }
                #expect(kinds.joined() == String(repeating: "PG", count: 8) + "G")
            }
        }
        #expect(bench.front.quickPosts > 0)
    }

    @Test(arguments: [1, 8])
    func `what arrives while a render is under way is answered after it, in its order`(count: Int) async throws {
        let bench = try await Bench()
        let headers = "Host: a\r\nAuthorization: Bearer \(bench.key(.master))\r\n"
        func post(_ body: String) -> String {
            "POST \(Self.path) HTTP/1.1\r\n\(headers)Content-Length: \(body.utf8.count)\r\n\r\n\(body)"
        }
        let slow = post(#"{"template":"card","width":4000,"compression":"small"}"#)
        let quick = post(Self.plain)
        let get = "GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n"
        let last = "GET /readyz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
        try await bench.server.test(.live) { client in
            _ = try await Sender(client: client).send(
                .post, Self.path, Self.headers(bench), body: Array(Self.plain.utf8))
            for more in [quick + last, get + last, String(repeating: quick + get, count: count) + last] {
                let heard = try await RawAnswers.to(
                    slow, more: more,
                    when: { while bench.front.parts.farm.statistics.running == 0 { await Task.yield() } },
                    port: try #require(client.port))
                let kinds = heard.components(separatedBy: "HTTP/1.1 200 OK\r\n").dropFirst().map {
                    $0.contains("image/png") ? "P" : "G"
                }
                let asked = more.components(separatedBy: " HTTP/1.1").dropLast().map { $0.contains("POST") ? "P" : "G" }
                #expect(kinds.joined() == "P" + asked.joined())
            }
        }
    }

    @Test func `connections that come and go get their own pictures, and nobody else's`() async throws {
        let bench = try await Bench()
        let key = bench.key(.master)
        @Sendable func post(_ number: Int) -> String {
            let body = #"{"template":"card","layers":{"title":{"text":"Number \#(number)"}}}"#
            return "POST \(Self.path) HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer \(key)\r\n"
                + "Content-Length: \(body.utf8.count)\r\n\r\n\(body)"
        }
        let last = "GET /readyz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
        @Sendable func tag(_ answer: String) -> String? {
            answer.components(separatedBy: "\r\n").first { $0.lowercased().hasPrefix("etag: ") }
        }
        try await bench.server.test(.live) { client in
            let port = try #require(client.port)
            var tags: [String?] = []
            for number in 0..<8 { tags.append(tag(try await RawAnswers.to(post(number) + last, port: port))) }
            #expect(Set(tags).count == 8 && !tags.contains(nil))
            try await withThrowingTaskGroup(of: Void.self) { [tags] group in
                for turn in 0..<16 {
                    group.addTask {
                        for step in 0..<20 {
                            let number = (turn * 5 + step * 3) % 8
                            if (turn + step) % 3 == 0 {
                                try await RawAnswers.leave(post(number), port: port)
                            } else {
                                let heard = try await RawAnswers.to(post(number), more: last, port: port)
                                #expect(tag(heard) == tags[number])
                                #expect(heard.components(separatedBy: "HTTP/1.1 200 OK\r\n").count == 3)
                            }
                        }
                    }
                }
                try await group.waitForAll()
            }
        }
    }

    @Test func `answers of every way stay in order where the client reads late`() async throws {
        let bench = try await Bench()
        try await bench.allowHosts()
        let body = #"{"template":"card","format":"jpeg","quality":100,"width":4000}"#
        let post =
            "POST \(Self.path) HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer \(bench.key(.master))\r\n"
            + "Content-Length: \(body.utf8.count)\r\n\r\n\(body)"
        let target = bench.image("template=card&width=4000&format=jpeg&quality=100")
        let get = "GET \(target) HTTP/1.1\r\nHost: a\r\nReferer: https://example.com/\r\n\r\n"
        let ping = "GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n"
        let last = ping.replacing("\r\n\r\n", with: "\r\nConnection: close\r\n\r\n")
        try await bench.server.test(.live) { client in
            _ = try await Sender(client: client).warm(target)
            let text = String(repeating: post + get + ping + post + post, count: 6) + last
            let heard = try await RawAnswers.to(text, port: try #require(client.port), readsLate: true)
            let answers = heard.components(separatedBy: "HTTP/1.1 200 OK\r\n").dropFirst()
            #expect(
                answers.map { $0.contains("image/jpeg") ? "P" : "G" }.joined() == String(repeating: "PPGPP", count: 6)
                    + "G")
            for answer in answers {
                let parts = answer.components(separatedBy: "\r\n\r\n")
                let length = parts[0].lowercased().components(separatedBy: "content-length: ").last?.prefix {
                    $0.isNumber
                }
                #expect(
                    length.flatMap { Int($0) } == parts.dropFirst().joined(separator: "\r\n\r\n").unicodeScalars.count)
            }
        }
    }

    @Test func `a body in pieces, in chunks, or after a question is a body`() async throws {
        let bench = try await Bench()
        let start = "POST \(Self.path) HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer \(bench.key(.master))\r\n"
        let size = Self.plain.utf8.count
        let whole = start + "Content-Length: \(size)\r\n\r\n" + Self.plain
        let chunked =
            start + "Transfer-Encoding: chunked\r\n\r\n\(String(size, radix: 16))\r\n\(Self.plain)\r\n0\r\n\r\n"
        let asking = start + "Expect: 100-continue\r\nContent-Length: \(size)\r\n\r\n" + Self.plain
        let old = start.replacing("HTTP/1.1", with: "HTTP/1.0") + "Content-Length: \(size)\r\n\r\n" + Self.plain
        let closing = start + "Connection: close\r\nContent-Length: \(size)\r\n\r\n" + Self.plain
        try await bench.server.test(.live) { client in
            let port = try #require(client.port)
            // What follows a request that keeps no connection is not heard.
            for (text, expected) in [(closing, 1), (whole, 2), (chunked, 2), (asking, 2), (old, 1)] {
                let heard = try await RawAnswers.to(text == closing ? text : text + closing, port: port)
                #expect(heard.components(separatedBy: " 200 OK\r\n").count - 1 == expected, "\(text.prefix(200))")
            }
        }
    }
}
