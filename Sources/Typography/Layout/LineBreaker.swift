/// Breaks a shaped text into lines, the longest that fit first: UAX 14's opportunities, CSS's `overflow-wrap`.
struct LineBreaker {
    private let wrapping: TextRequest.Wrapping
    private let boxWidth: Double?
    private let resources: TextResources
    /// Of each segment, found when first needed: a text that fits needs none.
    private var opportunities: [[LineOpportunity]?]
    private var hyphenWidth: Double?

    /// Differences below this are rounding.
    static let tolerance = 1.0 / 1_024
    private static let softHyphen: UInt32 = 0xAD

    init(_ request: TextRequest, resources: TextResources, segmentCount: Int) {
        wrapping = request.wrapping
        boxWidth = request.width
        self.resources = resources
        opportunities = .init(repeating: nil, count: segmentCount)
    }

    /// The lines of the whole text at a size.
    ///
    /// - Parameter limit: Lines after which the caller does not care.
    mutating func lines(
        of text: inout ShapedText, size: Double, limit: Int = .max
    ) throws(TypographyError) -> [LineSpan] {
        var result: [LineSpan] = []
        for (index, segment) in text.text.segments.enumerated() {
            if result.count > limit { break }
            let shown = segment.range.lowerBound..<Self.shownEnd(segment.range, of: text.text)
            let width = text.width(shown, size: size)
            guard let box = boxWidth, wrapping != .none, width > box + Self.tolerance else {
                result.append(
                    LineSpan(
                        shown: shown, next: segment.range.upperBound, segment: index, endsSegment: true, mark: nil,
                        width: width))
                continue
            }
            try wrap(index, of: &text, size: size, box: box + Self.tolerance, limit: limit, into: &result)
        }
        return result
    }

    private mutating func wrap(
        _ segment: Int, of text: inout ShapedText, size: Double, box: Double, limit: Int, into result: inout [LineSpan]
    ) throws(TypographyError) {
        let range = text.text.segments[segment].range
        let places = try opportunities(of: segment, in: text.text)
        var start = range.lowerBound
        var index = 0
        while start < range.upperBound, result.count <= limit {
            while index < places.count - 1, places[index].next <= start { index += 1 }
            var best: Int?
            var probe = index
            while probe < places.count, try fits(start, places[probe], of: &text, size: size, box: box) {
                best = probe
                probe += 1
            }
            let line = LineStart(start: start, segment: segment, end: range.upperBound, size: size, box: box)
            if let longest = best {
                result.append(try settle(line, from: longest, downTo: index, of: places, in: &text))
            } else if wrapping == .anywhere {
                result.append(try splitWord(line, before: places[index].shownEnd, place: places[index], in: &text))
            } else {
                result.append(try span(line, places[index], in: &text))
            }
            start = result[result.count - 1].next
        }
    }

    /// The line that is being looked for.
    private struct LineStart {
        let start: Int
        let segment: Int
        let end: Int
        let size: Double
        let box: Double
    }

    /// Steps back from the longest candidate while shaping it anew shows that it is too wide after all.
    private mutating func settle(
        _ line: LineStart, from longest: Int, downTo first: Int, of places: [LineOpportunity],
        in text: inout ShapedText
    ) throws(TypographyError) -> LineSpan {
        var candidate = longest
        while true {
            let made = try span(line, places[candidate], in: &text)
            if made.width <= line.box || candidate == first { return made }
            candidate -= 1
        }
    }

    /// As many clusters of a word as fit, one at least.
    private mutating func splitWord(
        _ line: LineStart, before wordEnd: Int, place: LineOpportunity, in text: inout ShapedText
    ) throws(TypographyError) -> LineSpan {
        let first = text.text.clusterEnd(line.start, limit: wordEnd)
        var end = first
        while end < wordEnd {
            let next = text.text.clusterEnd(end, limit: wordEnd)
            if text.width(line.start..<next, size: line.size) > line.box { break }
            end = next
        }
        while true {
            let isWhole = end == wordEnd
            let cut = LineOpportunity(
                next: isWhole ? place.next : end, shownEnd: end, isSoftHyphen: isWhole && place.isSoftHyphen)
            let made = try span(line, cut, in: &text)
            if made.width <= line.box || end <= first { return made }
            repeat { end -= 1 } while end > first && text.text.clusterStarts[end] == 0
        }
    }

    /// The line up to an opportunity, measured as it will be drawn.
    private mutating func span(
        _ line: LineStart, _ place: LineOpportunity, in text: inout ShapedText
    ) throws(TypographyError) -> LineSpan {
        let shown = line.start..<max(line.start, place.shownEnd)
        let isLast = place.next >= line.end
        var width = text.width(shown, size: line.size)
        if !shown.isEmpty, !text.cutsCleanly(shown) {
            width = try text.measuredWidth(shown, size: line.size)
        }
        let mark: LineMark? = place.isSoftHyphen && !isLast ? .hyphen : nil
        if mark != nil { width += text.trailingSpacing(shown) + (try hyphen(&text) * line.size) }
        return LineSpan(
            shown: shown, next: place.next, segment: line.segment, endsSegment: isLast, mark: mark, width: width)
    }

    private mutating func fits(
        _ start: Int, _ place: LineOpportunity, of text: inout ShapedText, size: Double, box: Double
    ) throws(TypographyError) -> Bool {
        let width = text.width(start..<max(start, place.shownEnd), size: size)
        if !place.isSoftHyphen { return width <= box }
        return width + (try hyphen(&text) * size) <= box
    }

    /// The hyphen's width in ems.
    private mutating func hyphen(_ text: inout ShapedText) throws(TypographyError) -> Double {
        if let known = hyphenWidth { return known }
        let width = try text.measuredWidth(.hyphen)
        hyphenWidth = width
        return width
    }

    private mutating func opportunities(
        of segment: Int, in text: AnalyzedText
    ) throws(TypographyError) -> [LineOpportunity] {
        if let known = opportunities[segment] { return known }
        let range = text.segments[segment].range
        let starts = try resources.lineBreaker(text.language).starts(in: text.scalars[range])
        var found: [LineOpportunity] = []
        for offset in starts.indices.dropFirst() where starts[offset] == 1 {
            let next = range.lowerBound + offset
            guard text.clusterStarts[next] == 1 else { continue }
            found.append(
                LineOpportunity(
                    next: next, shownEnd: Self.shownEnd(range.lowerBound..<next, of: text),
                    isSoftHyphen: text.scalars[next - 1] == Self.softHyphen))
        }
        found.append(
            LineOpportunity(
                next: range.upperBound, shownEnd: Self.shownEnd(range, of: text), isSoftHyphen: false))
        opportunities[segment] = found
        return found
    }

    /// The end of a stretch without the spaces that hang over it.
    static func shownEnd(_ range: Range<Int>, of text: AnalyzedText) -> Int {
        var end = range.upperBound
        while end > range.lowerBound, TextScalars.hangs(text.scalars[end - 1]) { end -= 1 }
        return end
    }
}
