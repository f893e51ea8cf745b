import Catalog
import Foundation
import HTTPTypes
import Keys
import Limit
import People
import Templates
import Testing

/// Assets, renders, usage and signing, as signed-in people work with them.
@Suite(.timeLimit(.minutes(5)))
struct StudioRouteTests {
    /// A red PNG of 2 × 1 pixels.
    private let png = [UInt8](
        Data(
            base64Encoded:
                "iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAIAAAB7QOjdAAAADUlEQVR4nGP4z8AARAAI/gH/xp559wAAAABJRU5ErkJggg==")
            ?? Data())

    @Test func `an image is added, sent back, replaced and deleted by whom the matrix names`() async throws {
        let bench = try await StudioBench()
        let made = try await bench.send(.post, "/assets?name=red", as: .user, bytes: png)
        #expect(made.status == 201, "\(made.text)")
        #expect(made.json["createdBy"]?["name"]?.stringValue == "user")
        let id = made.json["id"]?.stringValue ?? ""
        #expect(try await bench.send(.post, "/assets?name=red", as: .user, bytes: png).status == 409)
        let content = try await bench.send(.get, "/assets/\(id)/content", as: .viewer)
        #expect(content.bytes == png)
        #expect(content.headers[.contentType] == "image/png")
        #expect(content.header("Content-Security-Policy")?.contains("sandbox") == true)
        let theirs = try await bench.send(.post, "/assets?name=logo", as: .admin, bytes: png)
        let other = theirs.json["id"]?.stringValue ?? ""
        #expect(try await bench.send(.post, "/assets?name=logo&replace=1", as: .user, bytes: png).status == 403)
        #expect(try await bench.send(.delete, "/assets/\(other)", as: .user).status == 403)
        #expect(try await bench.send(.delete, "/assets/\(id)", as: .user).status == 204)
        #expect(try await bench.send(.delete, "/assets/\(other)", as: .owner).status == 204)
        #expect(try await bench.activity() == ["asset.delete", "asset.delete", "asset.create", "asset.create"])
    }

