import Catalog
import Foundation

/// The name that a person is listed by.
public enum PersonName {
    /// The name without white space around it.
    ///
    /// - Throws: ``PeopleError/malformedName``.
    public static func checked(_ text: String) throws(PeopleError) -> String {
        let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard DisplayName.isValid(trimmed) else { throw .malformedName }
        return trimmed
    }
}
