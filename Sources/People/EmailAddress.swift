import Foundation

/// An address to sign in with. Only its form is looked at; that it is read shows when a link sent to it is used.
public enum EmailAddress {
    /// Bytes of the longest address (RFC 5321, 4.5.3.1).
    static let byteLimit = 254

    /// The one form that is compared and stored: without white space around it, in lower case.
    ///
    /// - Throws: ``PeopleError/malformedEmail``.
    public static func normalized(_ text: String) throws(PeopleError) -> String {
        let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines).lowercased()
        let parts = trimmed.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, trimmed.utf8.count <= byteLimit, !parts[0].isEmpty, parts[0].utf8.count <= 64,
            isDomain(parts[1]), trimmed.unicodeScalars.allSatisfy(isAllowed)
        else { throw .malformedEmail }
        return trimmed
    }

    private static func isDomain(_ text: Substring) -> Bool {
        let labels = text.split(separator: ".", omittingEmptySubsequences: false)
        return labels.allSatisfy { !$0.isEmpty && !$0.hasPrefix("-") && !$0.hasSuffix("-") }
    }

    /// What could break a header or a line of a list is no part of an address.
    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        guard !scalar.properties.isWhitespace, !"<>()[],;:\\\"".unicodeScalars.contains(scalar) else { return false }
        let category = scalar.properties.generalCategory
        return category != .control && category != .format && category != .unassigned && category != .surrogate
    }
}
