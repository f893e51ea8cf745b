import Keys
import Limit
import Testing

@Suite struct HostEntryTests {
    @Test(arguments: [
        ("example.com", "example.com"), ("EXAMPLE.Com", "example.com"), ("example.com.", "example.com"),
        ("  example.com\n", "example.com"), ("localhost", "localhost"), ("localhost:3000", "localhost:3000"),
        ("example.com:443", "example.com:443"), ("example.com:00080", "example.com:80"),
        ("example.com.:8080", "example.com:8080"), ("*.example.com", "*.example.com"),
        ("*.EXAMPLE.com.:8443", "*.example.com:8443"), ("my_host.example", "my_host.example"),
        ("127.0.0.1", "127.0.0.1"), ("0x7f.1", "0x7f.1"), ("1", "1"), ("a-.example", "a-.example"),
        ("https://example.com", "example.com"), ("https://example.com/", "example.com"),
        ("HTTP://Example.com/path?q=1#f", "example.com"), ("https://example.com:443/x", "example.com:443"),
        ("https://example.com?x=@y", "example.com"), ("https://example.com#@y", "example.com"),
        ("https://*.example.com/", "*.example.com"), ("https://[::1]:8080/x", "[::1]:8080"),
        ("https://example.com/ftp://x", "example.com"),
        ("bücher.example", "xn--bcher-kva.example"), ("BÜCHER.example", "xn--bcher-kva.example"),
        ("bu\u{308}cher.example", "xn--bcher-kva.example"), ("xn--bcher-kva.example", "xn--bcher-kva.example"),
        ("XN--BCHER-KVA.example", "xn--bcher-kva.example"), ("*.bücher.example:81", "*.xn--bcher-kva.example:81"),
        ("straße.de", "xn--strae-oqa.de"), ("日本語。ｊｐ", "xn--wgv71a119e.jp"), ("例え.テスト.", "xn--r8jz45g.xn--zckzah"),
        ("ｅｘａｍｐｌｅ.com", "example.com"), ("https://münchen.de/straße", "xn--mnchen-3ya.de"),
        ("[2001:db8::1]", "[2001:db8::1]"), ("[2001:DB8:0::1]", "[2001:db8::1]"),
        ("[2001:0db8:0000:0000:0000:0000:0000:0001]:443", "[2001:db8::1]:443"), ("[::]", "[::]"), ("[::1]", "[::1]"),
        ("[1::]", "[1::]"), ("[::ffff:192.0.2.1]", "[::ffff:c000:201]"), ("[1:0:0:2:0:0:0:3]", "[1:0:0:2::3]"),
        ("[1:0:2:3:4:5:6:7]", "[1:0:2:3:4:5:6:7]"), ("[1:0:0:2:3:0:0:4]", "[1::2:3:0:0:4]"),
        ("[1:2:3:4:5:6:7::]", "[1:2:3:4:5:6:7:0]"), ("[::2:3:4:5:6:7:8]", "[0:2:3:4:5:6:7:8]"),
    ])
    func `an entry is saved in its one form`(_ typed: String, _ saved: String) throws {
        let entry = try HostEntry(parsing: typed)
        #expect(entry.text == saved)
        #expect(try HostEntry(parsing: entry.text) == entry)
    }

