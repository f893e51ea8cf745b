import Foundation

/// The value of `Date` (RFC 9110, 5.6.7), written anew once a second at most.
struct HTTPDate {
    private var second = Int.min
    private var text = ""

    private static let days = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// The moment as `Sun, 06 Nov 1994 08:49:37 GMT`.
    mutating func text(at moment: Date) -> String {
        let second = Int(moment.timeIntervalSince1970.rounded(.down))
        if second != self.second {
            self.second = second
            text = Self.format(second)
        }
        return text
    }

    /// Days become a date by Howard Hinnant's algorithm: https://howardhinnant.github.io/date_algorithms.html.
    private static func format(_ second: Int) -> String {
        let day = (second - (second % 86_400 + 86_400) % 86_400) / 86_400
        let time = second - day * 86_400
        let shifted = day + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        let date = dayOfYear - (153 * marchMonth + 2) / 5 + 1
        let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        let clock = [time / 3_600, time / 60 % 60, time % 60].map(twoDigits).joined(separator: ":")
        return "\(days[(day % 7 + 7) % 7]), \(twoDigits(date)) \(months[month - 1]) \(year) \(clock) GMT"
    }

    private static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
