/// What one worker needs to turn text into glyphs: faces, a shaping buffer, break iterators. Not thread-safe.
final class TextResources {
    let faces: FaceTable
    let shaper: Shaper
    let clusterBreaker: Breaker
    private var lineBreakers: [String: Breaker] = [:]
    private var lastLanguage: (tag: String?, language: TextLanguage) = (nil, TextLanguage(nil))

    init(fonts: FontCollection) throws(TypographyError) {
        faces = try FaceTable(collection: fonts)
        shaper = try Shaper()
        clusterBreaker = try Breaker()
    }

    /// The line breaker of a language: few differ from the default one, so few are kept.
    func lineBreaker(_ language: TextLanguage) throws(TypographyError) -> Breaker {
        let key = language.lineBreaking
        if let open = lineBreakers[key] { return open }
        let made = try Breaker(linesOf: key)
        lineBreakers[key] = made
        return made
    }

    func language(_ tag: String?) -> TextLanguage {
        if lastLanguage.tag != tag { lastLanguage = (tag, TextLanguage(tag)) }
        return lastLanguage.language
    }
}
