import Foundation
import HTTPAPI
import HTTPTypes
import Testing

@Suite(.timeLimit(.minutes(5)))
struct HitPartsTests {
    @Test(arguments: [
        ("apiKey=K&template=a", "K", "apiKey=&template=a"), ("template=a&key=K", "K", "template=a&key="),
        ("apiKey=&a=b", "", "apiKey=&a=b"), ("a.text=x%20y+z&apiKey=K", "K", "a.text=x%20y+z&apiKey="),
        ("apiKey=K&a.key=b&v=key=c", "K", "apiKey=&a.key=b&v=key=c"),
    ])
    func `a target is its key and the rest`(query: String, key: String, rest: String) throws {
        let parts = try #require(hitTarget("/api/v1/render?" + query))
        #expect(parts.key == key)
        #expect(parts.rest == "/api/v1/render?" + rest)
    }

    @Test(arguments: [
        "/api/v1/render", "/api/v1/render?", "/api/v1/render?template=a", "/api/v1/renders?apiKey=K",
        "/api/v1/render?apiKey=K&key=K", "/api/v1/render?apiKey=K&apiKey=K", "/api/v1/render?apiKey=K&sig=a",
        "/api/v1/render?exp=1&apiKey=K", "/api/v1/render?apiKey=K&s%69g=a", "/api/v1/render?api%4Bey=K",
        "/api/v1/render?apiKey=K&title.text=é", "/api/v1/render?a+b=c&apiKey=K", "http://h/api/v1/render?apiKey=K",
    ])
    func `what is unusual goes the ordinary way`(target: String) {
        #expect(hitTarget(target) == nil)
    }

    @Test func `a target of one byte more than the limit goes the ordinary way`() {
        let target = "/api/v1/render?apiKey=K"
        #expect(hitTarget(target, limit: target.utf8.count) != nil)
        #expect(hitTarget(target, limit: target.utf8.count - 1) == nil)
    }

    @Test(arguments: [
        (0.0, "Thu, 01 Jan 1970 00:00:00 GMT"), (784_111_777.9, "Sun, 06 Nov 1994 08:49:37 GMT"),
        (951_782_400, "Tue, 29 Feb 2000 00:00:00 GMT"), (4_107_542_399, "Sun, 28 Feb 2100 23:59:59 GMT"),
        (4_107_542_400, "Mon, 01 Mar 2100 00:00:00 GMT"), (-1, "Wed, 31 Dec 1969 23:59:59 GMT"),
    ])
    func `a date as HTTP writes it`(seconds: Double, text: String) {
        #expect(httpDate(Date(timeIntervalSince1970: seconds)) == text)
    }

    @Test func `answers keep the order of pipelined requests, hits or not`() async throws {
        let bench = try await Bench()
        try await bench.allowHosts()
        try await bench.server.test(.live) { client in
            _ = try await Sender(client: client).warm(bench.image())
            let hit = "GET \(bench.image()) HTTP/1.1\r\nHost: a\r\nReferer: https://example.com/\r\n\r\n"
            let health = "GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n"
            let last = "GET /nowhere HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
            let port = try #require(client.port)
            let heard = try await RawAnswers.to(hit + hit + health + hit + health + hit + last, port: port)
            let kinds = heard.split(separator: "HTTP/1.1 ").map { part in
                part.contains("image/png") ? "picture" : part.hasPrefix("200") ? "health" : String(part.prefix(3))
            }
            #expect(kinds == ["picture", "picture", "health", "picture", "health", "picture", "404"])
        }
    }
}
