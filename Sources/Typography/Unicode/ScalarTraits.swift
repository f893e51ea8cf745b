import CICU

/// Properties of one scalar, from ICU.
struct ScalarTraits {
    private let bits: UInt32

    init(_ scalar: UInt32) { bits = icu_scalar_traits(scalar) }

    var isEmojiPresentation: Bool { bits & UInt32(ICU_EMOJI_PRESENTATION) != 0 }
    var isPictographic: Bool { bits & UInt32(ICU_EXTENDED_PICTOGRAPHIC) != 0 }
    var isEmojiModifier: Bool { bits & UInt32(ICU_EMOJI_MODIFIER) != 0 }
    var isDefaultIgnorable: Bool { bits & UInt32(ICU_DEFAULT_IGNORABLE) != 0 }
    var isMark: Bool { bits & UInt32(ICU_MARK) != 0 }
    var isLetter: Bool { bits & UInt32(ICU_LETTER) != 0 }
    var isVirama: Bool { bits & UInt32(ICU_VIRAMA) != 0 }
}

/// Whether a cluster asks for colour or for text: https://www.unicode.org/reports/tr51/#Presentation_Style.
enum EmojiPresentation {
    private static let textSelector: UInt32 = 0xFE0E
    private static let emojiSelector: UInt32 = 0xFE0F
    private static let joiner: UInt32 = 0x200D

    static func prefersColor(_ cluster: ArraySlice<UInt32>) -> Bool {
        guard let first = cluster.first else { return false }
        if cluster.count == 1 { return first >= 0x231A && ScalarTraits(first).isEmojiPresentation }
        if cluster.contains(emojiSelector) { return true }
        if cluster.contains(textSelector) { return false }
        guard first >= 0xA9 else { return false }
        let traits = ScalarTraits(first)
        if traits.isEmojiPresentation { return true }
        guard traits.isPictographic else { return false }
        return cluster.dropFirst().contains { $0 == joiner || ($0 >= 0x1F3FB && ScalarTraits($0).isEmojiModifier) }
    }

    /// True where the cluster asks for text by a selector, so that even a requested colour font comes last.
    static func refusesColor(_ cluster: ArraySlice<UInt32>) -> Bool {
        cluster.count > 1 && cluster.contains(textSelector)
    }
}
