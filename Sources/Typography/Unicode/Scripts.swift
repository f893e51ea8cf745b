import CHarfBuzz

/// Which script each scalar is shaped by: UAX 24 with Common and Inherited resolved to their neighbours.
enum Scripts {
    static let common = tag("Zyyy")
    static let inherited = tag("Zinh")
    static let latin = tag("Latn")
    static let han = tag("Hani")
    static let hiragana = tag("Hira")
    static let katakana = tag("Kana")
    static let hangul = tag("Hang")
    static let bopomofo = tag("Bopo")

    /// Scripts whose letters join, which `letterSpacing` must not tear apart.
    private static let cursive = Set(["Arab", "Syrc", "Mong", "Nkoo", "Mand", "Phag", "Rohg", "Adlm"].map(tag))
    private static let eastAsian: Set<UInt32> = [han, hiragana, katakana, hangul, bopomofo]

    static func isCursive(_ script: UInt32) -> Bool { cursive.contains(script) }
    static func isEastAsian(_ script: UInt32) -> Bool { eastAsian.contains(script) }

    static func tag(_ name: String) -> UInt32 { name.utf8.reduce(UInt32(0)) { $0 << 8 | UInt32($1) } }

    /// The scalar's own script, by its ISO 15924 tag.
    static func script(of scalar: UInt32) -> UInt32 {
        if scalar < 0xAA {
            let isLetter = (0x41...0x5A).contains(scalar) || (0x61...0x7A).contains(scalar)
            return isLetter ? latin : common
        }
        return unsafe hb_unicode_script(hb_unicode_funcs_get_default(), scalar).rawValue
    }

    /// Common and Inherited scalars take the script before them, at the start the first one after; Latin if none.
    static func resolve(_ scalars: ArraySlice<UInt32>) -> [UInt32] {
        var scripts = [UInt32](repeating: 0, count: scalars.count)
        var current: UInt32?
        for (index, scalar) in scalars.enumerated() {
            let own = script(of: scalar)
            if own == common || own == inherited {
                scripts[index] = current ?? 0
                continue
            }
            if current == nil {
                for earlier in 0..<index { scripts[earlier] = own }
            }
            current = own
            scripts[index] = own
        }
        return current == nil ? scripts.map { _ in latin } : scripts
    }
}
