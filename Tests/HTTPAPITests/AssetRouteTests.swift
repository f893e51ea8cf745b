import HTTPTypes
import Keys
import Testing

@Suite(.timeLimit(.minutes(5)))
struct AssetRouteTests {
    private func upload(
        _ bench: Bench, _ query: String, _ bytes: [UInt8] = smallPNG, type: String = "image/png"
    ) async throws -> Answer {
        try await bench.send(
            .post, "/api/v1/assets\(query)", bench.bearer(.master, [.contentType: type]), bytes: bytes)
    }

    @Test func `201: an image is known by its bytes and can be rendered`() async throws {
        let bench = try await Bench()
        let answer = try await upload(bench, "?name=red", type: "text/plain")
        #expect(answer.status == 201)
        #expect(answer.json["contentType"] == "image/png")
        #expect(answer.json["width"] == 2)
        #expect(answer.json["kind"] == "image")
        let id = try #require(answer.json["id"]?.stringValue)
        #expect(try await bench.send(.get, "/api/v1/assets/\(id)", bench.bearer(.readOnly)).status == 200)
        let render = #"{"template":"card","layers":{"logo":{"src":"asset:red"}}}"#
        #expect(try await bench.render(render).status == 200)
    }

    @Test func `409: the same name again, unless it replaces`() async throws {
        let bench = try await Bench()
        let first = try await upload(bench, "?name=red")
        let render = #"{"template":"card","layers":{"logo":{"src":"asset:red"}}}"#
        let before = try await bench.render(render).headers[.eTag]
        #expect(try await upload(bench, "?name=red").status == 409)
        let other = Array(smallPNG.prefix(33)) + smallPNG.dropFirst(33)
        let again = try await upload(bench, "?name=red&replace=1", other)
        #expect(again.status == 201)
        #expect(again.json["id"] == first.json["id"])
        #expect(try await bench.render(render).headers[.eTag] == before)
    }

    @Test func `201: a form carries the file, its name and more`() async throws {
        let bench = try await Bench()
        let type = "multipart/form-data; boundary=xyz"
        let start = "--xyz\r\nContent-Disposition: form-data; name=\"file\"; filename=\"red.png\"\r\n\r\n"
        let body = Array(start.utf8) + smallPNG + Array("\r\n--xyz--\r\n".utf8)
        let answer = try await upload(bench, "", body, type: type)
        #expect(answer.status == 201)
        #expect(answer.json["name"] == "red")
        #expect(answer.json["byteCount"]?.integerValue == smallPNG.count)
        #expect(try await upload(bench, "", Array(start.utf8), type: type).status == 400)
        #expect(try await upload(bench, "", body, type: "multipart/form-data").status == 400)
    }

    @Test func `400, 413, 415 and 422: what is no asset`() async throws {
        let bench = try await Bench { $0.input.assetBytes = 1_000 }
        #expect(try await upload(bench, "").status == 400)
        #expect(try await upload(bench, "?name=a%20b").status == 400)
        #expect(try await upload(bench, "?name=a&other=1").status == 400)
        #expect(try await upload(bench, "?name=a", []).status == 400)
        #expect(try await upload(bench, "?name=a", Array(repeating: 0, count: 1_001)).status == 413)
        #expect(try await upload(bench, "?name=a", Array("just text".utf8)).status == 415)
        #expect(try await upload(bench, "?name=a", Array(smallPNG.prefix(20))).status == 422)
    }

    @Test func `409: an asset that a template uses stays`() async throws {
        let bench = try await Bench()
        let id = try #require(try await upload(bench, "?name=red").json["id"]?.stringValue)
        let document =
            #"{"name":"U","width":9,"height":9,"layers":[{"type":"image","src":"asset:red","width":9,"height":9}]}"#
        let made = try await bench.send(
            .post, "/api/v1/templates", bench.bearer(.master, [.contentType: "application/json"]), body: document)
        #expect(made.status == 201)
        #expect(try await bench.send(.delete, "/api/v1/assets/\(id)", bench.bearer(.master)).status == 409)
        #expect(try await bench.send(.delete, "/api/v1/templates/u", bench.bearer(.master)).status == 204)
        #expect(try await bench.send(.delete, "/api/v1/assets/\(id)", bench.bearer(.master)).status == 204)
        #expect(try await bench.send(.get, "/api/v1/assets/\(id)", bench.bearer(.master)).status == 404)
    }

    @Test func `a list has what was uploaded`() async throws {
        let bench = try await Bench()
        _ = try await upload(bench, "?name=red")
        let list = try await bench.send(.get, "/api/v1/assets", bench.bearer(.readOnly))
        #expect(list.json["items"]?[0]?["name"] == "red")
    }
}
