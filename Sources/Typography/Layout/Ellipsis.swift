/// Cuts a line at its logical end to make room for '…': `text-overflow`, `block-ellipsis`.
struct Ellipsis {
    private let box: Double
    private let size: Double

    init(box: Double?, size: Double) {
        self.box = (box ?? .infinity) + LineBreaker.tolerance
        self.size = size
    }

    /// The line with an ellipsis; alone where not even one cluster fits beside it.
    func apply(to line: LineSpan, in text: inout ShapedText) throws(TypographyError) -> LineSpan {
        let mark = try text.measuredWidth(.ellipsis) * size
        var result = line
        result.mark = .ellipsis
        let start = line.shown.lowerBound
        var end = line.shown.upperBound
        while end > start {
            let shown = start..<end
            if try width(shown, in: &text) + mark <= box { break }
            repeat { end -= 1 } while end > start && text.text.clusterStarts[end] == 0
            end = LineBreaker.shownEnd(start..<end, of: text.text)
        }
        result.shown = start..<end
        result.width = mark + (try width(start..<end, in: &text))
        return result
    }

    private func width(_ shown: Range<Int>, in text: inout ShapedText) throws(TypographyError) -> Double {
        if shown.isEmpty { return 0 }
        let quick = text.width(shown, size: size) + text.trailingSpacing(shown)
        // Shaping anew moves a width by a few glyphs' kerning and joining at most: far too long stays too long.
        if text.cutsCleanly(shown) || quick > box + 2 * size { return quick }
        return try text.measuredWidth(shown, size: size) + text.trailingSpacing(shown)
    }
}
