/// The order in which faces are asked for a cluster: the requested families, the script's own, then the rest.
struct FaceChain {
    struct Style: Hashable {
        let families: [String]
        let weight: Int
        let isItalic: Bool
        let han: FallbackFamilies.Han
    }

    /// The requested families that are there, then the general ones. Never empty.
    let requested: [FontID]
    let primary: FontID
    /// Families that were asked for and are not there.
    let missingFamilies: [String]
    let colorEmoji: FontID?
    private let byScript: [UInt32: FontID]
    private let others: [FontID]

    init(_ style: Style, in collection: FontCollection) {
        func match(_ family: String) -> FontID? {
            collection.match(family: family, weight: style.weight, isItalic: style.isItalic)
        }
        let families = collection.fallback
        missingFamilies = style.families.filter { !collection.has(family: $0) }
        let wanted = (style.families + families.general).compactMap(match)
        requested = wanted.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
        primary = requested.first ?? FontID(face: 0, variationWeight: 0)
        let isSerif = collection.face(primary)?.family.lowercased().contains("serif") ?? false
        let han = [isSerif, !isSerif].compactMap { match(families.han(style.han, isSerif: $0)) }
        colorEmoji = match(families.colorEmoji)
        var byScript = families.byScript.compactMapValues(match)
        for script in [Scripts.han, Scripts.hiragana, Scripts.katakana, Scripts.hangul, Scripts.bopomofo] {
            byScript[script] = han.first
        }
        self.byScript = byScript
        others = families.symbols.compactMap(match) + han + [colorEmoji].compactMap(\.self)
    }

    /// Visits faces in order until one is taken.
    func first(
        script: UInt32, prefersColor: Bool, where isFit: (FontID) throws(TypographyError) -> Bool
    ) throws(TypographyError) -> FontID? {
        if prefersColor, let colorEmoji, try isFit(colorEmoji) { return colorEmoji }
        for id in requested where try isFit(id) { return id }
        if let own = byScript[script], try isFit(own) { return own }
        for id in others where try isFit(id) { return id }
        return nil
    }
}
