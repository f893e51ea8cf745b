/// The readable name of a template or organization in addresses: `[a-z0-9-]{1,64}`.
public enum Slug {
    /// Characters of the longest slug.
    public static let lengthLimit = 64

    /// Whether a text is a slug.
    public static func isValid(_ text: String) -> Bool {
        (1...lengthLimit).contains(text.utf8.count) && text.utf8.allSatisfy(isSlugByte)
    }

    /// The slug that a display name suggests: ASCII letters and digits in lower case, a dash for each run of
    /// anything else.
    ///
    /// - Returns: `nil` where the name has no ASCII letter or digit.
    public static func suggested(by name: String) -> String? {
        var bytes: [UInt8] = []
        var isGap = false
        for byte in name.lowercased().utf8 {
            guard isSlugByte(byte), byte != UInt8(ascii: "-") else {
                isGap = true
                continue
            }
            if isGap, !bytes.isEmpty { bytes.append(UInt8(ascii: "-")) }
            isGap = false
            bytes.append(byte)
        }
        bytes = Array(bytes.prefix(lengthLimit))
        if bytes.last == UInt8(ascii: "-") { bytes.removeLast() }
        return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
    }

    /// Refuses what is no slug.
    package static func check(_ text: String) throws(CatalogError) {
        guard isValid(text) else { throw .malformedSlug(text) }
    }

    private static func isSlugByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): true
        default: false
        }
    }
}
