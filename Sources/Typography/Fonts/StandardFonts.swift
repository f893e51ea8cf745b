/// The font files that the service knows by name: Inter, Noto and Noto Color Emoji as Debian packages them.
enum StandardFonts {
    struct File {
        let name: String
        let family: String
        let weight: Int
        let isItalic: Bool
        let index: Int
    }

    private static let interWeights: [(name: String, weight: Int)] = [
        ("Thin", 100), ("ExtraLight", 200), ("Light", 300), ("Regular", 400), ("Medium", 500), ("SemiBold", 600),
        ("Bold", 700), ("ExtraBold", 800), ("Black", 900),
    ]

    /// The faces of the Noto CJK collections, in file order.
    private static let cjkRegions = ["JP", "KR", "SC", "TC", "HK"]

    /// Noto Sans families for one script each: the name in the family, and the ISO 15924 tag.
    static let scripts: [(name: String, script: UInt32)] = scriptTable.split(separator: ",").map { entry in
        let parts = entry.split(separator: "=")
        let tag = parts[1].utf8.reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        return (String(parts[0].drop { $0.isWhitespace }), tag)
    }

    private static let scriptTable = """
        Adlam=Adlm,Arabic=Arab,Armenian=Armn,Balinese=Bali,Bamum=Bamu,Batak=Batk,Bengali=Beng,Buginese=Bugi,\
        Buhid=Buhd,Canadian Aboriginal=Cans,Chakma=Cakm,Cham=Cham,Cherokee=Cher,Coptic=Copt,Cuneiform=Xsux,\
        Deseret=Dsrt,Devanagari=Deva,Egyptian Hieroglyphs=Egyp,Ethiopic=Ethi,Georgian=Geor,Glagolitic=Glag,\
        Gothic=Goth,Grantha=Gran,Gujarati=Gujr,Gurmukhi=Guru,Hanifi Rohingya=Rohg,Hanunoo=Hano,Hebrew=Hebr,\
        Javanese=Java,Kannada=Knda,Kayah Li=Kali,Khmer=Khmr,Lao=Laoo,Lepcha=Lepc,Limbu=Limb,Lisu=Lisu,\
        Malayalam=Mlym,Mandaic=Mand,Meetei Mayek=Mtei,Miao=Plrd,Mongolian=Mong,Myanmar=Mymr,NKo=Nkoo,\
        New Tai Lue=Talu,Ogham=Ogam,Ol Chiki=Olck,Old Italic=Ital,Old Persian=Xpeo,Old Turkic=Orkh,Oriya=Orya,\
        Osage=Osge,Osmanya=Osma,PhagsPa=Phag,Phoenician=Phnx,Rejang=Rjng,Runic=Runr,Samaritan=Samr,Saurashtra=Saur,\
        Sharada=Shrd,Shavian=Shaw,Sinhala=Sinh,Sundanese=Sund,Syloti Nagri=Sylo,Syriac=Syrc,Tagalog=Tglg,\
        Tagbanwa=Tagb,Tai Le=Tale,Tai Tham=Lana,Tai Viet=Tavt,Tamil=Taml,Telugu=Telu,Thaana=Thaa,Thai=Thai,\
        Tibetan=Tibt,Tifinagh=Tfng,Tirhuta=Tirh,Ugaritic=Ugar,Vai=Vaii,Wancho=Wcho,Yi=Yiii
        """

    /// Every known file and face; those that are not installed are skipped.
    static var files: [File] { inter + notoLatin + notoScripts + cjk + [emoji] }

    private static let emoji = File(
        name: "NotoColorEmoji.ttf", family: "Noto Color Emoji", weight: 400, isItalic: false, index: 0)

    private static var inter: [File] {
        [("Inter", "Inter"), ("InterDisplay", "Inter Display")].flatMap { prefix, family in
            interWeights.flatMap { style, weight in
                [
                    File(name: "\(prefix)-\(style).otf", family: family, weight: weight, isItalic: false, index: 0),
                    File(
                        name: "\(prefix)-\(style == "Regular" ? "" : style)Italic.otf", family: family, weight: weight,
                        isItalic: true, index: 0),
                ]
            }
        }
    }

    private static var notoLatin: [File] {
        [("NotoSans", "Noto Sans"), ("NotoSerif", "Noto Serif"), ("NotoSansMono", "Noto Sans Mono")]
            .flatMap { prefix, family in
                [("Regular", 400, false), ("Italic", 400, true), ("Bold", 700, false), ("BoldItalic", 700, true)]
                    .map { style, weight, isItalic in
                        File(
                            name: "\(prefix)-\(style).ttf", family: family, weight: weight, isItalic: isItalic, index: 0
                        )
                    }
            }
    }

    private static var notoScripts: [File] {
        let names = scripts.map(\.name) + ["Symbols", "Symbols2", "Math"]
        let sans = names.map { ("NotoSans", "Noto Sans", $0) }
        let serif = ["Armenian", "Devanagari", "Georgian", "Hebrew", "Thai", "Tibetan"].map {
            ("NotoSerif", "Noto Serif", $0)
        }
        return (sans + serif).flatMap { prefix, family, name in
            [("Regular", 400), ("Bold", 700)].map { style, weight in
                File(
                    name: "\(prefix)\(name.filter { $0 != " " })-\(style).ttf", family: "\(family) \(name)",
                    weight: weight, isItalic: false, index: 0)
            }
        }
    }

    private static var cjk: [File] {
        [("Regular", 400), ("Bold", 700)].flatMap { style, weight in
            cjkRegions.enumerated().flatMap { index, region in
                [
                    File(
                        name: "NotoSansCJK-\(style).ttc", family: "Noto Sans CJK \(region)", weight: weight,
                        isItalic: false, index: index),
                    File(
                        name: "NotoSansCJK-\(style).ttc", family: "Noto Sans Mono CJK \(region)", weight: weight,
                        isItalic: false, index: index + cjkRegions.count),
                    File(
                        name: "NotoSerifCJK-\(style).ttc", family: "Noto Serif CJK \(region)", weight: weight,
                        isItalic: false, index: index),
                ]
            }
        }
    }
}
