import Keys
import RemoteImages
import Testing

@Suite(.timeLimit(.minutes(5)))
struct FetchTests {
    private let stage = Stage()
    private let url = "https://img.example/a.png"

    init() {
        stage.name("img.example", "93.184.216.34", "2606:2800:220:1::1")
        stage.answer(url, .success(.found(Stage.picture)))
    }

    @Test func `a picture of a listed host is fetched from the addresses that were vetted`() async throws {
        let image = try await stage.images().outcome("HTTPS://IMG.example:443/a.png#top").get()
        #expect(image.bytes == Stage.picture)
        #expect([image.width, image.height] == [2, 1])
        #expect(image.hash.count == 64)
        let request = try #require(stage.requests.first)
        #expect(request.address.text == url)
        #expect(request.vetted.map(\.text) == ["93.184.216.34", "2606:2800:220:1::1"])
        #expect(!request.isTrusted)
        #expect(request.byteLimit == 10 << 20)
        #expect(request.timeoutMilliseconds == 5_000)
    }

    @Test func `nobody is asked for what no setting allows`() async throws {
        let images = try stage.images()
        #expect(await images.error(url, hosts: []) == .off(host: "img.example"))
        #expect(await images.error("https://other.example/") == .hostNotListed(host: "other.example"))
        #expect(await images.error("https://sub.img.example/") == .hostNotListed(host: "sub.img.example"))
        #expect(await images.error("https://img.example:8443/") == .portNotAllowed(authority: "img.example:8443"))
        for malformed in [
            "http://img.example/", "https://a@img.example/", "https://img.example\\@x/", "https://img%2eexample/",
            "https://", "img.example/a.png", "https://img.example/a b",
        ] {
            #expect(await images.error(malformed) == .malformed, "\(malformed)")
        }
        #expect(stage.requests.isEmpty)
    }

    @Test func `one private address among public ones refuses all`() async throws {
        stage.name("img.example", "93.184.216.34", "10.0.0.7")
        #expect(await (try stage.images()).error(url) == .privateAddress(.privateNetwork))
        #expect(stage.requests.isEmpty)
    }

    @Test(arguments: [
        ("127.0.0.1", AddressKind.loopback), ("169.254.169.254", .linkLocal), ("::ffff:127.0.0.1", .embeddedIPv4),
        ("64:ff9b::a00:1", .translated), ("2002:a00:1::", .sixToFour), ("0.0.0.0", .unspecified),
        ("fd00::1", .uniqueLocal),
        ("100.64.0.1", .carrierNetwork), ("2001:0:a00:1::", .protocolAssignment), ("ff02::1", .multicast),
    ])
    func `a host in a special network is not connected to`(_ address: String, _ kind: AddressKind) async throws {
        stage.name("img.example", address)
        #expect(await (try stage.images()).error(url) == .privateAddress(kind))
        #expect(stage.requests.isEmpty)
    }

    @Test func `a URL with an address in digits is vetted too`() async throws {
        stage.name("127.0.0.1", "127.0.0.1")
        stage.name("2130706433", "127.0.0.1")
        stage.name("::1", "::1")
        let images = try stage.images()
        for host in ["127.0.0.1", "2130706433", "[::1]"] {
            #expect(await images.error("https://\(host)/", hosts: [host]) == .privateAddress(.loopback), "\(host)")
        }
    }

    @Test func `a trusted host may be private, on its port, but never at a cloud's metadata`() async throws {
        stage.name("internal", "10.0.0.5")
        stage.name("meta", "169.254.169.254")
        stage.answer("https://internal:8443/a.png", .success(.found(Stage.picture)))
        stage.answer("https://internal/a.png", .success(.found(Stage.picture)))
        let images = try stage.images(trusted: ["internal:8443", "meta"])
        let hosts = ["internal", "meta"]
        #expect(try await images.outcome("https://internal:8443/a.png", hosts: hosts).get().bytes == Stage.picture)
        #expect(stage.requests.first?.isTrusted == true)
        #expect(await images.error("https://internal/a.png", hosts: hosts) == .privateAddress(.privateNetwork))
        #expect(await images.error("https://meta/", hosts: hosts) == .privateAddress(.linkLocal))
        #expect(
            await images.error("https://internal:8443/a.png", hosts: ["x.example"])
                == .hostNotListed(host: "internal"))
    }

    @Test func `redirects are followed with the same checks at every step`() async throws {
        stage.name("cdn.example", "93.184.216.35")
        stage.name("inside.example", "10.0.0.7")
        stage.answer(url, .success(.moved(to: "https://cdn.example/b.png")))
        stage.answer("https://cdn.example/b.png", .success(.found(Stage.picture)))
        let hosts = ["img.example", "cdn.example", "inside.example"]
        #expect(try await stage.images().outcome(url, hosts: hosts).get().bytes == Stage.picture)
        #expect(stage.requests.last?.vetted.map(\.text) == ["93.184.216.35"])
        #expect(await (try stage.images()).error(url) == .redirectRefused)
        for target in [
            "http://cdn.example/b.png", "https://cdn.example:8443/", "https://u@cdn.example/", "ftp://x/", "",
        ] {
            stage.answer(url, .success(.moved(to: target)))
            #expect(await (try stage.images()).error(url, hosts: hosts) == .redirectRefused, "\(target)")
        }
        stage.answer(url, .success(.moved(to: "https://inside.example/")))
        let asked = stage.requests.count
        #expect(await (try stage.images()).error(url, hosts: hosts) == .privateAddress(.privateNetwork))
        #expect(stage.requests.count == asked + 1)
    }

    @Test func `a fourth redirect is one too many`() async throws {
        for step in 0..<5 {
            stage.answer("https://img.example/\(step)", .success(.moved(to: "https://img.example/\(step + 1)")))
        }
        stage.answer("https://img.example/4", .success(.found(Stage.picture)))
        let images = try stage.images()
        #expect(await images.error("https://img.example/0") == .tooManyRedirects(limit: 3))
        #expect(try await images.outcome("https://img.example/1").get().bytes == Stage.picture)
    }

    @Test func `what a server says of its bytes counts for nothing`() async throws {
        for bytes in [Array("<svg/>".utf8), Array("<html>".utf8), [], Array(Stage.picture.prefix(20))] {
            stage.answer(url, .success(.found(bytes)))
            #expect(await (try stage.images()).error(url) == .notAnImage)
        }
        let images = try stage.images { $0.input.imageSidePixels = 1 }
        stage.answer(url, .success(.found(Stage.picture)))
        #expect(await images.error(url) == .notAnImage)
    }

    @Test func `a name without an address and a status without a picture are told`() async throws {
        let images = try stage.images()
        #expect(await images.error("https://img.example/none") == .status(404))
        #expect(await images.error("https://gone.example/", hosts: ["gone.example"]) == .unknownHost)
        stage.answer(url, .failure(.tooLarge(limit: 10 << 20)))
        #expect(await images.error(url) == .tooLarge(limit: 10 << 20))
    }
}
