import ArgumentParser

/// A span such as `12h`, `30d`, `8w` or `1y`; a year is 365 days.
struct Lifetime: ExpressibleByArgument, Equatable, Sendable {
    let seconds: Int

    private static let units: [Character: Int] = [
        "m": 60, "h": 3_600, "d": 86_400, "w": 604_800, "y": 31_536_000,
    ]
    /// A hundred years: more is a slip of the keyboard.
    private static let maximumSeconds = 100 * 31_536_000

    init?(argument: String) {
        guard let unit = argument.last, let factor = Self.units[unit] else { return nil }
        guard let count = Int(argument.dropLast()), count > 0, count <= Self.maximumSeconds / factor else { return nil }
        seconds = count * factor
    }
}
