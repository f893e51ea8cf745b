import Keys
import Testing

@Suite struct AllowedHostsTests {
    @Test(arguments: ["allowed-hosts-cases.json", "hostile-hosts-cases.json"])
    func `every case has its verdict`(_ file: String) throws {
        let cases = try HostCases(file)
        let hosts = try AllowedHosts(parsing: cases.entries)
        #expect(!cases.cases.isEmpty)
        for one in cases.cases {
            let verdict = hosts.allows(origin: one.origin, referer: one.referer)
            #expect((verdict == .allowed) == one.allow, "\(one.name): \(verdict)")
        }
    }

    private let hosts: AllowedHosts

    init() throws {
        hosts = try AllowedHosts(parsing: ["example.com", "*.sub.example.net:8443", "[2001:db8::1]:8080"])
    }

    @Test func `without entries every request is refused for that reason`() {
        let none = AllowedHosts([])
        #expect(none.allows(origin: ["https://example.com"], referer: []) == .notConfigured)
        #expect(none.allows(origin: [], referer: []) == .notConfigured)
    }

    @Test func `a verdict says why`() {
        #expect(hosts.allows(origin: [], referer: ["", ""]) == .noHeader)
        #expect(
            hosts.allows(origin: ["https://example.com", "https://example.com"], referer: [])
                == .refused(.headerRepeated(.origin)))
        #expect(
            hosts.allows(origin: [], referer: ["https://example.com/", "https://evil.com/"])
                == .refused(.headerRepeated(.referer)))
        #expect(hosts.allows(origin: ["null"], referer: ["https://example.com/"]) == .refused(.nullOrigin(.origin)))
        #expect(hosts.allows(origin: ["https://example.com/"], referer: []) == .refused(.malformed(.origin, .path)))
        #expect(
            hosts.allows(origin: ["https://example.com"], referer: ["https://Evil.com./x"])
                == .refused(.notListed(.referer, host: "evil.com", port: 443)))
        #expect(
            hosts.allows(origin: ["http://[2001:db8:0::1]"], referer: [])
                == .refused(.notListed(.origin, host: "[2001:db8::1]", port: 80)))
        #expect(hosts.allows(origin: ["http://[2001:db8:0::1]:8080"], referer: []) == .allowed)
    }

    @Test func `an empty value beside a full one does not count`() {
        #expect(hosts.allows(origin: ["", "https://example.com"], referer: [""]) == .allowed)
    }

    @Test func `no explanation names what is allowed or repeats what could not be read`() {
        let verdicts = [
            hosts.allows(origin: [], referer: []), hosts.allows(origin: ["null"], referer: []),
            hosts.allows(origin: [], referer: ["https://evil.com/?apiKey=rs_get_x"]),
            hosts.allows(origin: [], referer: ["ftp://secret-place/"]),
            hosts.allows(origin: ["https://a", "https://b"], referer: []),
            AllowedHosts([]).allows(origin: [], referer: []),
        ]
        for verdict in verdicts {
            #expect(!verdict.explanation.contains("example."))
            #expect(!verdict.explanation.contains("rs_get_"))
            #expect(!verdict.explanation.contains("secret-place"))
        }
        #expect(Set(verdicts.map(\.explanation)).count == verdicts.count)
    }

    @Test func `a value is read up to 4,096 bytes and no further`() {
        let start = "https://example.com/"
        let longest = start + String(repeating: "a", count: 4_096 - start.utf8.count)
        #expect(hosts.allows(origin: [], referer: [longest]) == .allowed)
        #expect(
            hosts.allows(origin: [], referer: [longest + "a"]) == .refused(.malformed(.referer, .tooLong(bytes: 4_097)))
        )
    }

    @Test func `every byte outside the printable ones refuses, wherever it stands`() {
        for value in (0x00...0x20).map(UInt8.init) + [0x7F] {
            let odd = String(Unicode.Scalar(value))
            for text in ["https://example.com/\(odd)", "https://example\(odd).com/", "\(odd)https://example.com/"] {
                #expect(hosts.allows(origin: [], referer: [text]) != .allowed, "byte \(value)")
            }
        }
        #expect(hosts.allows(origin: [], referer: ["https://example.com/ü"]) != .allowed)
        #expect(hosts.allows(origin: [], referer: ["https://example.com/\u{FFFD}"]) != .allowed)
    }

    @Test func `every printable byte may stand in a path`() {
        for value in 0x21...0x7E as ClosedRange<UInt8> {
            let text = "https://example.com/a\(Unicode.Scalar(value))@b"
            #expect(hosts.allows(origin: [], referer: [text]) == .allowed, "byte \(value)")
        }
    }

    @Test func `one extra character anywhere in the host is another host`() {
        let characters = (0x21...0x7E as ClosedRange<UInt8>).map { Character(Unicode.Scalar($0)) }
        let host = Array("example.com")
        for position in 0...host.count {
            for character in characters where !"/?#".contains(character) {
                let changed = String(host[..<position]) + String(character) + String(host[position...])
                let isSame = changed == "example.com."
                #expect((hosts.allows(origin: ["https://\(changed)"], referer: []) == .allowed) == isSame, "\(changed)")
            }
        }
    }

    @Test(arguments: 1...20 as ClosedRange<UInt64>)
    func `nothing that is sent stops the program, and only the listed host gets in`(_ seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let pieces = [
            "https://", "http://", "example.com", "evil.com", ".", ":", "@", "/", "\\", "?", "#", "%40", "[", "]",
            "::1",
            "443", "0", "null", "*", "xn--",
        ]
        for _ in 0..<500 {
            let count = Int.random(in: 0...8, using: &generator)
            let text = (0..<count).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
            guard hosts.allows(origin: [], referer: [text]) == .allowed else { continue }
            #expect(
                text.wholeMatch(of: /https?:\/\/example\.com\.?(:0*[1-9][0-9]*)?([\/?#].*)?/) != nil,
                "seed \(seed): \(text)")
        }
    }
}
