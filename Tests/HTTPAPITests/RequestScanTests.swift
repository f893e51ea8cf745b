import HTTPAPI
import Testing

@Suite(.timeLimit(.minutes(5)))
struct RequestScanTests {
    @Test func `a plain request is cut into what a hit needs`() throws {
        let parts = try #require(
            HitParts(
                scanning: request(
                    "a.text=x%20y+z&apiKey=K&v=1", "hOST: a", "Origin: https://b", "REFERER:https://b/c ?d",
                    "accept: image/*", "If-None-Match: \t \"e\"", "Connection: Keep-Alive",
                    "X-Forwarded-For: 1.2.3.4, 5",
                    "x-forwarded-for: 6", "Cookie:", "User-Agent: a\tb", "Origin: ")))
        #expect(parts.key == "K")
        #expect(parts.rest == "/api/v1/render?a.text=x%20y+z&apiKey=&v=1")
        #expect(parts.origins == ["https://b"])
        #expect(parts.referers == ["https://b/c ?d"])
        #expect(parts.accepted == ["image/*"])
        #expect(parts.entityTag == "\"e\"")
        #expect(parts.forwarded == ["1.2.3.4, 5", "6"])
    }

    @Test(arguments: [["Host: a"], ["Host: a", "Accept: */*"], ["Host: a", "Accept:\t*/*", "Referer: ", "Origin:"]])
    func `without a wish everything is accepted, and an empty site is none`(fields: [String]) throws {
        let parts = try #require(HitParts(scanning: request("key=K", fields)))
        #expect(parts.accepted.isEmpty)
        #expect(parts.origins.isEmpty)
        #expect(parts.referers.isEmpty)
    }

    @Test(arguments: [
        "POST /api/v1/render?key=K HTTP/1.1", "HEAD /api/v1/render?key=K HTTP/1.1", "get /api/v1/render?key=K HTTP/1.1",
        "GET /api/v1/render?key=K HTTP/1.0", "GET /api/v1/render?key=K HTTP/2.0", "GET /api/v1/render?key=K http/1.1",
        "GET /api/v1/render?key=K HTTP/1.1 ", "GET /api/v1/render?key=K  HTTP/1.1",
        "GET  /api/v1/render?key=K HTTP/1.1",
        "GET /api/v1/render?key=K", "GET /api/v1/render?key=K\tHTTP/1.1", " GET /api/v1/render?key=K HTTP/1.1",
        "GET /API/v1/render?key=K HTTP/1.1", "GET /api/v1/renders?key=K HTTP/1.1", "GET /api/v1/render HTTP/1.1",
        "GET http://a/api/v1/render?key=K HTTP/1.1", "\r\nGET /api/v1/render?key=K HTTP/1.1",
    ])
    func `another method, version or path goes the ordinary way`(line: String) {
        #expect(HitParts(scanning: Array("\(line)\r\nHost: a\r\n\r\n".utf8)) == nil)
    }

    @Test(arguments: [
        "", "template=a", "key=K&key=K", "key=K&apiKey=K", "apiKey=&key=", "sig=a&key=K", "key=K&exp=1", "key=K&sig=",
        "k%65y=K", "key=K&a%20b=c", "key=K&a+b", "%=&key=K", "key=K#a", "#key=K", "key=K&a#=b", "key=é", "key=K&é=1",
        "key=K&a=\u{7F}", "key=K&\u{1}=a", "key=K&a=\0", "key=K&a=b\tc", "Key=K", "apikey=K", "key", "xkey=K", "key =K",
    ])
    func `an unusual query goes the ordinary way`(query: String) {
        #expect(HitParts(scanning: request(query, "Host: a")) == nil)
        #expect(HitParts(scanning: request("template=longer-than-a-word&" + query, "Host: a")) == nil)
    }

    @Test(arguments: [
        "Host: a", "Host:", "Content-Length: 0", "content-length: 1", "Transfer-Encoding: chunked", "Upgrade: h2c",
        "Expect: 100-continue", "Connection: close", "Connection:", "Connection: keep-alive, TE",
        "Authorization: Bearer K",
        "X-API-Key: K", "TE: trailers", "Trailer: a", "If-None-Match: b", "Accept: image/png", "Origin: https://c",
        "Referer: https://c", ": a", "a b: c", "a : b", " a: b", "\ta: b", "a\t: b", "a", "a\"b: c", "a(b): c", "é: b",
        "a\0b: c", "a: b ", "a: b\t", "a: \u{7F}", "a: b\u{7F}", "a: \0", "a: b\u{1B}c", "a: é", "a: b\rc", "a: b\nc",
        "a: b\r\n c", "a: b\r\n\tc", "a: b\n", "a: b\r", "a: b\r\n", "X-Forwarded-For: 1\r\nX-Forwarded-For: 2",
    ])
    func `a field that is unusual, or once too often, goes the ordinary way`(field: String) {
        let usual = [
            "Host: a", "Origin: https://b", "Referer: https://b", "Accept: */*", "If-None-Match: a",
            "X-Forwarded-For: 0",
        ]
        #expect(HitParts(scanning: request("key=K", usual)) != nil)
        #expect(HitParts(scanning: request("key=K", usual + [field])) == nil)
        #expect(HitParts(scanning: request("key=K", [field] + usual)) == nil)
    }

    @Test(arguments: [[], ["Host:"], ["Host: "], ["Accept: */*"]])
    func `a request without a host goes the ordinary way`(fields: [String]) {
        #expect(HitParts(scanning: request("key=K", fields)) == nil)
    }

    @Test func `a request that has not wholly arrived, or has something behind it, goes the ordinary way`() {
        let whole = request("template=a&key=K", "Host: a", "Accept: */*")
        #expect(HitParts(scanning: whole) != nil)
        for count in whole.indices { #expect(HitParts(scanning: Array(whole[..<count])) == nil) }
        for tail in ["\r", "\n", "a", "\r\n", "\r\n\r\n", "GET ", String(decoding: whole, as: UTF8.self)] {
            #expect(HitParts(scanning: whole + Array(tail.utf8)) == nil)
        }
        let lineFeeds = String(decoding: whole, as: UTF8.self).replacing("\r\n", with: "\n")
        #expect(HitParts(scanning: Array(lineFeeds.utf8)) == nil)
    }

    @Test func `a target of one byte more than the limit goes the ordinary way`() {
        let whole = request("key=K", "Host: a")
        let count = "/api/v1/render?key=K".utf8.count
        #expect(HitParts(scanning: whole, targetBytes: count) != nil)
        #expect(HitParts(scanning: whole, targetBytes: count - 1) == nil)
    }

    @Test func `one field or byte of fields more than the limit goes the ordinary way`() {
        let whole = request("key=K", "Host: a", "Empty:", "Other: \t b c")
        let bytes = "HostaEmptyOtherb c".utf8.count
        #expect(HitParts(scanning: whole, fieldBytes: bytes, fields: 3) != nil)
        #expect(HitParts(scanning: whole, fieldBytes: bytes - 1, fields: 3) == nil)
        #expect(HitParts(scanning: whole, fieldBytes: bytes, fields: 2) == nil)
    }
}

/// A request for a render with these fields.
func request(_ query: String, _ fields: String...) -> [UInt8] { request(query, fields) }

/// A request for a render with these fields.
func request(_ query: String, _ fields: [String]) -> [UInt8] {
    Array(("GET /api/v1/render?\(query) HTTP/1.1\r\n" + fields.map { $0 + "\r\n" }.joined() + "\r\n").utf8)
}
