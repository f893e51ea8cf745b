/// A second of Coordinated Universal Time as people write it.
struct CivilTime: Sendable, Equatable {
    let year: Int
    /// From 1.
    let month: Int
    /// From 1.
    let day: Int
    /// From 0 for Thursday, as 1970 began.
    let weekday: Int
    let secondOfDay: Int

    /// Days become a date by Howard Hinnant's algorithm: https://howardhinnant.github.io/date_algorithms.html.
    ///
    /// - Parameter second: Since 1970.
    init(second: Int) {
        let day = (second - (second % 86_400 + 86_400) % 86_400) / 86_400
        secondOfDay = second - day * 86_400
        weekday = (day % 7 + 7) % 7
        let shifted = day + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        self.day = dayOfYear - (153 * marchMonth + 2) / 5 + 1
        month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    /// Hours, minutes and seconds: `08:49:37`.
    var clock: String {
        [secondOfDay / 3_600, secondOfDay / 60 % 60, secondOfDay % 60].map(Self.twoDigits).joined(separator: ":")
    }

    /// Day and time (RFC 3339) up to the second: `1994-11-06T08:49:37`.
    var text: String { "\(year)-\(Self.twoDigits(month))-\(Self.twoDigits(day))T\(clock)" }

    static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
