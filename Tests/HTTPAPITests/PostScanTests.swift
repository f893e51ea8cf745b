import HTTPAPI
import Testing

/// POST renders that are scanned, alone and against what the parser makes of the same bytes.
@Suite(.timeLimit(.minutes(5)))
struct PostScanTests {
    private static let line = "POST /api/v1/renders/sync HTTP/1.1"

    private static func request(_ fields: [String], _ body: String = "{}", line: String = line) -> [UInt8] {
        Array((([line] + fields).joined(separator: "\r\n") + "\r\n\r\n" + body).utf8)
    }

    @Test func `a plain request is cut into what a render needs`() throws {
        let parts = try #require(
            PostParts(
                scanning: Self.request([
                    "hOST: a", "authorization: BEARER K", "Content-Type: application/json", "content-length:2",
                    "Accept: image/png", "X-Forwarded-For: 1.2.3.4", "Origin: https://b", "If-None-Match: *", "Cookie:",
                ])))
        #expect(parts == PostParts(key: "K", body: "{}", accepted: "image/png", forwarded: ["1.2.3.4"]))
        let other = PostParts(
            scanning: Self.request(["Host: a", "X-API-Key: K", "Content-Length: 0", "Accept: */*"], ""))
        #expect(other == PostParts(key: "K", body: "", accepted: nil, forwarded: []))
    }

    @Test(arguments: [
        "GET /api/v1/renders/sync HTTP/1.1", "POST /api/v1/renders/sync HTTP/1.0", "post /api/v1/renders/sync HTTP/1.1",
        "POST /api/v1/renders/sync?a=b HTTP/1.1", "POST /api/v1/renders HTTP/1.1",
        "POST  /api/v1/renders/sync HTTP/1.1",
        "POST /api/v1/renders/sync HTTP/1.1 ", "POST http://a/api/v1/renders/sync HTTP/1.1", "",
    ])
    func `another method, version or path goes the ordinary way`(line: String) {
        let fields = ["Host: a", "X-API-Key: K", "Content-Length: 2"]
        #expect(PostParts(scanning: Self.request(fields, line: line)) == nil)
    }

    @Test(arguments: [
        "Host: b", "Host:", "Authorization: Bearer K", "Authorization: Basic K", "X-API-Key: K", "Content-Length: 2",
        "Content-Type: text/plain", "Content-Type: application/json; charset=utf-8", "Content-Type:",
        "Content-Encoding: gzip", "Content-Encoding: identity", "Transfer-Encoding: chunked", "Expect: 100-continue",
        "Upgrade: h2c", "TE: trailers", "Trailer: a", "Connection: close", "Accept: image/png\r\nAccept: text/html",
        "a b: c", "a: é", "a: b ", "a: b\rc", "a: b\nc", "a", ": a", " a: b", "a: \0",
    ])
    func `an unusual field goes the ordinary way`(field: String) {
        let fields = ["Host: a", "Authorization: Bearer K", "Content-Length: 2"]
        #expect(PostParts(scanning: Self.request(fields)) != nil)
        for place in 0...fields.count {
            var all = fields
            all.insert(field, at: place)
            #expect(PostParts(scanning: Self.request(all)) == nil, "\(field) at \(place)")
        }
    }

    @Test func `what is missing, short or too long goes the ordinary way`() {
        let fields = ["Host: a", "Authorization: Bearer K", "Content-Length: 2"]
        for place in fields.indices {
            var less = fields
            less.remove(at: place)
            #expect(PostParts(scanning: Self.request(less)) == nil)
        }
        for length in ["1", "3", "-2", "+2", "2 2", "0x2", "02a", "9999999999", "18446744073709551618"] {
            #expect(PostParts(scanning: Self.request(Array(fields.dropLast()) + ["Content-Length: \(length)"])) == nil)
        }
        #expect(PostParts(scanning: Self.request(fields, "{}{}")) == nil)
        for authorization in ["Bearer", "Bearer ", "BearerK", "Bear K", "Bearer  "] {
            let all = ["Host: a", "Authorization: \(authorization)", "Content-Length: 2"]
            #expect(PostParts(scanning: Self.request(all)).map { $0.key.isEmpty || $0.key == " " } ?? true)
        }
        let whole = Self.request(fields)
        for count in whole.indices { #expect(PostParts(scanning: Array(whole.prefix(count))) == nil) }
        #expect(PostParts(scanning: whole, fields: 2) == nil)
        #expect(PostParts(scanning: whole, fieldBytes: 20) == nil)
    }

    @Test func `whatever is taken the parser takes alike`() {
        var random = SplitMix(state: 7)
        let pool = [
            "User-Agent: a/1.0", "Cookie: a=b", "Accept: */*", "Accept: image/*;q=0.5", "X-Forwarded-For: 1.2.3.4",
            "Content-Type: application/json", "Connection: keep-alive", "Empty:", "Origin: https://b", "a: b\r\n c",
            "Content-Length: 3", "a : b", "Expect: a", "X-Api-Key: L", "Transfer-Encoding: chunked", "a: é",
        ]
        var taken = 0
        for _ in 0..<4_000 {
            var fields = ["Host: a", "Authorization: Bearer K", "Content-Length: 2"]
            fields += (0..<Int.random(in: 0...3, using: &random)).map { _ in pool.randomElement(using: &random) ?? "" }
            var bytes = Self.request(fields.shuffled(using: &random))
            if Int.random(in: 0...2, using: &random) == 0 {
                bytes[Int.random(in: bytes.indices, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            guard let parts = PostParts(scanning: bytes) else { continue }
            taken += 1
            #expect(parts == Self.parsed(bytes), "\(String(decoding: bytes, as: UTF8.self))")
        }
        #expect((400..<3_600).contains(taken))
    }

    /// What the ordinary way takes from bytes that are one whole request; nil where they are not.
    private static func parsed(_ bytes: [UInt8]) -> PostParts? {
        guard let request = ParsedRequest(bytes), request.head.method == .POST,
            request.head.uri == "/api/v1/renders/sync", request.head.version == .http1_1
        else { return nil }
        let headers = request.head.headers
        let keys = headers["authorization"].map { String($0.dropFirst(7)) } + headers["x-api-key"]
        guard keys.count == 1 else { return nil }
        return PostParts(
            key: keys[0], body: request.body, accepted: headers["accept"].first { $0 != "*/*" },
            forwarded: headers["x-forwarded-for"])
    }
}
