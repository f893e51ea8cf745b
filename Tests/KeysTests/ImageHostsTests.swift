import Keys
import Limit
import Testing

@Suite struct ImageHostsTests {
    private func contains(_ hosts: [String], _ url: String) throws -> Bool {
        try ImageHosts(parsing: hosts).contains(WebAddress(parsing: url))
    }

    @Test func `entries are kept in one form, each once, without their port`() throws {
        let typed = [
            "HTTPS://IMG.Example/path", "img.example:443", "*.cdn.example.", "[2001:DB8::1]", "bücher.example",
        ]
        let hosts = try ImageHosts(parsing: typed)
        #expect(hosts.texts == ["img.example", "*.cdn.example", "[2001:db8::1]", "xn--bcher-kva.example"])
        #expect(ImageHosts(stored: hosts.texts) == hosts)
    }

    @Test(arguments: [
        ("*", HostProblem.bareWildcard), ("img.example:8443", .portNotUsed),
        ("a.*.example", .innerWildcard), ("", .empty), ("user@img.example", .userInfo),
    ])
    func `what is no host of pictures is refused with its reason`(_ typed: String, _ problem: HostProblem) {
        #expect(throws: KeyError.host(entry: typed, problem)) { try ImageHosts(parsing: [typed]) }
    }

    @Test func `more hosts than the limit are refused`() {
        var limits = Limits.Remote()
        limits.hosts = 1
        #expect(throws: KeyError.tooManyHosts(count: 2, limit: 1)) {
            try ImageHosts(parsing: ["a.example", "b.example"], limits: limits)
        }
    }

    @Test func `hosts compare label by label, and a wildcard is never the host itself`() throws {
        #expect(try contains(["img.example"], "https://IMG.EXAMPLE./a"))
        #expect(try !contains(["img.example"], "https://ximg.example/"))
        #expect(try !contains(["img.example"], "https://a.img.example/"))
        #expect(try !contains(["img.example"], "https://img.example.evil.example/"))
        #expect(try contains(["*.img.example"], "https://a.b.img.example/"))
        #expect(try !contains(["*.img.example"], "https://img.example/"))
        #expect(try !contains(["*.img.example"], "https://ximg.example/"))
        #expect(try contains(["[2001:db8::1]"], "https://[2001:DB8:0::1]/"))
        #expect(try !contains([], "https://img.example/"))
    }

    @Test func `a URL is rebuilt from what was understood`() throws {
        let cases = [
            ("HTTPS://Img.Example:443/a?b=c#d", "https://img.example/a?b=c"),
            ("https://img.example", "https://img.example/"),
            ("https://img.example?x", "https://img.example/?x"),
            ("https://img.example:8443/", "https://img.example:8443/"),
            ("https://[::1]/", "https://[::1]/"),
        ]
        for (typed, text) in cases { #expect(try WebAddress(parsing: typed).text == text) }
        #expect(try WebAddress(parsing: "https://[::1]:8443/").bareHost == "::1")
    }
}
