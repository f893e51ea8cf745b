/// The name that people read, of an organization or a template: 1 to 200 scalars, no control characters.
public enum DisplayName {
    /// Unicode scalars of the longest name.
    public static let lengthLimit = 200

    /// Whether a text is a display name.
    public static func isValid(_ text: String) -> Bool {
        (1...lengthLimit).contains(text.unicodeScalars.count)
            && text.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
    }

    /// Refuses what is no display name.
    package static func check(_ text: String) throws(CatalogError) {
        guard isValid(text) else { throw .malformedName(text) }
    }
}
