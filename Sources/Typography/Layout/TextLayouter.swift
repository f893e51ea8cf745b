import Canvas
import Limit

/// Lays one text out: shrinks it, cuts it, aligns it.
struct TextLayouter {
    private let request: TextRequest
    private let resources: TextResources
    private var text: ShapedText
    private var breaker: LineBreaker
    private var layout: TextLayout

    /// The steps in which a text shrinks, in pixels.
    private static let shrinkStep = 0.25

    init(_ request: TextRequest, resources: TextResources, limits: Limits.Text) throws(TypographyError) {
        try Self.check(request)
        self.request = request
        self.resources = resources
        text = try ShapedText(request, resources: resources, limits: limits)
        breaker = LineBreaker(request, resources: resources, segmentCount: text.text.segments.count)
        layout = TextLayout(size: request.size)
        layout.report.missing = text.missing.compactMap(Unicode.Scalar.init)
        layout.report.substitutedFamilies = text.missingFamilies
    }

    private static func check(_ request: TextRequest) throws(TypographyError) {
        let measures = [
            request.size, request.lineHeight, request.letterSpacing, request.wordSpacing, request.width ?? 0,
            request.height ?? 0, request.fit?.minimum ?? 1, request.fit?.maximum ?? 1,
        ]
        for measure in measures where !measure.isFinite || abs(measure) > 1_000_000 {
            throw .measureOutOfRange(measure)
        }
        guard request.size > 0 else { throw .measureOutOfRange(request.size) }
        guard request.lineHeight >= 0 else { throw .measureOutOfRange(request.lineHeight) }
    }

    /// Shrinks first, then cuts at the line count and the box's height, then sets ellipses.
    mutating func run() throws(TypographyError) -> TextLayout {
        let size = try chooseSize()
        layout.size = size
        let limit = lineLimit(size * request.lineHeight)
        let lines = try breaker.lines(of: &text, size: size, limit: limit)
        let shown = try cut(lines, to: limit, size: size)
        try place(shown, size: size)
        return layout
    }

    private mutating func chooseSize() throws(TypographyError) -> Double {
        guard let fit = request.fit else { return request.size }
        let largest = max(fit.maximum ?? request.size, Self.shrinkStep)
        let smallest = min(max(fit.minimum, Self.shrinkStep), largest)
        let steps = Int(((largest - smallest) / Self.shrinkStep).rounded(.up))
        func size(_ step: Int) -> Double { max(smallest, largest - Double(step) * Self.shrinkStep) }
        var low = 0
        var high = steps
        while low < high {
            let middle = (low + high) / 2
            if try isFit(at: size(middle)) { high = middle } else { low = middle + 1 }
        }
        if low > 0 { layout.report.shrunkTo = size(low) }
        return size(low)
    }

    private mutating func isFit(at size: Double) throws(TypographyError) -> Bool {
        let lineHeight = size * request.lineHeight
        let limit = min(request.maximumLines ?? .max, wholeLines(lineHeight))
        let lines = try breaker.lines(of: &text, size: size, limit: limit)
        if lines.count > limit { return false }
        guard let width = request.width else { return true }
        return lines.allSatisfy { $0.width <= width + LineBreaker.tolerance }
    }

    /// How many lines the box's height holds.
    private func wholeLines(_ lineHeight: Double) -> Int {
        guard let height = request.height, lineHeight > 0 else { return .max }
        return Int(min(1e9, max(0, (height + LineBreaker.tolerance) / lineHeight)))
    }

    /// How many lines may show, one at least.
    private func lineLimit(_ lineHeight: Double) -> Int {
        let byHeight = request.overflow == .ellipsis ? wholeLines(lineHeight) : .max
        return max(1, min(request.maximumLines ?? .max, byHeight))
    }

    /// Drops the lines that may not show and marks where text was cut off.
    private mutating func cut(
        _ lines: [LineSpan], to limit: Int, size: Double
    ) throws(TypographyError) -> [LineSpan] {
        var shown = Array(lines.prefix(limit))
        layout.report.wasCut = shown.count < lines.count
        guard request.overflow == .ellipsis else { return shown }
        let ellipsis = Ellipsis(box: request.width, size: size)
        let box = (request.width ?? .infinity) + LineBreaker.tolerance
        for index in shown.indices {
            let isCutHere = index == shown.count - 1 && shown.count < lines.count
            guard isCutHere || shown[index].width > box else { continue }
            shown[index] = try ellipsis.apply(to: shown[index], in: &text)
            layout.report.wasCut = true
        }
        return shown
    }

    private mutating func place(_ lines: [LineSpan], size: Double) throws(TypographyError) {
        let lineHeight = size * request.lineHeight
        layout.height = Double(lines.count) * lineHeight
        layout.width = lines.reduce(0) { max($0, $1.width) }
        layout.clips = request.overflow == .clip
        noteOverflow()
        let primary = text.faces[0].font
        let ascent = primary.ascent * size
        let descent = primary.descent * size
        // CSS's half-leading: https://www.w3.org/TR/css-inline-3/#inline-height.
        let firstBaseline = top + (lineHeight - (ascent + descent)) / 2 + ascent
        var composer = LineComposer(size: size)
        for (index, line) in lines.enumerated() {
            let baseline = firstBaseline + Double(index) * lineHeight
            let box = request.width ?? layout.width
            let isJustified = request.alignment == .justify && !line.endsSegment && line.mark != .ellipsis
            let extra = isJustified ? max(0, box - line.width) : 0
            let isWidened = extra > 0 && !Justification.gaps(line.shown, in: text).isEmpty
            let width = isWidened ? box : line.width
            let x = left(of: line, width: width, box: box)
            try composer.place(line, of: &text, x: x, baseline: baseline, extra: isWidened ? extra : 0)
            layout.lines.append(TextLayout.Line(baseline: baseline, x: x, width: width, range: line.shown))
        }
        layout.width = layout.lines.reduce(0) { max($0, $1.width) }
        layout.glyphs = composer.glyphs
    }

    private mutating func noteOverflow() {
        let isTooWide = layout.width > (request.width ?? .infinity) + LineBreaker.tolerance
        let isTooHigh = layout.height > (request.height ?? .infinity) + LineBreaker.tolerance
        guard isTooWide || isTooHigh else { return }
        if request.overflow == .clip { layout.report.wasCut = true } else { layout.report.overflows = true }
    }

    /// Where the first line starts, from the box's top.
    private var top: Double {
        guard let height = request.height else { return 0 }
        switch request.verticalAlignment {
        case .top: return 0
        case .middle: return (height - layout.height) / 2
        case .bottom: return height - layout.height
        }
    }

    /// The left edge of a line. One that is wider than the box starts at its start edge and sticks out at the other.
    private func left(of line: LineSpan, width: Double, box: Double) -> Double {
        let isRightToLeft = text.text.segments[line.segment].baseLevel & 1 == 1
        let room = box - width
        let start = isRightToLeft ? room : 0
        if room < 0 { return start }
        switch request.alignment {
        case .start, .justify: return start
        case .end: return isRightToLeft ? 0 : room
        case .left: return 0
        case .right: return room
        case .center: return room / 2
        }
    }
}
