import Limit

/// A stretch of one face, script and direction, with its glyphs.
struct ShapedRun {
    var scalars: Range<Int>
    /// Into ``ShapedText/glyphs``, left to right.
    var glyphs: Range<Int>
    /// The hard line that it belongs to: how far letters join.
    let line: Range<Int>
    let face: Int
    let level: Int8
    let script: UInt32

    var isRightToLeft: Bool { level & 1 == 1 }
}

/// A scalar that the layout itself puts at a line's end.
enum LineMark: UInt32 { case ellipsis = 0x2026, hyphen = 0x2010 }

/// A text shaped once, in ems: every size and every line is cut from this.
struct ShapedText {
    let text: AnalyzedText
    let faces: [(id: FontID, font: ShapingFont)]
    let missing: [UInt32]
    let missingFamilies: [String]
    private(set) var glyphs: [ShapedGlyph] = []
    private(set) var runs: [ShapedRun] = []
    /// Ems from the start of the text to each scalar.
    private(set) var ems: [Double]
    /// Letter and word spacing in pixels from the start of the text to each scalar.
    private(set) var spacing: [Double]
    /// 1 where a line that starts or ends at the scalar must be shaped anew.
    private(set) var breaksShaping: [UInt8]
    let letterSpacing: Double
    private let ellipsisFace: Int
    private let hyphenFace: Int
    private let shaper: Shaper

    init(_ request: TextRequest, resources: TextResources, limits: Limits.Text) throws(TypographyError) {
        let text = try AnalyzedText(request, resources: resources, limits: limits)
        let style = FaceChain.Style(
            families: request.families, weight: request.weight, isItalic: request.isItalic, han: text.han)
        var fallback = try FontFallback(faces: resources.faces, chain: resources.faces.chain(style))
        var assigned: [[UInt16]] = []
        for segment in text.segments { assigned.append(try fallback.assign(segment.range, of: text)) }
        ellipsisFace = try fallback.choose([LineMark.ellipsis.rawValue], script: Scripts.latin)
        hyphenFace = try fallback.choose([LineMark.hyphen.rawValue], script: Scripts.latin)
        self.text = text
        faces = fallback.used
        missing = fallback.missing
        missingFamilies = fallback.chain.missingFamilies
        shaper = resources.shaper
        letterSpacing = request.letterSpacing
        ems = [Double](repeating: 0, count: text.scalars.count + 1)
        spacing = letterSpacing == 0 && request.wordSpacing == 0 ? [] : ems
        breaksShaping = [UInt8](repeating: 1, count: text.scalars.count + 1)
        for (segment, faces) in zip(text.segments, assigned) { try shape(segment, faces) }
        guard glyphs.count <= limits.glyphsPerRender else { throw .tooManyGlyphs(limit: limits.glyphsPerRender) }
        measure(wordSpacing: request.wordSpacing)
    }

    /// Splits a segment where face, level or script change, always between clusters, and shapes the runs.
    private mutating func shape(_ segment: AnalyzedText.Segment, _ assigned: [UInt16]) throws(TypographyError) {
        let range = segment.range
        breaksShaping[range.upperBound] = 0
        var start = range.lowerBound
        while start < range.upperBound {
            let face = Int(assigned[start - range.lowerBound])
            let level = text.levels[start]
            let script = text.scripts[start]
            let isColor = faces[face].font.isColor
            var end = text.clusterEnd(start, limit: range.upperBound)
            while end < range.upperBound, Int(assigned[end - range.lowerBound]) == face, text.levels[end] == level,
                isColor || text.scripts[end] == script
            {
                end = text.clusterEnd(end, limit: range.upperBound)
            }
            try runs.append(
                shape(start..<end, line: range, face: face, level: level, script: isColor ? Scripts.common : script))
            start = end
        }
    }

    var glyphCount: Int { glyphs.count }

    /// Drops glyphs that were shaped only to be measured.
    mutating func forgetGlyphs(after count: Int) { glyphs.removeLast(max(0, glyphs.count - count)) }

    /// A part of a run by itself, in the context of its line.
    mutating func reshape(_ run: ShapedRun, _ part: Range<Int>) throws(TypographyError) -> ShapedRun {
        try shape(part, line: run.line, face: run.face, level: run.level, script: run.script)
    }

    /// Glyphs for a mark that the layout adds at a line's end, in the script of what stands before it.
    mutating func addMark(_ mark: LineMark, level: Int8, script: UInt32) throws(TypographyError) -> ShapedRun {
        let face = mark == .ellipsis ? ellipsisFace : hyphenFace
        let context = ShapingContext(
            script: script, isRightToLeft: level & 1 == 1, language: text.language, hasLigatures: true)
        let range = try shaper.shape(
            0..<1, of: [mark.rawValue], line: 0..<1, font: faces[face].font, context: context, into: &glyphs)
        return ShapedRun(scalars: 0..<0, glyphs: range, line: 0..<0, face: face, level: level, script: script)
    }

    private mutating func shape(
        _ item: Range<Int>, line: Range<Int>, face: Int, level: Int8, script: UInt32
    ) throws(TypographyError) -> ShapedRun {
        let context = ShapingContext(
            script: script, isRightToLeft: level & 1 == 1, language: text.language, hasLigatures: letterSpacing == 0)
        let range = try shaper.shape(
            item, of: text.scalars, line: line, font: faces[face].font, context: context, into: &glyphs)
        return ShapedRun(scalars: item, glyphs: range, line: line, face: face, level: level, script: script)
    }

    /// Fills the running sums.
    private mutating func measure(wordSpacing: Double) {
        let hasSpacing = !spacing.isEmpty
        for run in runs {
            let scale = 1 / Double(faces[run.face].font.unitsPerEm)
            let isSpaced = letterSpacing != 0 && !Scripts.isCursive(run.script)
            for glyph in glyphs[run.glyphs] {
                let at = Int(glyph.cluster)
                if breaksShaping[at] == 1, !glyph.isUnsafeToBreak { breaksShaping[at] = 0 }
                ems[at + 1] += Double(glyph.advance) * scale
                if isSpaced, glyph.advance != 0 { spacing[at + 1] = letterSpacing }
            }
            if hasSpacing, wordSpacing != 0 {
                for at in run.scalars where TextScalars.isWordSeparator(text.scalars[at]) {
                    spacing[at + 1] += wordSpacing
                }
            }
        }
        for index in 1..<ems.count { ems[index] += ems[index - 1] }
        for index in 0..<max(0, spacing.count - 1) { spacing[index + 1] += spacing[index] }
    }
}
