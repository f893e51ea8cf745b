/// How far a batch is, as one line for a terminal. It has no clock: time is told.
struct BatchProgress: Equatable, Sendable {
    let total: Int
    private(set) var done = 0
    private(set) var failed = 0

    init(total: Int) { self.total = total }

    mutating func finish(isFailure: Bool) {
        done += 1
        if isFailure { failed += 1 }
    }

    /// Whether a tenth more is done than before the last picture: when a plain line is worth writing.
    var isAtTenth: Bool { done == total || done * 10 / total != (done - 1) * 10 / total }

    /// A bar with counts, rate and the time that is left.
    func bar(elapsed: Duration, cells: Int = 24) -> String {
        let filled = done * cells / max(1, total)
        let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: cells - filled)
        return "\(bar) \(plain(elapsed: elapsed))"
    }

    func plain(elapsed: Duration) -> String {
        let seconds = elapsed / .seconds(1)
        let rate = seconds > 0 ? Double(done) / seconds : 0
        var parts = ["\(done)/\(total)", "\(done * 100 / max(1, total)) %"]
        if rate > 0 {
            parts.append("\((rate * 10).rounded() / 10)/s")
            if done < total { parts.append("\(Self.clock(Double(total - done) / rate)) left") }
        }
        if failed > 0 { parts.append("\(failed) failed") }
        return parts.joined(separator: "  ")
    }

    /// `0:07`, `12:30` or `1:05:00`.
    static func clock(_ seconds: Double) -> String {
        let whole = Int(min(seconds, 359_999).rounded(.up))
        let (hours, minutes, rest) = (whole / 3_600, whole / 60 % 60, whole % 60)
        let two = { (number: Int) in number < 10 ? "0\(number)" : "\(number)" }
        return hours > 0 ? "\(hours):\(two(minutes)):\(two(rest))" : "\(minutes):\(two(rest))"
    }
}
