/// The name by which templates use an asset (`asset:NAME`): `[A-Za-z0-9._-]{1,128}`, case counts.
///
/// ASCII only, so that two spellings of one name cannot look alike and differ, or differ and be one.
public enum AssetName {
    /// Characters of the longest name.
    public static let lengthLimit = 128

    /// Whether a text is an asset's name.
    public static func isValid(_ text: String) -> Bool {
        (1...lengthLimit).contains(text.utf8.count) && text.utf8.allSatisfy(isNameByte)
    }

    /// Refuses what is no asset's name.
    package static func check(_ text: String) throws(CatalogError) {
        guard isValid(text) else { throw .malformedName(text) }
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"):
            true
        default: false
        }
    }
}
