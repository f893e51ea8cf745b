/// How long renders took, as counts between fixed bounds: sums of many are as exact as one. Pure.
public struct LatencyHistogram: Sendable, Equatable {
    /// Upper bounds of the counts in milliseconds; a last count holds what took longer.
    public static let bounds: [Double] = [
        0.5, 1, 2, 3, 5, 8, 12, 20, 30, 50, 80, 120, 200, 300, 500, 800, 1_200, 2_000, 5_000, 10_000,
    ]

    private var counts = [UInt32](repeating: 0, count: bounds.count + 1)

    /// Makes an empty histogram.
    public init() {}

    /// How many renders it holds.
    public var total: Int { counts.reduce(0) { $0 + Int($1) } }

    /// Takes in one render.
    public mutating func add(milliseconds: Double) {
        let place = Self.bounds.firstIndex { milliseconds <= $0 } ?? Self.bounds.count
        counts[place] &+= counts[place] == .max ? 0 : 1
    }

    /// Takes in all of another.
    public mutating func add(_ other: LatencyHistogram) {
        for place in counts.indices {
            let (sum, hasOverflow) = counts[place].addingReportingOverflow(other.counts[place])
            counts[place] = hasOverflow ? .max : sum
        }
    }

    /// The time that a share of the renders did not pass, in milliseconds, interpolated between bounds; nil where there
    /// was none.
    ///
    /// - Parameter share: Above 0, 1 at most.
    public func quantile(_ share: Double) -> Double? {
        let total = total
        guard total > 0 else { return nil }
        let rank = share * Double(total)
        var below = 0.0
        for (place, count) in counts.enumerated() where count > 0 {
            if below + Double(count) >= rank {
                let lower = place == 0 ? 0 : Self.bounds[place - 1]
                let upper = place < Self.bounds.count ? Self.bounds[place] : lower
                return lower + (upper - lower) * max(0, rank - below) / Double(count)
            }
            below += Double(count)
        }
        return Self.bounds.last
    }

    /// Four bytes a count, least significant first: for stores.
    package var bytes: [UInt8] {
        counts.flatMap { count in (0..<4).map { UInt8(truncatingIfNeeded: count >> ($0 * 8)) } }
    }

    /// Reads what ``bytes`` wrote; an unknown length is an empty histogram.
    package init(bytes: [UInt8]) {
        guard bytes.count == counts.count * 4 else { return }
        for place in counts.indices {
            counts[place] = (0..<4).reduce(0) { $0 | UInt32(bytes[place * 4 + $1]) << ($1 * 8) }
        }
    }
}
