import HTTPAPI
import Testing

/// What is scanned against what the parser makes of the same bytes.
@Suite(.timeLimit(.minutes(5)))
struct RequestScanParityTests {
    @Test func `plain requests are taken, with the parts that the parser finds`() throws {
        var random = SplitMix(state: 1)
        for _ in 0..<2_000 {
            let bytes = request(Self.query(Self.plainPairs, &random), Self.fields(Self.plainFields, &random))
            let text = String(decoding: bytes, as: UTF8.self)
            let parts = try #require(HitParts(scanning: bytes), "\(text)")
            #expect(parts == Self.parsed(bytes), "\(text)")
        }
    }

    @Test func `whatever is taken the parser takes alike`() {
        var random = SplitMix(state: 2)
        var taken = 0
        for _ in 0..<4_000 {
            let query = Self.query(Self.plainPairs + Self.oddPairs, &random)
            let bytes = request(query, Self.fields(Self.plainFields + Self.oddFields, &random))
            guard let parts = HitParts(scanning: bytes) else { continue }
            taken += 1
            #expect(parts == Self.parsed(bytes), "\(String(decoding: bytes, as: UTF8.self))")
        }
        #expect((400..<3_600).contains(taken))
    }

    @Test(arguments: [
        "\0", "\t", "\n", "\r", "\r\n", " ", "!", "\"", "#", "%", "&", "+", ",", "-", ":", ";", "=", "?", "@", "K", "k",
        "\\",
        "^", "_", "|", "~", "\u{7F}", "é",
    ])
    func `a byte anywhere changes nothing, or is refused, or is what the parser says it is`(text: String) {
        let whole = request("a.b=c%20d&key=K", "Host: a", "Accept: */*", "Origin: https://b", "Connection: keep-alive")
        for place in whole.indices {
            for count in 0...1 where place + count <= whole.count {
                var bytes = whole
                bytes.replaceSubrange(place..<place + count, with: Array(text.utf8))
                guard let parts = HitParts(scanning: bytes) else { continue }
                #expect(parts == Self.parsed(bytes), "\(String(decoding: bytes, as: UTF8.self))")
            }
        }
    }

