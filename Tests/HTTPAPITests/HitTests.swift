import Catalog
import HTTPAPI
import HTTPTypes
import Keys
import Testing

/// Hits by both ways: what is true of the router must be true in front of it.
@Suite(.timeLimit(.minutes(5)))
struct HitTests {
    @Test(arguments: Way.allCases)
    func `hits are alike in all that does not belong to one request`(way: Way) async throws {
        let bench = try await Bench()
        try await bench.allowHosts()
        try await bench.by(way) { sender in
            let headers: HTTPFields = [.referer: "https://example.com/page", .origin: "https://example.com"]
            let answers = try await sender.warm(bench.image(), headers)
            #expect(answers.map { $0.headers[.cacheVerdict] } == ["MISS", "HIT", "HIT", "HIT"])
            #expect(answers.allSatisfy { $0.status == 200 && $0.bytes == answers[0].bytes })
            #expect(Set(answers.map { $0.headers[.requestID] }).count == 4)
            let own: Set<HTTPField.Name> = [.serverTiming, .requestID, .date]
            let common = answers.map { answer in
                answer.headers.filter { !own.contains($0.name) }.map { "\($0.name): \($0.value)" }.sorted()
            }
            #expect(common[3] == common[1])
            #expect(common[3].contains("Access-Control-Allow-Origin: https://example.com"))
            for answer in answers[1...] {
                #expect(answer.headers[.serverTiming]?.hasPrefix("auth;dur=") == true)
                #expect(answer.headers[.serverTiming]?.hasSuffix("encode;dur=0.000") == true)
                #expect(answer.headers[.date] != nil || way == .router)
            }
        }
        #expect(bench.front.quickHits == (way == .wire ? 2 : 0))
        let key = try #require(bench.keys[.get])
        #expect(bench.front.counts(ofKey: key.id) == .init(hits: 3))
        #expect(bench.farm.statistics.made == 1)
        #expect(bench.history.statistics.unwrittenCount == 1)
    }

    @Test(arguments: Way.allCases)
    func `401: a key revoked between two requests on one connection`(way: Way) async throws {
        let bench = try await Bench()
        try await bench.allowHosts()
        try await bench.by(way) { sender in
            #expect(try await sender.warm(bench.image()).last?.headers[.cacheVerdict] == "HIT")
            let key = try #require(bench.keys[.get])
            _ = try await bench.registry.revoke(key.id, organization: Bench.organization.id, by: "test")
            let refused = try await sender.send(.get, bench.image(), Bench.fromExample)
            #expect(refused.status == 401)
            #expect(refused.headers[.cacheControl] == "no-store")
        }
    }

    @Test(arguments: Way.allCases)
    func `403: a host that is not allowed, or no longer`(way: Way) async throws {
        let bench = try await Bench()
        try await bench.allowHosts()
        try await bench.by(way) { sender in
            _ = try await sender.warm(bench.image())
            for headers: HTTPFields in [
                [:], [.referer: "https://evil.com/"], [.referer: "https://example.com/", .origin: "https://evil.com"],
            ] {
                #expect(try await sender.send(.get, bench.image(), headers).status == 403)
            }
            try await bench.allowHosts(["elsewhere.com"])
            #expect(try await sender.send(.get, bench.image(), Bench.fromExample).status == 403)
        }
    }

    @Test(arguments: Way.allCases)
    func `a key of another type or place, or a second one, is judged as ever`(way: Way) async throws {
        let bench = try await Bench()
        try await bench.allowHosts()
        try await bench.by(way) { sender in
            _ = try await sender.warm(bench.image())
            let get = bench.image()
            let headers = Bench.fromExample
            #expect(try await sender.send(.get, get + "&key=\(bench.key(.get))", headers).status == 400)
            #expect(try await sender.send(.get, get, bench.bearer(.get, headers)).status == 403)
            #expect(try await sender.send(.get, get, bench.bearer(.master, headers)).status == 401)
            let live = get.replacing(bench.key(.get), with: bench.key(.master))
            #expect(try await sender.send(.get, live, headers).status == 401)
            let unknown = get.replacing(bench.key(.get), with: "rs_get_" + String(repeating: "0", count: 38))
            #expect(try await sender.send(.get, unknown, headers).status == 401)
        }
    }

