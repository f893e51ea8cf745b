import Limit

/// The kinds of text that properties hold.
enum StringRule: Sendable {
    /// The characters that a text layer shows.
    case text
    /// A template's name for people.
    case title
    case slug
    case layerName
    case fontFamily
    case language
    case source
    case pathData

    private static let titleScalars = 200
    private static let familyScalars = 200

    /// The rule in words.
    func phrase(_ limits: Limits) -> String {
        switch self {
        case .text:
            "a text of at most \(limits.text.scalarsPerLayer) characters, with at most"
                + " \(limits.text.combiningMarksPerBase) combining marks on one base"
        case .title: "a text of 1 to \(Self.titleScalars) characters without control characters"
        case .slug: "a slug: 1 to 64 of a–z, 0–9 and -"
        case .layerName: "a name: 1 to 64 of A–Z, a–z, 0–9, _ and -"
        case .fontFamily: "the name of one font family (a list of names is a fallback order)"
        case .language: "a language tag such as `en` or `zh-Hant`"
        case .source: "`asset:NAME`, an https URL, or a data URL in base64"
        case .pathData: "SVG path data"
        }
    }

    /// The rule as a regular expression of JSON Schema, where it is one.
    var pattern: String? {
        switch self {
        case .slug: "^[a-z0-9-]{1,64}$"
        case .layerName: "^[A-Za-z0-9_-]{1,64}$"
        case .fontFamily: "^[^,\\u0000-\\u001f\\u007f]+$"
        case .language: "^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$"
        case .source: "^(asset:[A-Za-z0-9._-]{1,128}$|https://|data:)"
        case .title: "^[^\\u0000-\\u001f\\u007f-\\u009f]*$"
        case .text, .pathData: nil
        }
    }

    /// The fewest and the most characters (Unicode scalars).
    func length(_ limits: Limits) -> (minimum: Int, maximum: Int?) {
        switch self {
        case .text: (0, limits.text.scalarsPerLayer)
        case .title: (1, Self.titleScalars)
        case .slug, .layerName: (1, 64)
        case .fontFamily: (1, Self.familyScalars)
        case .language: (2, 35)
        case .source: (1, nil)
        case .pathData: (0, nil)
        }
    }

    /// Whether a text follows the rule. What sources and path data mean is read by their own parsers.
    func accepts(_ text: String, _ limits: Limits) -> Bool {
        let (minimum, maximum) = length(limits)
        guard text.utf8.count >= minimum else { return false }
        // No text has more scalars than bytes.
        if let maximum, text.utf8.count > maximum, text.unicodeScalars.count > maximum { return false }
        switch self {
        case .text: return CombiningMarks.longestRun(in: text) <= limits.text.combiningMarksPerBase
        case .title: return !text.unicodeScalars.contains { $0.properties.generalCategory == .control }
        case .slug: return text.utf8.allSatisfy { Self.isLowerOrDigit($0) || $0 == UInt8(ascii: "-") }
        case .layerName:
            return text.utf8.allSatisfy {
                Self.isLetterOrDigit($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_")
            }
        case .fontFamily: return !text.unicodeScalars.contains { $0 == "," || $0.value < 0x20 || $0.value == 0x7F }
        case .language: return Self.isLanguage(text)
        case .source, .pathData: return true
        }
    }

    private static func isLowerOrDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        isLowerOrDigit(byte) || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
    }

    private static func isLanguage(_ text: String) -> Bool {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard text.utf8.allSatisfy({ isLetterOrDigit($0) || $0 == UInt8(ascii: "-") }), let first = parts.first else {
            return false
        }
        return (2...8).contains(first.utf8.count) && !first.utf8.contains { $0 < UInt8(ascii: "A") }
            && parts.dropFirst().allSatisfy { (1...8).contains($0.utf8.count) }
    }
}

/// Counts marks that stack on one base character.
enum CombiningMarks {
    /// The most marks between two scalars that are neither mark nor format character.
    static func longestRun(in text: String) -> Int {
        // Marks start at U+0300, whose first byte is 0xCC.
        guard text.utf8.contains(where: { $0 >= 0xCC }) else { return 0 }
        var (longest, run) = (0, 0)
        for scalar in text.unicodeScalars {
            guard scalar.value >= 0x300 else {
                run = 0
                continue
            }
            switch scalar.properties.generalCategory {
            case .nonspacingMark, .enclosingMark, .spacingMark:
                run += 1
                longest = max(longest, run)
            case .format: break
            default: run = 0
            }
        }
        return longest
    }
}
