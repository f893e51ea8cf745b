/// Which families stand in for scalars that the requested ones lack, by script and by region.
struct FallbackFamilies: Sendable {
    /// How a region writes Han characters.
    enum Han: Int, Sendable { case japanese, korean, simplified, traditional, hongKong }

    /// CSS's generic names to family names in order of preference, all lower case.
    let generic: [String: [String]]
    /// The first families, in order, for all scripts.
    let general: [String]
    /// ISO 15924 tag, as HarfBuzz packs it, to family.
    let byScript: [UInt32: String]
    /// Symbols, after the script's own family.
    let symbols: [String]
    let colorEmoji: String

    func han(_ region: Han, isSerif: Bool) -> String {
        let suffix =
            switch region {
            case .japanese: "JP"
            case .korean: "KR"
            case .simplified: "SC"
            case .traditional: "TC"
            case .hongKong: "HK"
            }
        return "Noto \(isSerif ? "Serif" : "Sans") CJK \(suffix)"
    }

    static let standard = FallbackFamilies(
        generic: [
            "sans-serif": ["inter"], "system-ui": ["inter"], "ui-sans-serif": ["inter"], "serif": ["noto serif"],
            "ui-serif": ["noto serif"], "monospace": ["noto sans mono", "noto sans mono cjk jp"],
            "ui-monospace": ["noto sans mono", "noto sans mono cjk jp"],
        ],
        general: ["Inter", "Noto Sans"],
        byScript: StandardFonts.scripts.reduce(into: [:]) {
            $0[$1.script] = ($1.name == "Tibetan" ? "Noto Serif " : "Noto Sans ") + $1.name
        },
        symbols: ["Noto Sans Symbols2", "Noto Sans Symbols", "Noto Sans Math"],
        colorEmoji: "Noto Color Emoji")
}