    @Test(arguments: Way.allCases)
    func `a saved template, a replaced asset and a new policy show at once`(way: Way) async throws {
        let bench = try await Bench()
        try await bench.allowHosts()
        try await bench.by(way) { sender in
            let path = bench.image("template=card&logo.src=asset:dot")
            let upload = "/api/v1/assets?name=dot&replace=1"
            let png = bench.bearer(.master, [.contentType: "image/png"])
            #expect(try await sender.send(.post, upload, png, body: smallPNG).status == 201)
            let before = try await sender.warm(path)
            #expect(before.last?.headers[.cacheVerdict] == "HIT")
            let patch = bench.bearer(.master, [.contentType: "application/merge-patch+json"])
            let change = Array(##"{"background":"#ff0000"}"##.utf8)
            #expect(try await sender.send(.patch, "/api/v1/templates/card", patch, body: change).status == 200)
            let after = try await sender.warm(path)
            #expect(after[0].headers[.cacheVerdict] == "MISS")
            #expect(after[0].headers[.eTag] != before[0].headers[.eTag])
            let small = bench.image("template=card&width=2&height=2&title.visible=false")
            let other = try await sender.send(.get, small, Bench.fromExample).bytes
            #expect(try await sender.send(.post, upload, png, body: other).status < 300)
            #expect(try await sender.warm(path)[0].headers[.cacheVerdict] == "MISS")
            try await bench.allowHosts(policy: .public)
            let shared = try await sender.warm(path)
            #expect(shared.allSatisfy { $0.headers[.vary] == "Origin" })
        }
    }

    @Test(arguments: Way.allCases)
    func `304, 406, HEAD and a close keep their meaning for a known target`(way: Way) async throws {
        let bench = try await Bench()
        try await bench.allowHosts()
        try await bench.by(way) { sender in
            let tag = try #require(try await sender.warm(bench.image()).last?.headers[.eTag])
            for condition in [tag, "\"a\", \(tag)", "*"] {
                var headers = Bench.fromExample
                headers[.ifNoneMatch] = condition
                let answer = try await sender.send(.get, bench.image(), headers)
                #expect(answer.status == 304)
                #expect(answer.bytes.isEmpty)
                #expect(answer.headers[.eTag] == tag)
                #expect(answer.headers[.cacheControl] == "private, max-age=3600")
                #expect(answer.headers[.vary] == "Origin, Referer")
            }
            var headers = Bench.fromExample
            headers[.ifNoneMatch] = "W/\"other\""
            #expect(try await sender.send(.get, bench.image(), headers).status == 200)
            headers = Bench.fromExample
            headers[.accept] = "image/jpeg"
            #expect(try await sender.send(.get, bench.image(), headers).status == 406)
            headers[.accept] = "image/avif,image/png,*/*;q=0.8"
            #expect(try await sender.send(.get, bench.image(), headers).status == 200)
            #expect(try await sender.send(.head, bench.image(), Bench.fromExample).bytes.isEmpty)
        }
        let key = try #require(bench.keys[.get])
        #expect(bench.front.counts(ofKey: key.id).notModified == 3)
        if way == .wire { #expect(bench.front.quickHits == 4) }
    }

    @Test(arguments: Way.allCases)
    func `a hit tells the standing of a limited key and takes no slot`(way: Way) async throws {
        let bench = try await Bench()
        _ = try await bench.store.changeSettings(organizationID: Bench.organization.id) {
            $0 = Settings(allowedHosts: ["example.com"], rateProfile: .starter)
        }
        try await bench.by(way) { sender in
            for answer in try await sender.warm(bench.image()) {
                #expect(answer.headers[.rateLimit] == "15")
                #expect(answer.headers[.rateRemaining] == "14")
                #expect(answer.headers[.rateReset] != nil)
            }
        }
    }

    @Test(arguments: Way.allCases)
    func `a picture that had to go is painted again, and nothing is kept beyond the bounds`(way: Way) async throws {
        let bench = try await Bench { $0.server.keptPictures = 1 }
        try await bench.allowHosts()
        try await bench.by(way) { sender in
            _ = try await sender.warm(bench.image())
            _ = try await sender.warm(bench.image("template=other"))
            #expect(try await sender.warm(bench.image()).map { $0.headers[.cacheVerdict] }[0] == "MISS")
        }
        let narrow = try await Bench { $0.server.keptTargetBytes = 1 }
        try await narrow.allowHosts()
        try await narrow.by(way) { sender in
            let answers = try await sender.warm(narrow.image())
            #expect(answers.last?.headers[.cacheVerdict] == "HIT")
        }
        #expect(narrow.front.quickHits == 0)
    }

    @Test(arguments: Way.allCases, [1_200, 8_000])
    func `a large picture arrives whole, at once or in parts, and is the same each time`(
        way: Way, width: Int
    ) async throws {
        let bench = try await Bench(metricsToken: "secret") { $0.server.keptFiles = 1 }
        try await bench.allowHosts()
        try await bench.by(way) { sender in
            for name in ["card", "other", "card"] {
                let path = bench.image("template=\(name)&width=\(width)&format=jpeg&quality=100")
                let answers = try await sender.warm(path) + sender.warm(path)
                #expect(answers.allSatisfy { $0.status == 200 && $0.bytes == answers[0].bytes })
                #expect(answers[0].bytes.count > 16 << 10)
                #expect(answers[0].bytes.suffix(2) == [0xFF, 0xD9])
            }
            let text = try await sender.send(.get, "/metrics", [.authorization: "Bearer secret"]).text
            #expect(text.contains("renderstack_cache_files \(way == .wire ? 1 : 0)\n"))
        }
    }

    @Test func `behind plain requests of other paths hits keep their short way, behind others they lose it`()
        async throws
    {
        let bench = try await Bench()
        try await bench.allowHosts()
        try await bench.by(.wire) { sender in
            _ = try await sender.warm(bench.image())
            let quick = bench.front.quickHits
            for (method, path) in [(HTTPRequest.Method.get, "/healthz"), (.get, "/nowhere?a=b"), (.head, "/readyz")] {
                _ = try await sender.send(method, path)
            }
            #expect(try await sender.send(.get, bench.image(), Bench.fromExample).status == 200)
            #expect(bench.front.quickHits == quick + 1)
            let body = Array(#"{"template":"card"}"#.utf8)
            _ = try await sender.send(.post, "/api/v1/templates", bench.bearer(.master), body: body)
            let hit = try await sender.send(.get, bench.image(), Bench.fromExample)
            #expect(hit.status == 200 && hit.headers[.cacheVerdict] == "HIT")
            #expect(bench.front.quickHits == quick + 1)
        }
    }

    @Test func `a body that looks like a hit is a body`() async throws {
        let bench = try await Bench()
        try await bench.allowHosts()
        let hit = "GET \(bench.image()) HTTP/1.1\r\nHost: a\r\nReferer: https://example.com/\r\n\r\n"
        let ask =
            "POST /api/v1/renders/sync HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer \(bench.key(.master))\r\n"
            + "Expect: 100-continue\r\nContent-Length: \(hit.utf8.count)\r\n\r\n"
        let close = "GET /healthz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
        try await bench.server.test(.live) { client in
            _ = try await Sender(client: client).warm(bench.image())
            let known = bench.front.quickHits
            #expect(known > 0)
            let port = try #require(client.port)
            let heard = try await RawAnswers.to(ask, then: hit + close, port: port)
            #expect(!heard.contains("image/png"))
            #expect(heard.contains("HTTP/1.1 400 Bad Request"))
            // Behind the body the same bytes are a request, which the parser finds.
            let after = try await RawAnswers.to(ask, then: hit + hit + close, port: port)
            #expect(after.components(separatedBy: "image/png").count == 2)
            #expect(bench.front.quickHits == known)
        }
    }

    @Test func `hits in one piece, in two and behind each other are answered in their order`() async throws {
        let bench = try await Bench()
        try await bench.allowHosts()
        let hit = "GET \(bench.image()) HTTP/1.1\r\nHost: a\r\nReferer: https://example.com/\r\n\r\n"
        let close = hit.replacing("\r\n\r\n", with: "\r\nConnection: close\r\n\r\n")
        try await bench.server.test(.live) { client in
            _ = try await Sender(client: client).warm(bench.image())
            let port = try #require(client.port)
            for (first, later) in [
                (hit, close), (hit + hit, close), (hit + String(hit.prefix(40)), hit.dropFirst(40) + close),
            ] {
                let heard = try await RawAnswers.to(first, then: String(later), port: port)
                let count = (first + later).components(separatedBy: "GET ").count - 1
                #expect(heard.components(separatedBy: "HTTP/1.1 200 OK\r\n").count - 1 == count)
            }
        }
    }

    @Test(arguments: Way.allCases)
    func `a hit is logged and counted as any request, without its key`(way: Way) async throws {
        let bench = try await Bench(metricsToken: "secret")
        try await bench.allowHosts()
        try await bench.by(way) { sender in
            let answers = try await sender.warm(bench.image())
            let lines = bench.log.all.filter { $0.contains(#""route":"/api/v1/render""#) }
            #expect(lines.count == 4)
            #expect(lines.last?.contains(answers.last?.headers[.requestID] ?? "-") == true)
            #expect(lines.last?.contains(bench.keys[.get]?.id ?? "-") == true)
            #expect(!bench.log.all.contains { $0.contains(String(bench.key(.get).dropFirst(12))) })
            let text = try await sender.send(.get, "/metrics", [.authorization: "Bearer secret"]).text
            for line in [
                #"renderstack_requests_total{route="/api/v1/render",method="GET",status="200"} 4"#,
                #"renderstack_request_seconds_count{route="/api/v1/render"} 4"#,
                #"renderstack_cache_hits_total{cache="pictures"} 3"#,
                #"renderstack_unpainted_total{kind="hit"} 3"#,
                "renderstack_quick_hits_total \(way == .wire ? 2 : 0)",
            ] {
                #expect(text.contains(line + "\n"), "\(line)")
            }
        }
    }
}
