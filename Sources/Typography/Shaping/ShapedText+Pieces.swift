extension ShapedText {
    /// The width of a stretch at a size, as long as its ends need no new shaping. No letter spacing after the last
    /// cluster: https://www.w3.org/TR/css-text-3/#letter-spacing-property.
    func width(_ range: Range<Int>, size: Double) -> Double {
        let ink = (ems[range.upperBound] - ems[range.lowerBound]) * size
        if spacing.isEmpty || range.isEmpty { return ink }
        return ink + spacing[range.upperBound] - spacing[range.lowerBound] - trailingSpacing(range)
    }

    /// The letter spacing after the last cluster of a stretch.
    func trailingSpacing(_ range: Range<Int>) -> Double {
        guard letterSpacing != 0, !range.isEmpty else { return 0 }
        let run = runs[runIndex(at: range.upperBound - 1)]
        return Scripts.isCursive(run.script) ? 0 : letterSpacing
    }

    /// True where both ends of the stretch may be cut without shaping it anew.
    func cutsCleanly(_ range: Range<Int>) -> Bool {
        breaksShaping[range.lowerBound] == 0 && breaksShaping[range.upperBound] == 0
    }

    /// The runs of a stretch, cut at its ends; cut runs whose shape depends on what was cut off are shaped anew.
    mutating func pieces(_ range: Range<Int>) throws(TypographyError) -> [ShapedRun] {
        var result: [ShapedRun] = []
        guard !range.isEmpty else { return result }
        var index = runIndex(at: range.lowerBound)
        let count = runs.count
        while index < count, runs[index].scalars.lowerBound < range.upperBound {
            let run = runs[index]
            index += 1
            let part = run.scalars.clamped(to: range)
            if part.isEmpty { continue }
            if part == run.scalars {
                result.append(run)
            } else if cutsCleanly(part) {
                var piece = run
                piece.scalars = part
                piece.glyphs = slice(run, part)
                result.append(piece)
            } else {
                result.append(try reshape(run, part))
            }
        }
        return result
    }

    /// The width of a stretch as it will be drawn, shaped anew where that is needed.
    mutating func measuredWidth(_ range: Range<Int>, size: Double) throws(TypographyError) -> Double {
        let mark = glyphCount
        let pieces = try pieces(range)
        let width = width(pieces, size: size)
        forgetGlyphs(after: mark)
        return width
    }

    /// The width in ems of what the layout adds at a line's end.
    mutating func measuredWidth(_ added: LineMark) throws(TypographyError) -> Double {
        let mark = glyphCount
        let run = try addMark(added, level: 0, script: Scripts.latin)
        let width = width(of: run)
        forgetGlyphs(after: mark)
        return width
    }

    private func width(_ pieces: [ShapedRun], size: Double) -> Double {
        guard let first = pieces.first?.scalars.lowerBound, let last = pieces.last?.scalars.upperBound else { return 0 }
        var total = 0.0
        for piece in pieces { total += width(of: piece) * size }
        if spacing.isEmpty { return total }
        return total + spacing[last] - spacing[first] - trailingSpacing(first..<last)
    }

    /// The advances of a run's glyphs in ems.
    private func width(of run: ShapedRun) -> Double {
        var units = 0
        for glyph in glyphs[run.glyphs] { units += Int(glyph.advance) }
        return Double(units) / Double(faces[run.face].font.unitsPerEm)
    }

    /// The run that holds a scalar.
    func runIndex(at scalar: Int) -> Int {
        var low = 0
        var high = runs.count - 1
        while low < high {
            let middle = (low + high + 1) / 2
            if runs[middle].scalars.lowerBound <= scalar { low = middle } else { high = middle - 1 }
        }
        return max(0, low)
    }

    /// The glyphs of a part of a run; clusters ascend in left-to-right runs and descend in the others.
    private func slice(_ run: ShapedRun, _ part: Range<Int>) -> Range<Int> {
        func first(where isPast: (Int) -> Bool) -> Int {
            var low = run.glyphs.lowerBound
            var high = run.glyphs.upperBound
            while low < high {
                let middle = (low + high) / 2
                if isPast(Int(glyphs[middle].cluster)) { high = middle } else { low = middle + 1 }
            }
            return low
        }
        if run.isRightToLeft {
            let start = first { $0 < part.upperBound }
            return start..<max(start, first { $0 < part.lowerBound })
        }
        let start = first { $0 >= part.lowerBound }
        return start..<max(start, first { $0 >= part.upperBound })
    }
}
