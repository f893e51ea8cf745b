import Foundation
import Synchronization

/// When a line was written, for any thread: what does not change within a second is spelled once.
final class LineTime: Sendable {
    private let last = Mutex<(second: Int, text: String)>((.min, ""))

    /// The moment (RFC 3339) with milliseconds: `1994-11-06T08:49:37.042Z`.
    func text(at moment: Date) -> String {
        let (second, rest) = Int(moment.wholeMilliseconds).quotientAndRemainder(dividingBy: 1_000)
        let start = last.withLock { last in
            if last.second != second { last = (second, CivilTime(second: second).text) }
            return last.text
        }
        return "\(start).\(rest < 10 ? "00" : rest < 100 ? "0" : "")\(rest)Z"
    }
}
