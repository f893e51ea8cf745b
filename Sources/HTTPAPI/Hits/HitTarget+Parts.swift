import Foundation

/// A target cut as ``HitTarget`` does it, for tests.
package func hitTarget(_ target: String, limit: Int = 8_192) -> (key: String, rest: String)? {
    HitTarget(target, limit: limit).map { ($0.key, $0.rest) }
}

/// A moment as ``HTTPDate`` writes it, for tests.
package func httpDate(_ moment: Date) -> String {
    var date = HTTPDate()
    return date.text(at: moment)
}