    @Test(arguments: [
        ("", HostProblem.empty), ("   ", .empty), ("https://", .empty), ("https:///x", .empty), (":80", .empty),
        ("*", .bareWildcard), ("*:80", .bareWildcard), ("https://*/", .bareWildcard), ("**", .innerWildcard),
        ("*.*", .innerWildcard), ("a.*", .innerWildcard), ("a.*.com", .innerWildcard), ("*.*.com", .innerWildcard),
        ("*a.com", .innerWildcard), ("a*.com", .innerWildcard), ("*.a*.com", .innerWildcard), ("*.", .emptyLabel),
        ("*..com", .emptyLabel), (".", .emptyLabel), ("..", .emptyLabel), (".com", .emptyLabel),
        ("a..com", .emptyLabel), ("a.com..", .emptyLabel), ("bü..com", .emptyLabel), ("bü.com..", .emptyLabel),
        ("example.com:", .emptyPort), ("[::1]:", .emptyPort), ("example.com:0", .port), ("example.com:65536", .port),
        ("example.com:000080", .port), ("example.com:http", .port), ("example.com:-1", .port),
        ("example.com:+1", .port),
        ("example.com:８０", .port), ("[::1]:99999", .port),
        ("user@example.com", .userInfo), ("https://user:pass@example.com/", .userInfo), ("mailto:x@y.com", .userInfo),
        ("ftp://example.com", .scheme), ("://example.com", .scheme), ("javascript://example.com/%0a", .scheme),
        ("example.com/path", .path), ("example.com?x", .path), ("example.com#x", .path), ("//example.com", .path),
        ("exa mple.com", .character(" ")), ("exa\0mple.com", .character("\0")), ("a\\b.com", .character("\\")),
        ("a%2eb.com", .character("%")), ("a,b.com", .character(",")), ("a;b", .character(";")),
        ("a]b", .character("]")), ("a[b", .character("[")), ("a.com\u{7F}", .character("\u{7F}")),
        ("::1", .addressNeedsBrackets), ("2001:db8::1", .addressNeedsBrackets), ("a:1:2", .addressNeedsBrackets),
        ("[::1", .address), ("[]", .address), ("[:]", .address), ("[:::]", .address), ("[1::2::3]", .address),
        ("[1:2:3:4:5:6:7]", .address), ("[1:2:3:4:5:6:7:8:9]", .address), ("[1:2:3:4:5:6:7:8::]", .address),
        ("[12345::]", .address), ("[+1::]", .address), ("[g::]", .address), ("[::1]x", .address), ("[::1]]", .address),
        ("[1:2:3:4:5:6:7:]", .address), ("[:1:2:3:4:5:6:7]", .address), ("[fe80::1%25eth0]", .character("%")),
        ("[::1.2.3]", .address), ("[::1.2.3.256]", .address), ("[::01.2.3.4]", .address), ("[1.2.3.4::]", .address),
        ("[1.2.3.4]", .address), ("[example.com]", .address), ("[::1.2.3.4.5]", .address), ("[1.2.3.4:1::]", .address),
        ("*.[::1]", .wildcardAddress), ("*.[::1]:80", .wildcardAddress),
        ("xn--.com", .internationalName), ("xn--a.com", .internationalName), ("xn--bcher-.com", .internationalName),
        ("-bücher.de", .internationalName), ("bü\u{200D}cher.de", .internationalName),
        ("＊.example.com", .internationalName), ("bü＠cher.de", .internationalName), ("bü：80", .internationalName),
        ("example．com／x", .internationalName), ("a\u{202E}b.com", .internationalName),
        ("אa.com", .internationalName), ("\u{FFFD}.com", .internationalName), ("bü_x.com", .internationalName),
    ])
    func `what is no entry is refused with its reason`(_ typed: String, _ problem: HostProblem) {
        #expect(throws: KeyError.host(entry: typed, problem)) { try HostEntry(parsing: typed) }
    }

    @Test func `names and labels have their limits`() throws {
        let label = String(repeating: "a", count: 63)
        let longest = [label, label, label, String(repeating: "b", count: 61)].joined(separator: ".")
        #expect(longest.utf8.count == 253)
        #expect(try HostEntry(parsing: longest + ".").text == longest)
        #expect(problem(longest + "c") == .nameTooLong)
        #expect(problem(label + "a.com") == .labelTooLong)
        #expect(problem(String(repeating: "ü", count: 63) + ".com") == .labelTooLong)
        let unicode = [String](repeating: String(repeating: "ü", count: 40), count: 8).joined(separator: ".")
        #expect(problem(unicode) == .nameTooLong)
        #expect(problem(String(repeating: "ü", count: 2_049)) == .tooLong(bytes: 4_098))
        #expect(problem(String(repeating: ".", count: 1_000_000)) == .tooLong(bytes: 1_000_000))
    }

    @Test func `every problem is explained`() {
        let problems: [HostProblem] = [
            .empty, .tooLong(bytes: 5_000), .scheme, .path, .userInfo, .character("\u{1}"), .bareWildcard,
            .innerWildcard,
            .wildcardAddress, .emptyLabel, .labelTooLong, .nameTooLong, .address, .addressNeedsBrackets, .emptyPort,
            .port, .internationalName, .libraryFailure,
        ]
        #expect(Set(problems.map(\.explanation)).count == problems.count)
        #expect(HostProblem.character("\u{1}").explanation.contains("U+0001"))
    }

    @Test func `a list is limited and keeps each entry once`() throws {
        var limits = Limits.Keys()
        limits.allowedHosts = 3
        let hosts = try AllowedHosts(parsing: ["b.com", "A.com.", "https://a.com/"], limits: limits)
        #expect(hosts.texts == ["b.com", "a.com"])
        #expect(throws: KeyError.tooManyHosts(count: 4, limit: 3)) {
            try AllowedHosts(parsing: ["a", "b", "c", "d"], limits: limits)
        }
    }

    @Test(arguments: 1...20 as ClosedRange<UInt64>)
    func `nothing that is typed stops the program, and what is saved is saved again the same`(_ seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let pieces = [
            "a", "xn--", "ü", ".", "。", "*", ":", "[", "]", "80", "@", "/", "\\", "%", "-", "https://", "\u{200D}",
        ]
        for _ in 0..<500 {
            let count = Int.random(in: 0...12, using: &generator)
            let text = (0..<count).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
            guard let entry = try? HostEntry(parsing: text) else { continue }
            #expect(try HostEntry(parsing: entry.text) == entry, "seed \(seed): \(text)")
        }
    }

    private func problem(_ text: String) -> HostProblem? {
        do throws(KeyError) { _ = try HostEntry(parsing: text) } catch {
            if case .host(_, let problem) = error { return problem }
        }
        return nil
    }
}
