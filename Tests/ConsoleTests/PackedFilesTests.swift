import HTTPTypes
import Testing

@Suite(.timeLimit(.minutes(5)))
struct PackedFilesTests {
    @Test func `a file of the dashboard is packed for those who take gzip by name`() async throws {
        let bench = try await ConsoleBench()
        let plain = try await bench.raw(.get, "/dashboard/app.js")
        let packed = try await bench.raw(.get, "/dashboard/app.js", [.acceptEncoding: "br, gzip;q=0.8"])
        #expect(plain.headers[.contentEncoding] == nil)
        #expect(packed.headers[.contentEncoding] == "gzip")
        #expect(packed.bytes.starts(with: [0x1F, 0x8B]))
        #expect(packed.bytes.count < plain.bytes.count)
        #expect(packed.headers[.eTag] == plain.headers[.eTag])
        #expect(packed.headers[.vary]?.contains("Accept-Encoding") == true)
    }

    @Test(arguments: ["gzip;q=0", "identity", "*", "x-gzip-not"])
    func `others get it as it is`(codings: String) async throws {
        let answer = try await ConsoleBench().raw(.get, "/dashboard/app.js", [.acceptEncoding: codings])
        #expect(answer.headers[.contentEncoding] == nil)
        #expect(answer.text.contains("import"))
    }
}
