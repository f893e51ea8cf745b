import Foundation
import NIOHTTP1
import Testing

/// Pictures of other servers, from a real server over TLS to a picture.
@Suite(.timeLimit(.minutes(5)))
struct RemoteImageTests {
    private static let card = """
        { "name": "Photo", "slug": "photo", "width": 60, "height": 40, "background": "#203040",
          "layers": [
            { "type": "image", "name": "photo", "dynamic": true, "x": 10, "y": 10, "width": 40, "height": 20 } ] }
        """

    /// Signs in as the Owner by the link of the first start and lists hosts of pictures.
    private func list(_ hosts: String, on server: RunningServer) async throws {
        let token = try #require(server.greeting.components(separatedBy: "/setup#").last?.prefix(43))
        var headers: HTTPHeaders = ["Sec-Fetch-Site": "same-origin", "Content-Type": "application/json"]
        let setup = #"{"token":"\#(token)","name":"Ada","email":"ada@example.com","password":"correct horse battery"}"#
        try await HTTPConnection.with(port: server.port) { connection in
            let owner = try await connection.send(.POST, "/console/v1/setup", headers: headers, body: setup)
            headers.add(
                name: "Cookie", value: String(owner.headers.first(name: "Set-Cookie")?.prefix { $0 != ";" } ?? ""))
            let session = try await connection.send(.GET, "/console/v1/session", headers: headers)
            let csrf = try #require(session.text.firstMatch(of: /"csrf":"([^"]+)"/)?.1)
            let slug = try #require(session.text.firstMatch(of: /"slug":"([^"]+)"/)?.1)
            headers.add(name: "X-CSRF-Token", value: String(csrf))
            let listed = try await connection.send(
                .PATCH, "/console/v1/orgs/\(slug)/settings", headers: headers,
                body: #"{"remoteImageHosts":[\#(hosts)]}"#)
            #expect(listed.status == 200, "\(listed.text)")
        }
    }

    private func render(_ url: String, _ key: String, on server: RunningServer, strict: Bool = false) async throws
        -> HTTPConnection.Answer
    {
        try await HTTPConnection.with(port: server.port) {
            try await $0.render(
                #"{"template":"photo","layers":{"photo":{"src":"\#(url)"}},"strict":\#(strict)}"#, key: key)
        }
    }

    /// A store with the photo's template, a Master key, and a picture to show.
    private func withPhotos(
        at address: String = "127.0.0.1", _ body: (TemporaryFolder, String, ImagesServer) async throws -> Void
    ) async throws {
        try await Fixtures.withStore { folder in
            let file = try folder.write(Self.card, to: "photo.json")
            #expect(try await BuiltProgram.run(["templates", "push", file, "--data", folder.file("d")]).status == 0)
            let key = try await Fixtures.createKey("master", in: folder)
            let picture = folder.file("picture.png")
            let drawn = try await BuiltProgram.run(["render", folder.file("social-card.json"), "-o", picture])
            #expect(drawn.status == 0)
            try await ImagesServer.with(in: folder, picture: picture, at: address) {
                try await body(folder, key.key, $0)
            }
        }
    }

    @Test func `a picture of a listed and trusted host is drawn, and what goes wrong is told`() async throws {
        try await withPhotos { folder, key, images in
            let host = "127.0.0.1:\(images.port)"
            let arguments = [
                "--trusted-image-hosts", host, "--remote-image-ca", images.certificate, "--limit",
                "remote.milliseconds=2000",
            ]
            // A proxy of the environment is not asked: there is none at that port.
            let environment = ["https_proxy": "http://127.0.0.1:1", "ALL_PROXY": "http://127.0.0.1:1"]
            try await RunningServer.with(
                data: folder.file("d"), arguments: arguments, environment: environment
            ) { server in
                let off = try await render("https://\(host)/a.png", key, on: server)
                #expect(off.status == 422)
                #expect(off.text.contains("Remote images"))
                try await list(#""127.0.0.1", "10.0.0.1""#, on: server)
                let unlisted = try await render("https://localhost:\(images.port)/a.png", key, on: server)
                #expect(unlisted.status == 422)
                #expect(unlisted.text.contains("localhost"))
                #expect(images.requests.isEmpty)
                try await draws(host, key, images, server)
                try await tells(host, key, images, server)
            }
        }
    }

    private func draws(_ host: String, _ key: String, _ images: ImagesServer, _ server: RunningServer) async throws {
        let empty = try await render(
            "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGBgAAAABQABh6FO1AAAAABJRU5ErkJggg==",
            key, on: server)
        let drawn = try await render("https://\(host)/a.png", key, on: server)
        #expect(drawn.status == 200, "\(drawn.text.prefix(400))")
        #expect(drawn.pngSize == [60, 40])
        #expect(drawn.body != empty.body)
        #expect(drawn.headers.first(name: "ETag") != nil)
        #expect(drawn.headers.first(name: "X-Render-Report") == nil)
        let again = try await render("https://\(host)/a.png", key, on: server)
        #expect(again.headers.first(name: "ETag") == drawn.headers.first(name: "ETag"))
        #expect(images.requests == ["/a.png - -"])
        let moved = try await render("https://\(host)/moved.png", key, on: server)
        #expect(moved.body == drawn.body)
        #expect(images.requests.suffix(2) == ["/moved.png - -", "/a.png - -"])
    }

    private func tells(_ host: String, _ key: String, _ images: ImagesServer, _ server: RunningServer) async throws {
        let cases = [
            "none.png": "status-404", "page.png": "not-an-image", "said.png": "too-large", "large.png": "too-large",
            "slow.png": "timeout", "private.png": "private-address", "plain.png": "redirect-refused",
            "round.png": "too-many-redirects",
        ]
        for (path, word) in cases.sorted(by: { $0.key < $1.key }) {
            let answer = try await render("https://\(host)/\(path)", key, on: server)
            #expect(answer.status == 200, "\(path)")
            #expect(answer.headers.first(name: "X-Render-Report") == "photo;image-failed=\(word)", "\(path)")
            #expect(answer.headers.first(name: "ETag") == nil, "\(path)")
            #expect(answer.headers.first(name: "Cache-Control") == "no-store")
            let strict = try await render("https://\(host)/\(path)", key, on: server, strict: true)
            #expect(strict.status == 422, "\(path)")
        }
        #expect(images.requests.count { $0 == "/round.png - -" } == 4)
    }

    private static let hasIPv6 =
        (try? String(contentsOfFile: "/proc/net/if_inet6", encoding: .utf8))?.contains(" lo\n") == true

    @Test(.enabled(if: hasIPv6))
    func `a host may be an address of IPv6`() async throws {
        try await withPhotos(at: "::1") { folder, key, images in
            let host = "[::1]:\(images.port)"
            let arguments = ["--trusted-image-hosts", host, "--remote-image-ca", images.certificate]
            try await RunningServer.with(data: folder.file("d"), arguments: arguments) { server in
                try await list(#""[::1]""#, on: server)
                let drawn = try await render("https://\(host)/a.png", key, on: server)
                #expect(drawn.status == 200)
                #expect(drawn.headers.first(name: "X-Render-Report") == nil)
                #expect(images.requests == ["/a.png - -"])
            }
        }
    }

    @Test func `without trust or its authority a private host is not asked`() async throws {
        try await withPhotos { folder, key, images in
            let url = "https://127.0.0.1:\(images.port)/a.png"
            try await RunningServer.with(data: folder.file("d")) { server in
                try await list(#""127.0.0.1""#, on: server)
                let port = try await render(url, key, on: server)
                #expect(port.status == 422)
                #expect(port.text.contains("port 443"))
                let usual = try await render("https://127.0.0.1/a.png", key, on: server)
                #expect(usual.headers.first(name: "X-Render-Report") == "photo;image-failed=private-address")
            }
            let trust = ["RENDERSTACK_TRUSTED_IMAGE_HOSTS": "127.0.0.1:\(images.port)"]
            try await RunningServer.with(data: folder.file("d"), environment: trust) { server in
                let unknown = try await render(url, key, on: server)
                #expect(unknown.headers.first(name: "X-Render-Report") == "photo;image-failed=certificate")
            }
            #expect(images.requests.isEmpty)
        }
    }

    @Test func `settings that are none stop the start, and no file on the command line loads from the web`()
        async throws
    {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let data = ["serve", "--port", "0", "--data", folder.file("d")]
        let star = try await BuiltProgram.run(data + ["--trusted-image-hosts", "*"])
        #expect(star.status != 0)
        #expect(star.errors.contains("trusted-image-hosts is \"*\""))
        let alone = try await BuiltProgram.run(data + ["--remote-image-ca", "/etc/hostname"])
        #expect(alone.errors.contains("remote-image-ca is set without trusted-image-hosts"))
        let file = try folder.write(
            Self.card.replacing("\"dynamic\": true", with: "\"src\": \"https://img.example/a.png\""), to: "photo.json")
        let drawn = try await BuiltProgram.run(["render", file, "-o", folder.file("x.png")])
        #expect(drawn.status == 1)
        #expect(drawn.errors.contains("from the web"))
    }
}
