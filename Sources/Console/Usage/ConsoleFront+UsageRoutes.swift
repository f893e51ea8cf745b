import Catalog
import Foundation
import HTTPAPI
import Hummingbird
import People
import Templates

extension ConsoleFront {
    /// What was asked and answered, over time.
    static let usageRoutes: [ConsoleRoute] = [
        ConsoleRoute(
            .get, "/usage", .member(.viewUsage),
            "Counts and times in buckets; one's own keys' where the role sees no others.",
            query: [("range", "24h, 7d or 30d.")]
        ) { console, exchange throws(APIError) in try await console.usage(exchange) }
    ]

    private func usage(_ exchange: ConsoleExchange) async throws(APIError) -> Response {
        let place = try exchange.place()
        let name = try exchange.query()["range"] ?? UsageRange.day.rawValue
        guard let range = UsageRange(rawValue: name) else {
            throw APIError(pointer: "/range", "must be 24h, 7d or 30d")
        }
        let organization = place.organization.id
        let keys = place.reach == .all ? nil : try await keys(of: place.person, in: organization)
        let store = parts.store
        let end = range.end(at: parts.now())
        let start = end - range.seconds
        let rows = try await stored { () throws(CatalogError) in
            // What was counted a moment ago belongs into the picture.
            try await parts.usage.flush(to: store)
            return try await store.usage(
                organizationID: organization, keyIDs: keys, grain: range.grain, from: start, to: end)
        }
        var buckets = [UsageCounts](repeating: UsageCounts(), count: range.seconds / range.bucketSeconds)
        var total = UsageCounts()
        for row in rows {
            let place = (row.start - start) / range.bucketSeconds
            if buckets.indices.contains(place) { buckets[place].add(row.counts) }
            total.add(row.counts)
        }
        return Response(json: [
            "range": .string(range.rawValue), "bucketSeconds": .number(Double(range.bucketSeconds)),
            "buckets": .array(
                buckets.enumerated().map { number, counts in
                    var members = Self.members(counts)
                    let moment = start + number * range.bucketSeconds
                    members["at"] = Presentation.date(Date(timeIntervalSince1970: Double(moment)))
                    return .object(members)
                }), "totals": .object(Self.members(total)),
        ])
    }

    private static func members(_ counts: UsageCounts) -> [String: JSONValue] {
        let milliseconds = { (share: Double) -> JSONValue in
            counts.latency.quantile(share).map { .number(($0 * 100).rounded() / 100) } ?? .null
        }
        return [
            "renders": .number(Double(counts.renders)), "hits": .number(Double(counts.hits)),
            "notModified": .number(Double(counts.notModified)), "coalesced": .number(Double(counts.coalesced)),
            "errors": .number(Double(counts.errors)), "limited": .number(Double(counts.limited)),
            "p50Milliseconds": milliseconds(0.5), "p95Milliseconds": milliseconds(0.95),
        ]
    }
}

/// A span of usage, and how finely it is cut.
private enum UsageRange: String {
    case day = "24h"
    case week = "7d"
    case month = "30d"

    var seconds: Int {
        switch self {
        case .day: 86_400
        case .week: 7 * 86_400
        case .month: 30 * 86_400
        }
    }

    var bucketSeconds: Int {
        switch self {
        case .day: 900
        case .week: 3_600
        case .month: 6 * 3_600
        }
    }

    var grain: UsageGrain { self == .day ? .minute : .hour }

    /// The end of the bucket that a moment is in.
    func end(at moment: Date) -> Int {
        let seconds = Int(moment.timeIntervalSince1970)
        return seconds - seconds % bucketSeconds + bucketSeconds
    }
}
