import Canvas

/// Puts the glyphs of lines in their places: bidi order, spacing, justification.
struct LineComposer {
    let size: Double
    private(set) var glyphs: [PlacedGlyph] = []

    init(size: Double) { self.size = size }

    /// Draws a line from `x` rightwards.
    ///
    /// - Parameter extra: Pixels to widen the line by: justification.
    mutating func place(
        _ line: LineSpan, of text: inout ShapedText, x: Double, baseline: Double, extra: Double
    ) throws(TypographyError) {
        var pieces = try text.pieces(line.shown)
        if let mark = line.mark {
            let level = text.text.segments[line.segment].baseLevel
            pieces.append(try text.addMark(mark, level: level, script: pieces.last?.script ?? Scripts.latin))
        }
        let order = pieces.count == 1 ? [0] : Bidi.visualOrder(of: pieces.map(\.level))
        let gaps = extra > 0 ? Justification.gaps(line.shown, in: text) : []
        let gap = gaps.isEmpty ? 0 : extra / Double(gaps.count)
        let widening = Widening(gaps: gaps, gap: gap)
        // What follows the line's last cluster is not part of the line, unless a mark stands there.
        let last = line.mark == nil ? line.shown.upperBound : -1
        var pen = Point(x, baseline)
        for index in order { place(pieces[index], of: text, pen: &pen, lastCluster: last, widening: widening) }
    }

    private struct Widening {
        let gaps: [Int]
        let gap: Double

        func pixels(_ range: Range<Int>) -> Double {
            gaps.isEmpty ? 0 : Double(gaps.lazy.filter(range.contains).count) * gap
        }
    }

    private mutating func place(
        _ piece: ShapedRun, of text: ShapedText, pen: inout Point, lastCluster: Int, widening: Widening
    ) {
        let face = text.faces[piece.face]
        let scale = size / Double(face.font.unitsPerEm)
        let isPlain = text.spacing.isEmpty && widening.gaps.isEmpty
        let isRightToLeft = piece.isRightToLeft
        var index = piece.glyphs.lowerBound
        var previousCluster = piece.scalars.upperBound
        while index < piece.glyphs.upperBound {
            let cluster = Int(text.glyphs[index].cluster)
            var end = index + 1
            while end < piece.glyphs.upperBound, Int(text.glyphs[end].cluster) == cluster { end += 1 }
            var after = 0.0
            if !isPlain, !piece.scalars.isEmpty {
                let next = end < piece.glyphs.upperBound ? Int(text.glyphs[end].cluster) : piece.scalars.upperBound
                let clusterEnd = max(cluster, isRightToLeft ? previousCluster : next)
                after = spacing(cluster..<clusterEnd, of: text, isLast: clusterEnd == lastCluster)
                after += widening.pixels(cluster..<clusterEnd)
            }
            previousCluster = cluster
            if isRightToLeft { pen.x += after }
            for glyph in text.glyphs[index..<end] {
                if !isBlank(glyph, cluster: cluster, piece: piece, text: text) {
                    let origin = Point(pen.x + Double(glyph.x) * scale, pen.y - Double(glyph.y) * scale)
                    glyphs.append(
                        PlacedGlyph(
                            font: face.id, glyph: glyph.glyph, size: size, origin: origin, isColor: face.font.isColor))
                }
                pen.x += Double(glyph.advance) * scale
            }
            if !isRightToLeft { pen.x += after }
            index = end
        }
    }

    private func spacing(_ cluster: Range<Int>, of text: ShapedText, isLast: Bool) -> Double {
        if text.spacing.isEmpty { return 0 }
        let all = text.spacing[cluster.upperBound] - text.spacing[cluster.lowerBound]
        return isLast ? all - text.trailingSpacing(cluster) : all
    }

    /// Spaces have nothing to draw.
    private func isBlank(_ glyph: ShapedGlyph, cluster: Int, piece: ShapedRun, text: ShapedText) -> Bool {
        guard piece.scalars.contains(cluster) else { return false }
        let scalar = text.text.scalars[cluster]
        return scalar == 0x20 || scalar == 0xA0
    }
}

/// Where a justified line may widen: after word separators and between East Asian characters.
enum Justification {
    /// The scalars after which the line widens; never its last cluster.
    static func gaps(_ shown: Range<Int>, in text: ShapedText) -> [Int] {
        var gaps: [Int] = []
        var start = shown.lowerBound
        while start < shown.upperBound {
            let end = text.text.clusterEnd(start, limit: shown.upperBound)
            guard end < shown.upperBound else { break }
            let isSeparator = TextScalars.isWordSeparator(text.text.scalars[start])
            let isBetween =
                Scripts.isEastAsian(text.text.scripts[start]) && Scripts.isEastAsian(text.text.scripts[end])
                && !TextScalars.isWordSeparator(text.text.scalars[end])
            if isSeparator || isBetween { gaps.append(start) }
            start = end
        }
        return gaps
    }
}
