/// Chooses a face for each cluster, so that one missing glyph never changes its neighbours.
struct FontFallback {
    let faces: FaceTable
    let chain: FaceChain
    /// The faces in use; the first is the primary one.
    private(set) var used: [(id: FontID, font: ShapingFont)]
    /// Scalars that no face has, once each, in order.
    private(set) var missing: [UInt32] = []
    private var seen: Set<UInt32> = []

    init(faces: FaceTable, chain: FaceChain) throws(TypographyError) {
        self.faces = faces
        self.chain = chain
        used = [(chain.primary, try faces.shapingFont(chain.primary))]
    }

    /// For each scalar of a segment the index of its face in ``used``.
    mutating func assign(_ range: Range<Int>, of text: AnalyzedText) throws(TypographyError) -> [UInt16] {
        var result = [UInt16](repeating: 0, count: range.count)
        var start = range.lowerBound
        let primary = used[0].font
        while start < range.upperBound {
            let end = text.clusterEnd(start, limit: range.upperBound)
            let scalar = text.scalars[start]
            if end == start + 1, scalar < 0x231A, primary.maps(scalar) {
                start = end
                continue
            }
            let face = try choose(text.scalars[start..<end], script: text.scripts[start])
            for index in start..<end { result[index - range.lowerBound] = UInt16(clamping: face) }
            start = end
        }
        return result
    }

    /// The face that has the whole cluster, else its base, else the primary one, which draws its missing-glyph box.
    mutating func choose(_ cluster: ArraySlice<UInt32>, script: UInt32) throws(TypographyError) -> Int {
        let prefersColor = EmojiPresentation.prefersColor(cluster)
        if EmojiPresentation.refusesColor(cluster) {
            let found = try chain.first(script: script, prefersColor: false) { id throws(TypographyError) in
                let font = try faces.shapingFont(id)
                return !font.isColor && font.covers(cluster)
            }
            if let found { return try index(of: found) }
        }
        let whole = try chain.first(script: script, prefersColor: prefersColor) { id throws(TypographyError) in
            try faces.shapingFont(id).covers(cluster)
        }
        if let whole { return try index(of: whole) }
        let base = cluster.prefix(1)
        let partial = try chain.first(script: script, prefersColor: prefersColor) { id throws(TypographyError) in
            try faces.shapingFont(id).covers(base)
        }
        let face = try partial.map { id throws(TypographyError) in try index(of: id) } ?? 0
        for index in cluster.indices where !used[face].font.covers(cluster[index...index]) {
            if seen.insert(cluster[index]).inserted { missing.append(cluster[index]) }
        }
        return face
    }

    private mutating func index(of id: FontID) throws(TypographyError) -> Int {
        if let known = used.firstIndex(where: { $0.id == id }) { return known }
        used.append((id, try faces.shapingFont(id)))
        return used.count - 1
    }
}
