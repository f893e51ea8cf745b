import Keys
import Templates
import Testing

@Suite(.timeLimit(.minutes(5)))
struct LogTests {
    @Test func `a line is JSON with what one looks for`() async throws {
        let bench = try await Bench()
        let answer = try await bench.render(#"{"template":"card"}"#)
        let line = try #require(bench.log.all.last)
        let json = try JSONParser.parse(line, maximumDepth: 4)
        #expect(json["request"]?.stringValue == answer.headers[.requestID])
        #expect(json["method"] == "POST")
        #expect(json["route"] == "/api/v1/renders/sync")
        #expect(json["status"] == 200)
        #expect(json["microseconds"]?.numberValue ?? 0 > 0)
        #expect(json["key"]?.stringValue == bench.keys[.master]?.id)
        #expect(line.hasSuffix("\n"))
    }

    @Test(arguments: Way.allCases)
    func `what the server is to blame for is logged, however little else is`(way: Way) async throws {
        let bench = try await Bench(logLevel: .warning) { $0.farm.deadlineMilliseconds = 0 }
        let headers = bench.bearer(.master, [.contentType: "application/json"])
        try await bench.by(way) { sender in
            for _ in 0..<3 {
                for (body, status) in [(#"{"template":"card"}"#, 504), ("{", 400)] {
                    let answer = try await sender.send(
                        .post, "/api/v1/renders/sync", headers, body: Array(body.utf8))
                    #expect(answer.status == status)
                }
            }
        }
        #expect(bench.front.quickPosts == (way == .wire ? 2 : 0))
        #expect(bench.log.all.count == 3)
        #expect(bench.log.all.allSatisfy { $0.contains(#""level":"error""#) && $0.contains(#""status":504"#) })
    }

    @Test func `no line, answer or row ever holds a key`() async throws {
        let bench = try await Bench()
        try await bench.allowHosts()
        let keys = KeyType.allCases.map { bench.key($0) }
        var answers: [String] = []
        for key in keys {
            for path in [
                "/api/v1/render?apiKey=\(key)&template=card", "/api/v1/render?apiKey=\(key)&template=\(key)",
                "/api/v1/render?key=\(key)&\(key)=1&template=card", "/api/v1/templates/\(key)", "/\(key)",
                "/api/v1/render?apiKey=\(key)&template=card&\(key).text=a",
            ] {
                answers.append(try await bench.send(.get, path, Bench.fromExample).text)
                answers.append(try await bench.send(.get, path, bench.bearer(.master, Bench.fromExample)).text)
            }
            answers.append(try await bench.render(#"{"template":"\#(key)","layers":{"\#(key)":{}}}"#).text)
            answers.append(try await bench.send(.get, "/healthz", [.apiKey: key, .userAgent: key]).text)
        }
        let rows = try await bench.send(.get, "/api/v1/renders?limit=100", bench.bearer(.master)).text
        for key in keys {
            let secret = String(key.dropFirst(12))
            #expect(!bench.log.all.contains { $0.contains(secret) })
            #expect(!answers.contains { $0.contains(secret) })
            #expect(!rows.contains(secret))
        }
        #expect(bench.log.all.count > keys.count)
    }
}
