import Catalog
import HTTPTypes
import Keys
import RemoteImages
import Templates
import Testing

@Suite(.timeLimit(.minutes(5)))
struct RemoteImageTests {
    private let web = Web()
    private static let url = "https://img.example/a.png"
    private static let shown = "template=card&logo.src=https://img.example/a.png"
    private static let body = #"{"template":"card","layers":{"logo":{"src":"https://img.example/a.png"}}}"#

    /// The small picture with a wrong byte among its pixels: its header is as good as ever.
    private static let damagedPNG = smallPNG.enumerated().map { $0 == 45 ? ~$1 : $1 }

    /// A front whose organization lists a host and lets pages of example.com embed pictures.
    private func bench(hosts: [String] = ["img.example"], profile: RateProfile = .unlimited) async throws -> Bench {
        let bench = try await Bench(web: web)
        _ = try await bench.store.changeSettings(organizationID: Bench.organization.id) {
            $0 = Settings(allowedHosts: ["example.com"], rateProfile: profile, remoteImageHosts: hosts)
        }
        web.answer(Self.url, .success(.found(smallPNG)))
        return bench
    }

    private func get(_ bench: Bench, _ query: String = shown, _ more: HTTPFields = [:]) async throws -> Answer {
        try await bench.send(.get, bench.image(query), Bench.fromExample + more)
    }

    @Test func `a picture of a listed host is drawn, and kept like any other`() async throws {
        let bench = try await bench()
        let plain = try await get(bench, "template=card")
        let first = try await get(bench)
        #expect(first.status == 200, "\(first.detail)")
        #expect(first.bytes != plain.bytes)
        #expect(first.headers[.renderReport] == nil)
        let tag = try #require(first.headers[.eTag])
        #expect(try await get(bench).headers[.cacheVerdict] == "HIT")
        #expect(try await get(bench, Self.shown, [.ifNoneMatch: tag]).status == 304)
        #expect(try await bench.render(Self.body).bytes == first.bytes)
        #expect(web.requests == [Self.url])
    }

    @Test func `a template's own picture is drawn too, but not that of a hidden layer`() async throws {
        let bench = try await bench()
        let document = """
            {"name":"Own","slug":"own","width":20,"height":20,"layers":[
            {"type":"image","width":8,"height":8,"src":"https://img.example/a.png"},
            {"type":"group","opacity":0,"children":[
            {"type":"image","width":8,"height":8,"src":"https://elsewhere.example/b.png"}]}]}
            """
        let saved = try await bench.send(
            .post, "/api/v1/templates", bench.bearer(.master, [.contentType: "application/json"]), body: document)
        #expect(saved.status == 201, "\(saved.text)")
        #expect(try await get(bench, "template=own").status == 200)
        #expect(web.requests == [Self.url])
    }

    @Test func `a new picture behind the same URL has another entity tag`() async throws {
        let bench = try await bench()
        let first = try await get(bench)
        var other = smallPNG
        // What stands after the end of a PNG does not count, but is hashed.
        other.append(0)
        web.answer(Self.url, .success(.found(other)))
        #expect(try await get(bench).headers[.eTag] == first.headers[.eTag])
        web.pass(.seconds(300))
        let second = try await get(bench)
        #expect(second.headers[.eTag] != nil)
        #expect(second.headers[.eTag] != first.headers[.eTag])
    }

    @Test func `422: off, not listed, another port, too many; nobody is asked`() async throws {
        let bench = try await bench(hosts: [])
        let off = try await bench.render(Self.body)
        #expect(off.status == 422)
        #expect(off.slug == "render-error")
        #expect(off.detail.contains("img.example") && off.detail.contains("Settings"))
        let listed = try await self.bench(hosts: ["other.example"])
        #expect(try await listed.render(Self.body).detail.contains("not among"))
        #expect(try await get(listed).status == 422)
        let port = try await self.bench()
        let body = Self.body.replacing("img.example", with: "img.example:8443")
        #expect(try await port.render(body).detail.contains("443"))
        #expect(web.requests.isEmpty)
        let none = try await Bench()
        #expect(try await none.render(Self.body).status == 422)
    }

