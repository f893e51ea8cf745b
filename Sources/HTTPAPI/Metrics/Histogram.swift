/// Counts durations by upper bounds, as Prometheus has them. Pure: the owner holds a lock.
struct Histogram: Sendable {
    /// Upper bounds in seconds: from a cached answer to the deadline.
    static let bounds: [Double] = [
        0.000_1, 0.000_25, 0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10,
    ]

    /// One for each bound, and one for what is above all.
    private(set) var counts = [Int](repeating: 0, count: bounds.count + 1)
    private(set) var sum = 0.0

    mutating func observe(_ duration: Duration) {
        let seconds = duration / .seconds(1)
        sum += seconds
        counts[Self.bounds.firstIndex { seconds <= $0 } ?? Self.bounds.count] += 1
    }

    /// Takes in what another has counted.
    mutating func merge(_ other: Histogram) {
        sum += other.sum
        for place in counts.indices { counts[place] += other.counts[place] }
    }
}
