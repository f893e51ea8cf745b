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

    private static func format(_ second: Int) -> String {
        let time = CivilTime(second: second)
        let (day, month) = (CivilTime.twoDigits(time.day), months[time.month - 1])
        return "\(days[time.weekday]), \(day) \(month) \(time.year) \(time.clock) GMT"
    }
}
