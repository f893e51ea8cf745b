/// How the samples along one axis mix into fewer or more: for each target pixel its source pixels and their weights.
struct ResampledAxis {
    /// The first target pixel, relative to the pen.
    let origin: Int
    private(set) var taps: [(first: Int, weights: [Float])] = []

    var count: Int { taps.count }

    /// - Parameters:
    ///   - start: The first source pixel, relative to the pen.
    ///   - count: Source pixels.
    ///   - factor: Target pixels a source pixel.
    init(start: Int, count: Int, factor: Double) {
        let low = Double(start) * factor
        let high = Double(start + count) * factor
        origin = Int(low.rounded(.down))
        let end = Int(high.rounded(.up))
        guard end > origin, end - origin <= 65_536 else { return }
        // A pixel never reads less than one source pixel's width, which makes enlarging a blend of two neighbours.
        let reach = max(1, 1 / factor)
        for target in origin..<end {
            let center = (Double(target) + 0.5) / factor - Double(start)
            let from = center - reach / 2
            let to = center + reach / 2
            let first = max(0, Int(from.rounded(.down)))
            let last = min(count, Int(to.rounded(.up)))
            guard first < last else {
                taps.append((0, []))
                continue
            }
            let weights = (first..<last).map { index in
                Float(max(0, min(to, Double(index + 1)) - max(from, Double(index))) / reach)
            }
            taps.append((first, weights))
        }
    }

    /// Resamples `lines` lines of four-channel samples; the result has the lines outermost.
    func apply(to samples: [Float], lines: Int, lineStep: Int, step: Int) -> [Float] {
        var result = [Float](repeating: 0, count: lines * count * 4)
        for line in 0..<lines {
            for (target, tap) in taps.enumerated() {
                var sum = SIMD4<Float>()
                for (offset, weight) in tap.weights.enumerated() {
                    let at = line * lineStep + (tap.first + offset) * step
                    sum += weight * SIMD4(samples[at], samples[at + 1], samples[at + 2], samples[at + 3])
                }
                let to = (line * count + target) * 4
                for channel in 0..<4 { result[to + channel] = sum[channel] }
            }
        }
        return result
    }
}
