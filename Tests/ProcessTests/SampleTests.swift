import Foundation
import Testing

/// What `make run` shows, on an empty folder and again.
@Suite(.timeLimit(.minutes(5)))
struct SampleTests {
    private static let samples = ["--samples", BuiltProgram.root.appendingPathComponent("deploy/samples").path]

    @Test func `the article's request draws the sample card, with the key that the first start printed`() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        try await RunningServer.with(data: folder.file("d"), arguments: Self.samples) { server in
            let key = String(try #require(server.greeting.firstMatch(of: /rs_live_[0-9A-Za-z]{38}/)).0)
            let picture = folder.file("result.png")
            let curl = try await BuiltProgram.run(
                [
                    "curl", "--silent", "--show-error", "-X", "POST",
                    "http://127.0.0.1:\(server.port)/api/v1/renders/sync", "-H", "Authorization: Bearer \(key)", "-H",
                    "Content-Type: application/json", "-d", Fixtures.hello, "--output", picture,
                ], program: "/usr/bin/env")
            #expect(curl.status == 0, "\(curl.errors)")
            let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: picture)))
            #expect(PNGHeader.size(of: bytes) == [1200, 630])
            let first = [UInt8](try Data(contentsOf: URL(fileURLWithPath: folder.file("d/first-picture.png"))))
            #expect(PNGHeader.size(of: first) != nil)
            #expect(server.stop() == 0)
        }
        try await RunningServer.with(data: folder.file("d"), arguments: Self.samples) { server in
            #expect(server.greeting.firstMatch(of: /rs_(live|get)_[0-9A-Za-z]{38}/) == nil)
            #expect(server.greeting.contains("renderstack keys create"))
        }
    }

    @Test func `the image tag of the first start draws for a page on localhost`() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        try await RunningServer.with(data: folder.file("d"), arguments: Self.samples) { server in
            let tag = try #require(server.greeting.firstMatch(of: /<img src="https?:\/\/[^\/]+([^"]+)"/))
            let target = String(tag.1).replacingOccurrences(of: "&amp;", with: "&")
            let answers = try await HTTPConnection.with(port: server.port) { connection in
                [
                    try await connection.send(.GET, target, headers: ["Referer": "http://localhost:3000/"]),
                    try await connection.send(.GET, target),
                ]
            }
            #expect(answers[0].status == 200, "\(answers[0].text.prefix(400))")
            #expect(answers[0].pngSize != nil)
            #expect(answers[1].status == 403)
        }
    }
}
