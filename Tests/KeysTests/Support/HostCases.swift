import Foundation
import Testing

/// A file of cases: entries, and requests with their verdicts.
struct HostCases: Decodable {
    struct Case: Decodable, Sendable, CustomTestStringConvertible {
        let name: String
        let origin: [String]
        let referer: [String]
        let allow: Bool

        var testDescription: String { name }
    }

    let entries: [String]
    let cases: [Case]

    init(_ name: String) throws {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("Fixtures").appendingPathComponent(name)
        self = try JSONDecoder().decode(HostCases.self, from: Data(contentsOf: file))
    }
}
