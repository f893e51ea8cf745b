/// The units that are never split: grapheme clusters, with Indic conjuncts whole.
enum Clusters {
    /// Below this every scalar but CR LF is a cluster.
    private static let firstCombining: UInt32 = 0x300
    /// Blocks whose viramas join consonants (GB9c of Unicode 15.1): Devanagari, Bengali, Gujarati, Oriya, Telugu,
    /// Malayalam.
    private static let conjunctBlocks: [ClosedRange<UInt32>] = [
        0x900...0x97F, 0x980...0x9FF, 0xA80...0xAFF, 0xB00...0xB7F, 0xC00...0xC7F, 0xD00...0xD7F,
    ]

    /// For each scalar 1 where a cluster starts, else 0.
    ///
    /// - Throws: ``TypographyError/tooManyCombiningMarks(limit:)`` where more marks follow each other.
    static func starts(
        in scalars: [UInt32], breaker: Breaker, markLimit: Int
    ) throws(TypographyError) -> [UInt8] {
        if scalars.allSatisfy({ $0 < firstCombining }) { return [UInt8](repeating: 1, count: scalars.count) }
        var starts = try breaker.starts(in: scalars[...])
        try check(scalars, starts: starts, markLimit: markLimit)
        joinConjuncts(scalars, &starts)
        return starts
    }

    private static func check(
        _ scalars: [UInt32], starts: [UInt8], markLimit: Int
    ) throws(TypographyError) {
        var marks = 0
        for index in scalars.indices {
            let scalar = scalars[index]
            if starts[index] == 1 { marks = 0 }
            if scalar < firstCombining { continue }
            let traits = ScalarTraits(scalar)
            if traits.isLetter { marks = 0 }
            if traits.isMark { marks += 1 }
            if marks > markLimit { throw .tooManyCombiningMarks(limit: markLimit) }
        }
    }

    private static func joinConjuncts(_ scalars: [UInt32], _ starts: inout [UInt8]) {
        for index in scalars.indices.dropFirst() where starts[index] == 1 {
            let scalar = scalars[index]
            guard let block = conjunctBlocks.first(where: { $0.contains(scalar) }) else { continue }
            var before = index - 1
            if scalars[before] == 0x200D, before > 0 { before -= 1 }
            guard block.contains(scalars[before]), ScalarTraits(scalars[before]).isVirama else { continue }
            if ScalarTraits(scalar).isLetter { starts[index] = 0 }
        }
    }
}
