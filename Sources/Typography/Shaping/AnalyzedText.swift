import Limit

/// A text's scalars and what Unicode says about each of them.
struct AnalyzedText {
    /// A stretch between hard breaks, without the break itself.
    struct Segment {
        let range: Range<Int>
        /// The paragraph's embedding level.
        let baseLevel: Int8
    }

    private(set) var scalars: [UInt32]
    /// 1 where a cluster starts.
    let clusterStarts: [UInt8]
    private(set) var levels: [Int8] = []
    private(set) var scripts: [UInt32] = []
    private(set) var segments: [Segment] = []
    let language: TextLanguage

    init(_ request: TextRequest, resources: TextResources, limits: Limits.Text) throws(TypographyError) {
        language = resources.language(request.language)
        let decoded = try TextScalars.decode(request.text, limit: limits.scalarsPerLayer)
        scalars = try CaseTransform.apply(request.transform, language: language, to: decoded)
        clusterStarts = try Clusters.starts(
            in: scalars, breaker: resources.clusterBreaker, markLimit: limits.combiningMarksPerBase)
        try findSegments(request.direction)
        for index in scalars.indices where scalars[index] == 0x09 { scalars[index] = 0x20 }
        scripts = [UInt32](repeating: Scripts.latin, count: scalars.count)
        for segment in segments {
            scripts.replaceSubrange(segment.range, with: Scripts.resolve(scalars[segment.range]))
        }
    }

    /// Splits at hard breaks. A break at the very end starts no further line.
    private mutating func findSegments(_ direction: TextRequest.Direction) throws(TypographyError) {
        levels.reserveCapacity(scalars.count)
        let base: Bidi.Base =
            switch direction {
            case .auto: .firstStrong
            case .leftToRight: .leftToRight
            case .rightToLeft: .rightToLeft
            }
        var start = 0
        while start < scalars.count {
            var end = start
            while end < scalars.count, !TextScalars.isParagraphBreak(scalars[end]) { end += 1 }
            end = min(end + 1, scalars.count)
            let paragraph = try Bidi.levels(of: scalars[start..<end], base: base)
            levels.append(contentsOf: paragraph.levels)
            var from = start
            for index in start..<end where TextScalars.isHardBreak(scalars[index]) {
                segments.append(Segment(range: from..<index, baseLevel: paragraph.base))
                from = index + 1
            }
            if from < end { segments.append(Segment(range: from..<end, baseLevel: paragraph.base)) }
            start = end
        }
    }

    /// Whose Han characters: the language's, else what kana, hangul or bopomofo in the text suggest.
    var han: FallbackFamilies.Han {
        if let stated = language.han { return stated }
        var found = FallbackFamilies.Han.simplified
        for script in scripts where script != Scripts.latin {
            if script == Scripts.hiragana || script == Scripts.katakana { return .japanese }
            if script == Scripts.hangul { found = .korean }
            if script == Scripts.bopomofo, found == .simplified { found = .traditional }
        }
        return found
    }

    /// The end of the cluster that starts at `index`, within `limit`.
    func clusterEnd(_ index: Int, limit: Int) -> Int {
        var end = index + 1
        while end < limit, clusterStarts[end] == 0 { end += 1 }
        return end
    }
}
