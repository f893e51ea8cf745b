import Foundation
import HTTPTypes
import Keys
import Testing
import Typography

@Suite(.timeLimit(.minutes(5)))
struct FontUploadTests {
    /// Inter Bold, from the pinned packages.
    private static func font() throws -> [UInt8] {
        for directory in FontCollection.debianDirectories {
            let file = URL(fileURLWithPath: directory).appending(path: "Inter-Bold.otf")
            if let data = Result(catching: { try Data(contentsOf: file) }).successValue { return Array(data) }
        }
        throw CocoaError(.fileNoSuchFile)
    }

    @Test func `201: an uploaded font is known by its bytes and enters the fingerprint`() async throws {
        let bench = try await Bench()
        let before = try await bench.render(#"{"template":"card"}"#).headers[.eTag]
        let answer = try await bench.send(
            .post, "/api/v1/assets?name=brand", bench.bearer(.master, [.contentType: "font/otf"]),
            bytes: try Self.font())
        #expect(answer.status == 201)
        #expect(answer.json["kind"] == "font")
        #expect(answer.json["family"] == "Inter")
        #expect(answer.json["weight"] == 700)
        let after = try await bench.render(#"{"template":"card"}"#)
        #expect(after.status == 200)
        #expect(after.headers[.eTag] != before)
    }
}