    @Test func `random bytes are refused and do no harm`() {
        var random = SplitMix(state: 3)
        let whole = request("a=b&key=K", "Host: a", "Accept: */*")
        for _ in 0..<20_000 {
            var bytes = whole
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                bytes[Int.random(in: bytes.indices, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            if let parts = HitParts(scanning: bytes) { #expect(parts == Self.parsed(bytes)) }
            let noise = (0..<Int.random(in: 0...80, using: &random)).map { _ in
                UInt8.random(in: 0...255, using: &random)
            }
            #expect(HitParts(scanning: noise) == nil)
        }
    }

    @Test func `a blank behind a value is refused, since the parser leaves it there`() {
        let bytes = request("key=K", "Host: a", "Referer: \t https://b \t")
        #expect(Self.parsed(bytes)?.referers == ["https://b \t"])
        #expect(HitParts(scanning: bytes) == nil)
    }

    @Test func `what is one plain request is one for the parser`() {
        var random = SplitMix(state: 4)
        var taken = 0
        for _ in 0..<4_000 {
            let lines = [
                "GET /healthz HTTP/1.1", "HEAD /api/v1/render?a=b HTTP/1.1", "GET / HTTP/1.1", "POST / HTTP/1.1",
                "GET /a b HTTP/1.1", "GET /é HTTP/1.1", "GET /a HTTP/1.0", "OPTIONS * HTTP/1.1",
            ]
            let fields = Self.fields(Self.plainFields + Self.oddFields, &random)
            let line = lines.randomElement(using: &random) ?? ""
            var bytes = Array((([line] + fields).joined(separator: "\r\n") + "\r\n\r\n").utf8)
            if Int.random(in: 0...3, using: &random) == 0 {
                bytes[Int.random(in: bytes.indices, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            if Int.random(in: 0...3, using: &random) == 0 { bytes += Array("GET".utf8) }
            guard isPlainRequest(bytes) else { continue }
            taken += 1
            let request = ParsedRequest(bytes)
            #expect(request?.body.isEmpty ?? false, "\(String(decoding: bytes, as: UTF8.self))")
        }
        #expect((200..<3_600).contains(taken))
    }

    private static let plainPairs = [
        "template=card", "title.text=Ten%20things+more", "v=", "a", "", "a.key=b", "v=key=c", "x=1?2/3:4@5", "expire=1",
        "signature=x", "format=png", "_=1637", "title.text=a-rather-long-value-that-takes-more-than-one-word",
    ]
    private static let oddPairs = [
        "sig=a", "exp=1", "key=2", "s%69g=a", "a+b=c", "x=\u{1}", "x=é", "x=#", "sig", "exp",
    ]
    private static let plainFields = [
        "User-Agent: Mozilla/5.0 (X11; Linux x86_64)", "ACCEPT-ENCODING: gzip, deflate", "cookie: a=b; c=d",
        "X-Odd!#$%&'*+-.^_`|~9: a", "Empty:", "Blank: \t ", "Tab: a\tb", "Cache-Control:no-cache", "Priority:  u=1",
        "Range: bytes=0-", "Keep-Alive: timeout=5", "Connection: keep-ALIVE", "If-Modified-Since: never",
        "X-Real-Transfer-Encodings: a", "Content-Lengths: 4", "Referer: ", "Origin:",
    ]
    private static let oddFields = [
        "Host: b", "Content-Length: 0", "Transfer-Encoding: chunked", "Upgrade: a", "Connection: close", "Expect: a",
        "Authorization: a", "X-Api-Key: a", "TE: a", "Trailer: a", "a : b", "a: b ", "a: é", "Accept: image/png",
        "a: b\r\n c", "a: b\nc: d", "If-None-Match: *", "Origin: https://c", "Referer: https://c",
    ]

    private static func query(_ pairs: [String], _ random: inout SplitMix) -> String {
        var chosen = (0..<Int.random(in: 0...5, using: &random)).map { _ in pairs.randomElement(using: &random) ?? "" }
        let key = (Bool.random(using: &random) ? "key=" : "apiKey=") + (Bool.random(using: &random) ? "rs_get_x" : "")
        chosen.insert(key, at: Int.random(in: 0...chosen.count, using: &random))
        return chosen.joined(separator: "&")
    }

    private static func fields(_ pool: [String], _ random: inout SplitMix) -> [String] {
        let own = [
            "Accept: */*", "Accept: image/webp, */*;q=0.1", "Origin: https://a.example:8080", "Referer:https://b/c?d",
            "If-None-Match: W/\"a\"", "X-Forwarded-For: 1.2.3.4", "accept:",
        ]
        var chosen = own.indices.filter { $0 != 1 && $0 != 6 && Bool.random(using: &random) }.map { own[$0] }
        if !chosen.contains(own[0]) { chosen += [own[1], own[6], ""].shuffled(using: &random).prefix(1) }
        chosen += (0..<Int.random(in: 0...4, using: &random)).map { _ in pool.randomElement(using: &random) ?? "" }
        chosen.append(["Host: a", "host:images.example.com:8080"].randomElement(using: &random) ?? "")
        return chosen.filter { !$0.isEmpty }.shuffled(using: &random)
    }

    /// What the ordinary way takes from bytes that are one whole request; nil where they are not.
    private static func parsed(_ bytes: [UInt8]) -> HitParts? {
        guard let request = ParsedRequest(bytes), request.body.isEmpty, request.head.method == .GET,
            request.head.version == .http1_1, request.head.uri.hasPrefix("/api/v1/render?")
        else { return nil }
        let headers = request.head.headers
        let refused = [
            "authorization", "x-api-key", "content-length", "transfer-encoding", "upgrade", "expect", "te", "trailer",
        ]
        guard !refused.contains(where: { headers.contains(name: $0) }), headers["host"].count == 1 else { return nil }
        let pairs = request.head.uri.dropFirst("/api/v1/render?".count).split(
            separator: "&", omittingEmptySubsequences: false)
        let keys = pairs.filter { $0.hasPrefix("apiKey=") || $0.hasPrefix("key=") }
        guard keys.count == 1, !pairs.contains(where: { $0.hasPrefix("sig=") || $0.hasPrefix("exp=") }) else {
            return nil
        }
        let rest = pairs.map { $0 == keys[0] ? String($0.prefix { $0 != "=" }) + "=" : String($0) }
        var parts = HitParts(
            key: String(keys[0].drop { $0 != "=" }.dropFirst()), rest: "/api/v1/render?" + rest.joined(separator: "&"))
        parts.origins = headers["origin"].filter { !$0.isEmpty }
        parts.referers = headers["referer"].filter { !$0.isEmpty }
        parts.accepted = headers["accept"] == ["*/*"] ? [] : headers["accept"]
        parts.entityTag = headers["if-none-match"].first
        parts.forwarded = headers["x-forwarded-for"]
        return parts
    }
}
