import Foundation

/// Where a page ended: the last item's place in its list.
///
/// Callers get it as an opaque text, base64url of `order.id`.
public struct Cursor: Sendable, Equatable, Comparable {
    /// What the list is ordered by, newest first: milliseconds since 1970, or a revision's number.
    public let order: Int64
    /// Tells items of the same order apart.
    public let id: String

    package init(order: Int64, id: String) {
        self.order = order
        self.id = id
    }

    /// Older than every cursor is younger: the place before the first item.
    package static let start = Cursor(order: .max, id: "")

    public static func < (one: Cursor, other: Cursor) -> Bool {
        (one.order, one.id) < (other.order, other.id)
    }

    /// The opaque text.
    public var text: String {
        Data("\(order).\(id)".utf8).base64EncodedString()
            .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }

    /// Reads an opaque text.
    ///
    /// - Parameter kind: What the list holds; another list's cursor is refused.
    /// - Throws: ``CatalogError/malformedCursor`` for anything that ``text`` never gives.
    package init(text: String, of kind: Identifier.Kind) throws(CatalogError) {
        // No cursor is longer than 20 digits, a dot and an identifier in base64.
        guard text.utf8.count <= 80 else { throw .malformedCursor }
        let base64 = text.replacing("-", with: "+").replacing("_", with: "/")
        let padding = String(repeating: "=", count: (4 - base64.utf8.count % 4) % 4)
        guard let data = Data(base64Encoded: base64 + padding) else { throw .malformedCursor }
        let parts = String(decoding: data, as: UTF8.self).split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, let order = Int64(parts[0]), Identifier.isWellFormed(String(parts[1]), kind) else {
            throw .malformedCursor
        }
        self.init(order: order, id: String(parts[1]))
        guard self.text == text else { throw .malformedCursor }
    }
}
