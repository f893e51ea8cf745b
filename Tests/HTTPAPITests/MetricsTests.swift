import Catalog
import HTTPAPI
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import Testing

@Suite(.timeLimit(.minutes(5)))
struct MetricsTests {
    private static let token: HTTPFields = [.authorization: "Bearer secret-of-metrics"]

    private static func bench() async throws -> Bench { try await Bench(metricsToken: "secret-of-metrics") }

    @Test func `404 without a token in the settings, 401 without it in the request`() async throws {
        let closed = try await Bench()
        #expect(try await closed.send(.get, "/metrics", Self.token).status == 404)
        let bench = try await Self.bench()
        #expect(try await bench.send(.get, "/metrics").status == 401)
        #expect(try await bench.send(.get, "/metrics", [.authorization: "Bearer wrong"]).status == 401)
        #expect(try await bench.send(.get, "/metrics", bench.bearer(.master)).status == 401)
        #expect(try await bench.send(.get, "/metrics?token=secret-of-metrics").status == 401)
    }

    @Test func `requests, renders, caches, refusals and the process are told`() async throws {
        let bench = try await Self.bench()
        let path = "/api/v1/render?template=card"
        for _ in 0..<3 { _ = try await bench.send(.get, path, bench.bearer(.master)) }
        _ = try await bench.send(.get, path + "&format=gif", bench.bearer(.master))
        _ = try await bench.send(.get, "/nowhere")
        let answer = try await bench.send(.get, "/metrics", Self.token)
        #expect(answer.status == 200)
        #expect(answer.headers[.contentType]?.hasPrefix("text/plain; version=0.0.4") == true)
        #expect(answer.headers[.cacheControl] == "no-store")
        let lines = Set(answer.text.split(separator: "\n").map(String.init))
        for line in [
            #"renderstack_requests_total{route="/api/v1/render",method="GET",status="200"} 3"#,
            #"renderstack_requests_total{route="/api/v1/render",method="GET",status="400"} 1"#,
            #"renderstack_requests_total{route="none",method="GET",status="404"} 1"#,
            #"renderstack_render_seconds_count{stage="queue"} 1"#,
            #"renderstack_render_seconds_bucket{stage="paint",le="+Inf"} 1"#,
            #"renderstack_request_seconds_count{route="/api/v1/render"} 4"#,
            #"renderstack_cache_hits_total{cache="pictures"} 2"#,
            #"renderstack_cache_misses_total{cache="pictures"} 1"#,
            #"renderstack_cache_misses_total{cache="bases"} 1"#,
            #"renderstack_unpainted_total{kind="hit"} 2"#,
            #"renderstack_refusals_total{reason="validation-error"} 1"#,
            #"renderstack_renders_total{outcome="made"} 1"#, "renderstack_queue_length 0", "renderstack_workers 1",
        ] {
            #expect(lines.contains(line), "\(line)")
        }
        for name in ["process_resident_memory_bytes", "process_open_fds"] {
            #expect(lines.contains { $0.hasPrefix(name + " ") && !$0.hasSuffix(" 0") }, "\(name)")
        }
    }

    @Test func `glyphs, images and refused connections are told`() async throws {
        let bench = try await Self.bench()
        let png = bench.bearer(.master, [.contentType: "image/png"])
        #expect(try await bench.send(.post, "/api/v1/assets?name=dot", png, bytes: smallPNG).status == 201)
        for text in ["ab", "ba"] {
            let path = "/api/v1/render?template=card&title.text=\(text)&logo.src=asset:dot"
            #expect(try await bench.send(.get, path, bench.bearer(.master)).status == 200)
        }
        try await bench.server.test(.live) { client in
            _ = try await RawAnswers.to("nonsense\r\n\r\n", port: #require(client.port))
        }
        let text = try await bench.send(.get, "/metrics", Self.token).text
        for cache in ["glyphs", "images"] {
            for kind in ["hits_total", "misses_total", "bytes"] {
                let name = "renderstack_cache_\(kind){cache=\"\(cache)\"} "
                let line = text.split(separator: "\n").first { $0.hasPrefix(name) }
                #expect(line.flatMap { Int($0.dropFirst(name.count)) } ?? 0 > 0, "\(name)")
            }
        }
        #expect(text.contains("renderstack_connection_refusals_total{reason=\"validation-error\"} 1\n"))
    }

    @Test func `nothing that a stranger sent becomes a label`() async throws {
        let bench = try await Self.bench()
        try await bench.allowHosts()
        _ = try await bench.send(.get, bench.image("template=card&title.text=whisper"), Bench.fromExample)
        _ = try await bench.send(.get, "/api/v1/templates/card", bench.bearer(.master))
        _ = try await bench.send(.get, "/api/v1/templates/\"}evil", bench.bearer(.master))
        _ = try await bench.send(.init(rawValue: "BREW") ?? .get, "/whisper", bench.bearer(.master))
        let text = try await bench.send(.get, "/metrics", Self.token).text
        for word in ["whisper", "evil", "BREW", "rs_live", "rs_get", "card", "tmpl_", "key_", "acme"] {
            #expect(!text.contains(word), "\(word)")
        }
    }

    @Test func `a listener of their own serves metrics without a token, and nothing else`() async throws {
        let bench = try await Bench()
        let application = Application(
            responder: MetricsResponder(front: bench.front),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        try await application.test(.router) { client in
            let metrics = try await client.execute(uri: "/metrics", method: .get)
            #expect(metrics.status == .ok)
            #expect(String(buffer: metrics.body).contains("renderstack_workers 1"))
            let other = try await client.execute(uri: "/healthz", method: .get)
            #expect(other.status == .notFound)
        }
    }

    @Test func `each metric has its help and type once, before its lines`() async throws {
        let bench = try await Self.bench()
        _ = try await bench.send(.get, "/healthz")
        var known: Set<Substring> = []
        for line in try await bench.send(.get, "/metrics", Self.token).text.split(separator: "\n") {
            let words = line.split(separator: " ")
            if line.hasPrefix("# TYPE") {
                #expect(known.insert(words[2]).inserted, "\(line)")
            } else if !line.hasPrefix("#") {
                let name = line.prefix { $0 != "{" && $0 != " " }
                let stems = ["", "_bucket", "_sum", "_count"].filter { name.hasSuffix($0) }.map {
                    name.dropLast($0.count)
                }
                #expect(stems.contains { known.contains($0) }, "\(line)")
                #expect(Double(words.last ?? "") != nil, "\(line)")
            }
        }
        #expect(known.count > 15)
    }
}
