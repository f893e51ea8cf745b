import CHarfBuzz
import CICU

/// A BCP 47 tag reduced to what shaping, breaking and fallback tell apart, so that strangers cannot fill caches.
struct TextLanguage: Sendable, Equatable {
    /// The primary subtag, or nothing where ICU does not know it.
    let primary: String
    /// For HarfBuzz: the primary subtag, with script and region for Chinese.
    let shaping: String
    /// Whose Han characters; nothing where the text decides.
    let han: FallbackFamilies.Han?

    private static let lineBreakers: Set<String> = ["ja", "ko", "zh"]

    /// The language whose line-breaking rules differ from the default ones, or nothing.
    var lineBreaking: String { Self.lineBreakers.contains(primary) ? primary : "" }

    init(_ tag: String?) {
        let subtags = (tag ?? "").utf8.prefix(32).split { $0 == 0x2D || $0 == 0x5F }
            .map { String(decoding: $0, as: UTF8.self).lowercased() }
        guard let first = subtags.first, first.utf8.count <= 3, unsafe icu_is_language(first) else {
            primary = ""
            shaping = ""
            han = nil
            return
        }
        primary = first
        let rest = Set(subtags.dropFirst())
        switch first {
        case "ja": (shaping, han) = ("ja", .japanese)
        case "ko": (shaping, han) = ("ko", .korean)
        case "zh" where rest.contains("hk") || rest.contains("mo"): (shaping, han) = ("zh-hk", .hongKong)
        case "zh" where rest.contains("hant") || rest.contains("tw"): (shaping, han) = ("zh-hant", .traditional)
        case "zh": (shaping, han) = ("zh-hans", .simplified)
        case "yue": (shaping, han) = ("zh-hk", .hongKong)
        default: (shaping, han) = (first, nil)
        }
    }

    /// HarfBuzz's interned language; it keeps every string for good, hence the reduction above.
    var harfBuzz: hb_language_t? { shaping.isEmpty ? nil : unsafe hb_language_from_string(shaping, -1) }
}

/// `text-transform`, by the language's full case mappings.
enum CaseTransform {
    static func apply(
        _ transform: TextRequest.Transform, language: TextLanguage, to scalars: [UInt32]
    ) throws(TypographyError) -> [UInt32] {
        let which: icu_case
        switch transform {
        case .none: return scalars
        case .uppercase: which = ICU_CASE_UPPER
        case .lowercase: which = ICU_CASE_LOWER
        case .capitalize: which = ICU_CASE_TITLE
        }
        // One scalar becomes at most three.
        var result = [UInt32](repeating: 0, count: scalars.count * 3)
        let count = unsafe icu_change_case(
            which, language.primary, scalars, Int32(scalars.count), &result, Int32(result.count))
        guard count >= 0, Int(count) <= result.count else { throw .libraryFailed(.icu, status: Int(count)) }
        result.removeLast(result.count - Int(count))
        return result
    }
}
