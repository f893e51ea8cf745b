import Console
import Foundation
import HTTPTypes
import Keys
import Templates
import Testing

@Suite(.timeLimit(.minutes(5)))
struct SettingsTests {
    @Test func `settings are changed one by one, checked, and written down`() async throws {
        let bench = try await ConsoleBench()
        let patch = #"{"allowedHosts":["Example.com","*.shop.example"],"cachePolicy":"public","rateProfile":"pro"}"#
        let changed = try await bench.send(.patch, "settings", as: "admin", patch)
        #expect(changed.json["allowedHosts"] == ["example.com", "*.shop.example"])
        #expect(changed.json["rates"]?["post"] == 120)
        let wrong = try await bench.send(.patch, "settings", as: "admin", #"{"allowedHosts":["*"]}"#)
        #expect(wrong.status == 400)
        let kept = try await bench.send(.get, "settings", as: "viewer")
        #expect(kept.json["cachePolicy"] == "public")
        let log = try await bench.send(.get, "activity", as: "owner").items.first
        #expect(log?["action"] == "settings.update")
        #expect(log?["detail"]?.stringValue?.contains("rates: unlimited → pro") == true)
    }

    @Test func `hosts of remote images are listed by those who configure, and seen by members`() async throws {
        let bench = try await ConsoleBench()
        #expect(try await bench.send(.get, "settings", as: "viewer").json["remoteImageHosts"] == [])
        let patch = #"{"remoteImageHosts":["HTTPS://IMG.Example/x","*.cdn.example","img.example"]}"#
        let changed = try await bench.send(.patch, "settings", as: "admin", patch)
        #expect(changed.json["remoteImageHosts"] == ["img.example", "*.cdn.example"])
        #expect(changed.json["allowedHosts"] == [])
        for wrong in ["*", "img.example:8443", "a b", "http://"] {
            let refused = try await bench.send(
                .patch, "settings", as: "owner", #"{"remoteImageHosts":["\#(wrong)"]}"#)
            #expect(refused.status == 400)
            #expect(refused.json["errors"]?.arrayValue?.first?["pointer"] == "/remoteImageHosts")
        }
        for role in ["user", "viewer"] {
            #expect(try await bench.send(.patch, "settings", as: role, patch).status == 403)
        }
        #expect(try await bench.send(.get, "settings", as: "viewer").json["remoteImageHosts"]?.arrayValue?.count == 2)
        let log = try await bench.send(.get, "activity", as: "owner").items.first
        #expect(log?["detail"]?.stringValue == "image hosts added: img.example, *.cdn.example")
    }

    @Test func `a preview says which host to list, and a thumbnail shows the rest`() async throws {
        let bench = try await ConsoleBench()
        let document = """
            {"name":"Web","slug":"web","width":40,"height":20,"background":"#336699","layers":[
            {"type":"image","width":8,"height":8,"src":"https://img.example/a.png"}]}
            """
        let preview = try await bench.send(.post, "preview", as: "user", #"{"document":\#(document)}"#)
        #expect(preview.status == 422)
        #expect(preview.detail.contains("img.example") && preview.detail.contains("Remote images"))
        let saved = try await bench.send(.post, "templates", as: "user", #"{"document":\#(document)}"#)
        #expect(saved.status == 201, "\(saved.detail)")
        let thumbnail = try await bench.send(.get, "templates/web/thumbnail", as: "viewer")
        #expect(thumbnail.status == 200, "\(thumbnail.detail)")
        #expect(thumbnail.headers[.eTag] == nil)
    }

    /// A page, what is put into the image's address, and the check that fails first; nil where the picture is shown.
    static let cases: [(page: String, image: String, failing: String?)] = [
        ("https://ours.example/blog", "http://127.0.0.1:8080/api/v1/render?apiKey=KEY&template=a", nil),
        ("https://ours.example/blog", "/api/v1/render?apiKey=KEY&amp;template=a", nil),
        ("https://www.ours.example/", "/api/v1/render?apiKey=KEY", "The page's host"),
        ("ours.example", "/api/v1/render?apiKey=KEY", "The page's host"),
        ("https://ours.example/", "https://elsewhere.example/api/v1/render?apiKey=KEY", "The image is ours"),
        ("https://ours.example/", "/api/v1/renders?apiKey=KEY", "The path"),
        ("https://ours.example/", "/api/v1/render?template=a", "The key"),
        ("https://ours.example/", "/api/v1/render?apiKey=KEYx", "The key"),
        ("https://ours.example/", "/api/v1/render?apiKey=REVOKED", "The key"),
        ("https://ours.example/", "/api/v1/render?apiKey=MASTER", "The key"),
        ("https://ours.example/", "no address", "The image's address"),
    ]

    @Test(arguments: cases)
    func `the host test finds what is wrong and never repeats the key`(
        _ row: (page: String, image: String, failing: String?)
    ) async throws {
        let bench = try await ConsoleBench()
        _ = try await bench.send(.patch, "settings", as: "owner", #"{"allowedHosts":["ours.example"]}"#)
        let key = try await bench.key(of: "user").secret.withPlainText { $0 }
        let gone = try await bench.key(of: "user")
        _ = try await bench.registry.revoke(gone.record.id, organization: "org_1", by: "test")
        let master = try await bench.key(of: "user", .master).secret.withPlainText { $0 }
        let image = row.image.replacing("KEY", with: key).replacing("REVOKED", with: gone.secret.withPlainText { $0 })
            .replacing("MASTER", with: master)
        let answer = try await bench.send(
            .post, "settings/host-test", as: "viewer", #"{"pageURL":"\#(row.page)","imageURL":"\#(image)"}"#)
        #expect(answer.status == 200, "\(answer.detail)")
        #expect(answer.json["verdict"]?.stringValue == (row.failing == nil ? "allowed" : "refused"))
        let failed = answer.json["checks"]?.arrayValue?.first { $0["ok"] == false }
        #expect(failed?["name"]?.stringValue == row.failing)
        for secret in [key, master] { #expect(!answer.text.contains(secret.dropFirst(12))) }
        if let failed { #expect(failed["fix"]?.stringValue?.isEmpty == false) }
    }

    @Test func `the log is exported as a table that no spreadsheet runs`() async throws {
        let bench = try await ConsoleBench()
        let body = #"{"name":"=HYPERLINK(\"x\"), \"quoted\"","type":"get"}"#
        #expect(try await bench.send(.post, "keys", as: "owner", body).status == 201)
        let table = try await bench.send(.get, "activity.csv", as: "owner")
        #expect(table.headers[.contentType] == "text/csv; charset=utf-8")
        let lines = table.text.split(separator: "\r\n")
        #expect(lines.count == 2)
        #expect(lines[1].contains("\"'=HYPERLINK(\"\"x\"\"), \"\"quoted\"\"\""))
    }

    @Test func `an organization is renamed by those who may, and keeps its slug`() async throws {
        let bench = try await ConsoleBench()
        let renamed = try await bench.send(.patch, "", as: "admin", #"{"name":"Acme & Sons"}"#)
        #expect(renamed.json["name"] == "Acme & Sons")
        #expect(try await bench.send(.get, "", as: "viewer").json["slug"] == "acme")
        #expect(try await bench.send(.patch, "", as: "user", #"{"name":"Mine"}"#).status == 403)
    }
}