    @Test func `a font shows itself in a line of its own`() async throws {
        let bench = try await StudioBench()
        let folders = ["/usr/share/fonts/opentype/inter", "/usr/share/fonts/truetype/noto"]
        let file = folders.lazy.flatMap { folder in
            ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted().map { "\(folder)/\($0)" }
        }.first { $0.hasSuffix(".otf") || $0.hasSuffix(".ttf") }
        let font = try [UInt8](Data(contentsOf: URL(fileURLWithPath: #require(file))))
        let made = try await bench.send(.post, "/assets?name=face", bytes: font)
        let id = made.json["id"]?.stringValue ?? ""
        let picture = try await bench.send(.get, "/assets/\(id)/specimen?text=Abc&size=40", as: .viewer)
        #expect(picture.size == [960, 80], "\(picture.text.prefix(200))")
        #expect(try await bench.send(.get, "/assets/\(id)/specimen?size=1000").status == 400)
        let image = try await bench.send(.post, "/assets?name=red", bytes: png)
        #expect(try await bench.send(.get, "/assets/\(image.json["id"]?.stringValue ?? "")/specimen").status == 404)
    }

    /// A key that a person made, and one render with it.
    private func render(_ bench: StudioBench, as role: Role, text: String) async throws -> String {
        let person = try #require(bench.persons[role])
        let issued = try await bench.parts.keys.create(
            KeyRequest(name: role.rawValue, type: .master), organization: StudioBench.organization.id, by: person.id)
        let key = issued.secret.withPlainText { $0 }
        _ = try await bench.publicRender(
            #"{"template":"card","width":120,"layers":{"title":{"text":"\#(text)"}}}"#, key: key)
        return issued.record.id
    }

    @Test func `renders are seen with their request by those who may, drawn small and drawn again`() async throws {
        let bench = try await StudioBench()
        _ = try await bench.saveCard()
        let own = try await render(bench, as: .user, text: "mine")
        let others = try await render(bench, as: .owner, text: "theirs")
        let all = try await bench.send(.get, "/renders")
        #expect(all.items.count == 2)
        let mine = try await bench.send(.get, "/renders", as: .user)
        #expect(mine.items.map { $0["key"]?["id"]?.stringValue } == [own])
        #expect(mine.items.first?["by"]?["name"]?.stringValue == "user")
        #expect(try await bench.send(.get, "/renders", as: .viewer).items.isEmpty)
        #expect(try await bench.send(.get, "/renders?key=\(others)&status=200&template=card").items.count == 1)
        let id = all.items.first { $0["key"]?["id"]?.stringValue == others }?["id"]?.stringValue ?? ""
        #expect(try await bench.send(.get, "/renders/\(id)", as: .user).status == 404)
        let one = try await bench.send(.get, "/renders/\(id)", as: .admin)
        #expect(one.json["request"]?["layers"]?["title"]?["text"]?.stringValue == "theirs")
        // The template has changed since: a replay draws the revision of then.
        _ = try await bench.send(
            .put, "/templates/card", json: ["document": StudioBench.card().merging(patch: ["width": 480])])
        #expect(try await bench.send(.post, "/renders/\(id)/replay", as: .user).status == 404)
        let replay = try await bench.send(.post, "/renders/\(id)/replay", as: .owner)
        #expect(replay.size == [120, 63], "\(replay.text.prefix(200))")
        let small = try await bench.send(.get, "/renders/\(id)/thumbnail?width=60")
        #expect(small.size == [60, 32], "\(small.text.prefix(200))")
        #expect(try await bench.send(.get, "/renders").items.count == 2)
    }

    @Test func `usage is cut into buckets, all of it for some and one's own for others`() async throws {
        let bench = try await StudioBench()
        _ = try await bench.saveCard()
        _ = try await render(bench, as: .user, text: "a")
        _ = try await render(bench, as: .owner, text: "b")
        for (range, buckets) in [("24h", 96), ("7d", 168), ("30d", 120)] {
            let answer = try await bench.send(.get, "/usage?range=\(range)", as: .admin)
            #expect(answer.json["buckets"]?.arrayValue?.count == buckets, "\(answer.text.prefix(200))")
            #expect(answer.json["totals"]?["renders"]?.numberValue == 2)
            #expect(answer.json["totals"]?["p95Milliseconds"]?.numberValue != nil)
        }
        let own = try await bench.send(.get, "/usage", as: .user)
        #expect(own.json["totals"]?["renders"]?.numberValue == 1)
        let none = try await bench.send(.get, "/usage", as: .viewer)
        #expect(none.json["totals"]?["renders"]?.numberValue == 0)
        #expect(try await bench.send(.get, "/usage?range=1y").status == 400)
    }

    @Test func `signing secrets are shown once, rotated, deleted, and sign URLs for those who may`() async throws {
        let bench = try await StudioBench()
        let body: JSONValue = [
            "template": "card", "apiKey": "rs_get_x", "expiresInSeconds": 600,
            "layers": ["title": ["text": "a & b", "fontSize": 12]], "options": ["width": 100],
        ]
        #expect(try await bench.send(.post, "/sign", as: .user, json: body).status == 409)
        #expect(try await bench.send(.post, "/signing-secrets", as: .user, json: ["overlap": "0"]).status == 403)
        let made = try await bench.send(.post, "/signing-secrets", as: .admin, json: ["overlap": "0"])
        #expect(made.status == 201)
        let secret = made.json["secret"]?.stringValue ?? ""
        #expect(secret.hasPrefix("rs_sign_"))
        let next = try await bench.send(.post, "/signing-secrets", json: ["overlap": "24h"])
        let list = try await bench.send(.get, "/signing-secrets")
        #expect(!list.text.contains("rs_sign_"))
        #expect(list.items.map { $0["current"]?.boolValue } == [true, false])
        let signed = try await bench.send(.post, "/sign", as: .user, json: body)
        let url = signed.json["url"]?.stringValue ?? ""
        #expect(url.contains("/api/v1/render?apiKey=rs_get_x&exp="))
        #expect(url.contains("title.text=a%20%26%20b"))
        let pairs = try #require(URLComponents(string: url)?.queryItems).map {
            SignedQuery.Pair($0.name, $0.value ?? "")
        }
        let verdict = bench.parts.signing.ring.verdict(
            on: SignedQuery(pairs), organization: StudioBench.organization.id, now: Date())
        guard case .valid = verdict else {
            Issue.record("\(verdict)")
            return
        }
        #expect(try await bench.send(.post, "/sign", as: .viewer, json: body).status == 403)
        let id = next.json["id"]?.stringValue ?? ""
        #expect(try await bench.send(.delete, "/signing-secrets/\(id)", as: .admin).status == 204)
        #expect(try await bench.send(.delete, "/signing-secrets/\(id)").status == 404)
        #expect(try await bench.activity() == ["secret.delete", "secret.rotate", "secret.rotate"])
    }

    @Test func `nobody of another organization finds anything`() async throws {
        let bench = try await StudioBench()
        _ = try await bench.saveCard()
        for path in ["/templates", "/templates/card", "/assets", "/renders", "/usage", "/samples", "/signing-secrets"] {
            #expect(try await bench.send(.get, path, token: bench.stranger).status == 404, "\(path)")
        }
    }
}
