import Catalog
import Foundation
import Limit
import Templates

/// The query of a list: `limit`, `cursor` and the list's own filters. Unknown and repeated names are refused.
package struct ListQuery {
    private let values: [String: String]
    package let page: PageRequest

    /// Items of a page that names no limit.
    private static let defaultLimit = 50

    /// - Parameter filters: The names that this list knows besides `limit` and `cursor`.
    package init(_ query: String, filters: [String] = [], limits: Limits.Server) throws(APIError) {
        let known = ["limit", "cursor"] + filters
        values = try Self.values(query, known: known)
        let limit = values["limit"].map { Int($0) ?? 0 } ?? min(Self.defaultLimit, limits.pageItems)
        do throws(CatalogError) {
            page = try PageRequest(cursor: values["cursor"], limit: limit, limits: limits)
        } catch {
            throw APIError(error)
        }
    }

    package subscript(name: String) -> String? { values[name] }

    /// A moment as ISO 8601, with or without fractions of a second.
    package func date(_ name: String) throws(APIError) -> Date? {
        guard let text = values[name] else { return nil }
        for hasFraction in [false, true] {
            let style = Date.ISO8601FormatStyle(includingFractionalSeconds: hasFraction)
            if let date = Result(catching: { try style.parse(text) }).success { return date }
        }
        throw APIError(pointer: "/" + name, "must be a moment like 2026-01-31T12:00:00Z")
    }

    /// A whole number in a range.
    package func integer(_ name: String, _ range: ClosedRange<Int>) throws(APIError) -> Int? {
        guard let text = values[name] else { return nil }
        guard let number = Int(text), range.contains(number) else {
            throw APIError(
                pointer: "/" + name, "must be a whole number from \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }

    /// The pairs of a query whose names are all known and appear once.
    package static func values(_ query: String, known: [String]) throws(APIError) -> [String: String] {
        var values: [String: String] = [:]
        var problems: [Problem] = []
        for pair in try QueryPairs(query).pairs {
            if !known.contains(pair.name) {
                let all = known.isEmpty ? "this route has none" : "there are \(known.joined(separator: ", "))"
                problems.append(Problem(pointer: "/" + pair.name, detail: "there is no such parameter; \(all)"))
            } else if values.updateValue(pair.value, forKey: pair.name) != nil {
                problems.append(Problem(pointer: "/" + pair.name, detail: "is there more than once"))
            }
        }
        guard problems.isEmpty else { throw APIError(problems: problems) }
        return values
    }
}

extension Result {
    /// The value, where this is one.
    package var success: Success? {
        if case .success(let value) = self { value } else { nil }
    }
}
