import Keys
import Testing

@Suite(.timeLimit(.minutes(5)))
struct SettingsRouteTests {
    private func patch(_ bench: Bench, _ body: String) async throws -> Answer {
        try await bench.send(
            .patch, "/api/v1/settings", bench.bearer(.master, [.contentType: "application/merge-patch+json"]),
            body: body)
    }

    @Test func `hosts are stored in one form and are in force at once`() async throws {
        let bench = try await Bench()
        #expect(try await bench.send(.get, bench.image(), Bench.fromExample).status == 403)
        let answer = try await patch(bench, #"{"allowedHosts":["HTTPS://Example.COM/page","*.example.org."]}"#)
        #expect(answer.status == 200)
        #expect(answer.json["allowedHosts"] == ["example.com", "*.example.org"])
        #expect(try await bench.send(.get, bench.image(), Bench.fromExample).status == 200)
        #expect(try await patch(bench, #"{"allowedHosts":null}"#).json["allowedHosts"] == [])
        #expect(try await bench.send(.get, bench.image(), Bench.fromExample).status == 403)
    }

    @Test func `the cache policy says what public costs`() async throws {
        let bench = try await Bench()
        let answer = try await patch(bench, #"{"cachePolicy":"public"}"#)
        #expect(answer.json["cachePolicy"] == "public")
        #expect(answer.json["notice"]?.stringValue?.contains("revocation") == true)
        #expect(try await bench.send(.get, "/api/v1/settings", bench.bearer(.readOnly)).json["cachePolicy"] == "public")
    }

    @Test(arguments: [
        #"{"allowedHosts":["*"]}"#, #"{"allowedHosts":"example.com"}"#, #"{"allowedHosts":[1]}"#,
        #"{"cachePolicy":"none"}"#, #"{"limits":{}}"#, "[]", "{",
    ])
    func `400: settings that cannot be`(body: String) async throws {
        let bench = try await Bench()
        #expect(try await patch(bench, body).status == 400)
    }
}
