import Foundation

/// What `--json` prints: pretty, keys sorted, dates in ISO 8601.
enum JSONOutput {
    static func print(_ value: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        encoder.dateEncodingStrategy = .iso8601
        Console.print(String(decoding: try encoder.encode(value), as: UTF8.self))
    }
}

extension Date {
    /// The date in UTC to the minute, as lists show it: `2026-07-01 12:30`.
    var short: String {
        formatted(.iso8601.year().month().day().dateSeparator(.dash)) + " "
            + formatted(.iso8601.time(includingFractionalSeconds: false).timeSeparator(.colon)).prefix(5)
    }
}
