import CFriBidi

/// The bidirectional algorithm, UAX 9, over FriBidi.
package enum Bidi {
    /// Where a paragraph's direction comes from.
    package enum Base: Sendable { case firstStrong, leftToRight, rightToLeft }

    /// Below this no scalar is, or makes, right-to-left text.
    private static let firstRightToLeft: UInt32 = 0x590

    /// The embedding level of each scalar of one paragraph and the paragraph's own, rules P2 to L1.3.
    package static func levels(
        of paragraph: ArraySlice<UInt32>, base: Base
    ) throws(TypographyError) -> (levels: [Int8], base: Int8) {
        if base != .rightToLeft, paragraph.allSatisfy({ $0 < firstRightToLeft }) {
            return ([Int8](repeating: 0, count: paragraph.count), 0)
        }
        var scalars = Array(paragraph)
        let count = FriBidiStrIndex(scalars.count)
        var types = [FriBidiCharType](repeating: FriBidiCharType(rawValue: 0), count: scalars.count)
        var brackets = [FriBidiBracketType](repeating: 0, count: scalars.count)
        var levels = [FriBidiLevel](repeating: 0, count: scalars.count)
        var direction: FriBidiParType =
            switch base {
            case .firstStrong: FRIBIDI_PAR_ON
            case .leftToRight: FRIBIDI_PAR_LTR
            case .rightToLeft: FRIBIDI_PAR_RTL
            }
        unsafe fribidi_get_bidi_types(&scalars, count, &types)
        unsafe fribidi_get_bracket_types(&scalars, count, &types, &brackets)
        let status = unsafe fribidi_get_par_embedding_levels_ex(&types, &brackets, count, &direction, &levels)
        guard status > 0 || scalars.isEmpty else { throw .libraryFailed(.friBidi, status: Int(status)) }
        return (levels, direction.rawValue & 1 == 1 ? 1 : 0)
    }

    /// Rule L2: the order in which pieces of these levels stand from left to right.
    package static func visualOrder(of levels: [Int8]) -> [Int] {
        var order = Array(levels.indices)
        guard let highest = levels.max(), let lowestOdd = levels.filter({ $0 & 1 == 1 }).min() else { return order }
        var level = highest
        while level >= lowestOdd {
            var start = 0
            while start < order.count {
                guard levels[order[start]] >= level else {
                    start += 1
                    continue
                }
                var end = start
                while end < order.count, levels[order[end]] >= level { end += 1 }
                order[start..<end].reverse()
                start = end
            }
            level -= 1
        }
        return order
    }
}