    @Test(arguments: [
        (Result<TransportAnswer, RemoteImageError>.success(.other(404)), "status-404"),
        (.failure(.timedOut), "timeout"), (.success(.found(Array("<svg/>".utf8))), "not-an-image"),
        (.success(.found(damagedPNG)), "damaged"),
        (.success(.moved(to: "https://x.example/")), "redirect-refused"),
    ])
    func `what is not to be had is in the report, and the picture is nobody's to keep`(
        _ answer: Result<TransportAnswer, RemoteImageError>, _ word: String
    ) async throws {
        let bench = try await bench()
        web.answer(Self.url, answer)
        for _ in 0..<2 {
            let picture = try await get(bench)
            #expect(picture.status == 200)
            #expect(picture.headers[.renderReport] == "logo;image-failed=\(word)")
            #expect(picture.headers[.eTag] == nil)
            #expect(picture.headers[.cacheControl] == "no-store")
            #expect(picture.headers[.cacheVerdict] == "MISS")
        }
        let posted = try await bench.render(Self.body)
        #expect(posted.status == 200)
        #expect(posted.headers[.eTag] == nil)
        let strict = try await get(bench, Self.shown + "&strict=true")
        #expect(strict.status == 422)
        #expect(strict.detail.contains("image-failed"))
        if word != "damaged" {
            #expect(try await get(bench, Self.shown, [.ifNoneMatch: "*"]).status == 200)
        }
        // Back again, it is drawn and kept.
        web.answer(Self.url, .success(.found(smallPNG)))
        web.pass(.seconds(300))
        #expect(try await get(bench).headers[.eTag] != nil)
    }

    @Test func `a fallback stands in, strict passes, and still nobody keeps the picture`() async throws {
        let bench = try await bench()
        web.answer(Self.url, .success(.other(404)))
        let asset = try await bench.send(
            .post, "/api/v1/assets?name=logo", bench.bearer(.master, [.contentType: "image/png"]), bytes: smallPNG)
        #expect(asset.status == 201, "\(asset.text)")
        let layers = #"{"src":"https://img.example/a.png","fallback":{"src":["asset:none","asset:logo"]}}"#
        let body = #"{"template":"card","layers":{"logo":\#(layers)},"strict":true}"#
        let picture = try await bench.render(body)
        #expect(picture.status == 200, "\(picture.text)")
        #expect(picture.headers[.renderReport] == "logo;image-fallback=status-404")
        #expect(picture.headers[.eTag] == nil)
        let plain = try await bench.render(#"{"template":"card","layers":{"logo":{"src":"asset:logo"}}}"#)
        #expect(picture.bytes == plain.bytes)
        let missing = try await bench.render(
            #"{"template":"card","layers":{"logo":{"fallback":{"src":["asset:logo"]}}}}"#)
        #expect(missing.bytes == plain.bytes)
        #expect(missing.headers[.renderReport] == nil)
        #expect(missing.headers[.eTag] != nil)
        let none = try await bench.render(#"{"template":"card","layers":{"logo":{"fallback":{"src":["asset:none"]}}}}"#)
        #expect(none.status == 422)
    }

    @Test func `a removed host is refused at once, even for what is kept`() async throws {
        let bench = try await bench()
        #expect(try await get(bench).status == 200)
        #expect(try await get(bench).headers[.cacheVerdict] == "HIT")
        _ = try await bench.front.desk.changeSettings(
            hosts: nil, cachePolicy: nil, remoteImageHosts: [], organization: Bench.organization.id)
        #expect(try await get(bench).status == 422)
    }

    @Test func `429: who has spent the budget has nothing fetched`() async throws {
        let bench = try await bench(profile: .starter)
        for number in 0..<15 { _ = try await get(bench, "template=card&title.text=\(number)") }
        #expect(try await get(bench).status == 429)
        #expect(web.requests.isEmpty)
    }

    @Test func `an API key neither sees nor changes the hosts of images`() async throws {
        let bench = try await bench()
        let read = try await bench.send(.get, "/api/v1/settings", bench.bearer(.master))
        #expect(read.json["remoteImageHosts"] == nil)
        let patched = try await bench.send(
            .patch, "/api/v1/settings", bench.bearer(.master, [.contentType: "application/json"]),
            body: #"{"remoteImageHosts":["evil.example"]}"#)
        #expect(patched.status == 400)
        let settings = try await bench.store.settings(organizationID: Bench.organization.id)
        #expect(settings.remoteImageHosts == ["img.example"])
    }

    @Test func `metrics count what was fetched`() async throws {
        let bench = try await bench()
        _ = try await bench.render(Self.body)
        #expect(bench.front.parts.remote?.statistics.fetched == 1)
    }
}

extension HTTPFields {
    fileprivate static func + (left: HTTPFields, right: HTTPFields) -> HTTPFields {
        var all = left
        for field in right { all.append(field) }
        return all
    }
}
