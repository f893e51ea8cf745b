import Catalog
import HTTPAPI
import HTTPTypes
import Keys
import Testing

@Suite(.timeLimit(.minutes(5)))
struct PictureCacheTests {
    private static let card = "/api/v1/render?template=card"

    @Test func `the second GET is a hit with the same bytes, whatever key asks`() async throws {
        let bench = try await Bench()
        try await bench.allowHosts()
        let first = try await bench.send(.get, Self.card, bench.bearer(.master))
        let second = try await bench.send(.get, bench.image(), Bench.fromExample)
        #expect(first.headers[.cacheVerdict] == "MISS")
        #expect(first.headers[.cacheSource] == nil)
        #expect(second.headers[.cacheVerdict] == "HIT")
        #expect(second.headers[.cacheSource] == "memory")
        #expect(second.bytes == first.bytes)
        for name in [HTTPField.Name.contentType, .eTag, .renderID] {
            #expect(second.headers[name] == first.headers[name])
        }
        #expect(second.headers[.serverTiming]?.hasPrefix("auth;dur=") == true)
        #expect(second.headers[.vary] == "Origin, Referer")
        #expect(bench.farm.statistics.made == 1)
    }

    @Test func `a hit is counted by key and minute, and has no row in the history`() async throws {
        let bench = try await Bench()
        var tag = ""
        for _ in 0..<3 { tag = try await bench.send(.get, Self.card, bench.bearer(.master)).headers[.eTag] ?? "" }
        _ = try await bench.send(.get, Self.card, bench.bearer(.master, [.ifNoneMatch: tag]))
        let key = try #require(bench.keys[.master])
        #expect(bench.front.counts(ofKey: key.id) == .init(hits: 2, notModified: 1))
        let rows = try await bench.history.renders(
            organizationID: Bench.organization.id, matching: HistoryFilter(), page: PageRequest(limit: 10))
        #expect(rows.items.count == 1)
    }

    @Test func `401: a revoked key gets nothing from a warm cache`() async throws {
        let bench = try await Bench()
        try await bench.allowHosts()
        _ = try await bench.send(.get, bench.image(), Bench.fromExample)
        #expect(try await bench.send(.get, bench.image(), Bench.fromExample).headers[.cacheVerdict] == "HIT")
        let key = try #require(bench.keys[.get])
        _ = try await bench.registry.revoke(key.id, organization: Bench.organization.id, by: "test")
        #expect(try await bench.send(.get, bench.image(), Bench.fromExample).status == 401)
    }

    @Test func `403: neither a refused host nor a foreign scope gets anything from a warm cache`() async throws {
        let bench = try await Bench()
        try await bench.allowHosts()
        _ = try await bench.send(.get, bench.image(), Bench.fromExample)
        _ = try await bench.send(.get, bench.image("template=other"), Bench.fromExample)
        #expect(try await bench.send(.get, bench.image(), [.referer: "https://evil.com/"]).status == 403)
        try await bench.allowHosts(["elsewhere.com"])
        #expect(try await bench.send(.get, bench.image(), Bench.fromExample).status == 403)
        let path = "/api/v1/render?template=other"
        #expect(try await bench.send(.get, path, bench.bearer(.project)).status == 403)
    }

    @Test func `a saved template and a replaced asset are painted anew`() async throws {
        let bench = try await Bench()
        let path = Self.card + "&logo.src=asset:dot"
        let upload = "/api/v1/assets?name=dot&replace=1"
        let png = bench.bearer(.master, [.contentType: "image/png"])
        #expect(try await bench.send(.post, upload, png, bytes: smallPNG).status == 201)
        #expect(try await bench.send(.get, path, bench.bearer(.master)).headers[.cacheVerdict] == "MISS")
        #expect(try await bench.send(.get, path, bench.bearer(.master)).headers[.cacheVerdict] == "HIT")
        let white = try await bench.send(
            .get, Self.card + "&width=2&height=2&title.visible=false", bench.bearer(.master)
        ).bytes
        #expect(try await bench.send(.post, upload, png, bytes: white).status < 300)
        #expect(try await bench.send(.get, path, bench.bearer(.master)).headers[.cacheVerdict] == "MISS")
        let patch = bench.bearer(.master, [.contentType: "application/merge-patch+json"])
        let saved = try await bench.send(
            .patch, "/api/v1/templates/card", patch, body: ##"{"background":"#ff0000"}"##)
        #expect(saved.status == 200, "\(saved.text)")
        #expect(try await bench.send(.get, path, bench.bearer(.master)).headers[.cacheVerdict] == "MISS")
    }

    @Test func `what was not fetched for longest goes first, by bytes and by number`() async throws {
        let bench = try await Bench { $0.server.keptPictures = 2 }
        let verdicts = try await ["1", "2", "1", "3", "2", "3"].asyncMap {
            try await bench.send(.get, Self.card + "&v=\($0)", bench.bearer(.master)).headers[.cacheVerdict]
        }
        #expect(verdicts == ["MISS", "MISS", "HIT", "MISS", "MISS", "HIT"])
        let small = try await Bench { $0.server.keptPictureBytes = 100 }
        for _ in 0..<2 {
            #expect(try await small.send(.get, Self.card, small.bearer(.master)).headers[.cacheVerdict] == "MISS")
        }
    }

    @Test func `what failed is not kept`() async throws {
        let bench = try await Bench()
        for _ in 0..<2 {
            let answer = try await bench.send(.get, Self.card + "&logo.src=asset:none", bench.bearer(.master))
            #expect(answer.status == 422)
        }
        #expect(bench.farm.statistics.failed == 2)
    }

    @Test func `keeping, using and letting go agree with a slow twin`() {
        var kept = RecentlyUsed<Int, Int>(costLimit: 40, countLimit: 8)
        var twin: [(key: Int, value: Int, cost: Int)] = []
        var random = SystemRandomNumberGenerator()
        for step in 0..<5_000 {
            let key = Int.random(in: 0..<20, using: &random)
            switch Int.random(in: 0..<5, using: &random) {
            case 0:
                kept.remove(key)
                twin.removeAll { $0.key == key }
            case 1, 2:
                let cost = Int.random(in: 1..<15, using: &random)
                kept.keep(step, for: key, cost: cost)
                twin.removeAll { $0.key == key }
                while twin.reduce(cost, { $0 + $1.cost }) > 40 || twin.count >= 8 { twin.removeFirst() }
                twin.append((key, step, cost))
            default:
                let place = twin.firstIndex { $0.key == key }
                #expect(kept.value(of: key) == place.map { twin[$0].value })
                if let place { twin.append(twin.remove(at: place)) }
            }
            #expect(kept.count == twin.count)
            #expect(kept.cost == twin.reduce(0) { $0 + $1.cost })
        }
    }
}
