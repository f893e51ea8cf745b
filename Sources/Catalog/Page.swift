import Limit

/// An item of a list that is read page by page.
public protocol PageItem: Sendable {
    /// The item's place in its list.
    var position: Cursor { get }
}

/// Which part of a list is wanted.
public struct PageRequest: Sendable, Equatable {
    /// The cursor that the page before gave; `nil` for the first page.
    public let cursor: String?
    /// Items at most.
    public let limit: Int

    /// Checks the size of the page. The cursor is checked by the list that it is used on.
    ///
    /// - Throws: ``CatalogError/pageLimitOutOfRange(maximum:)``.
    public init(cursor: String? = nil, limit: Int, limits: Limits.Server = .init()) throws(CatalogError) {
        guard (1...max(1, limits.pageItems)).contains(limit) else {
            throw .pageLimitOutOfRange(maximum: limits.pageItems)
        }
        self.cursor = cursor
        self.limit = limit
    }

    /// Where the page starts: items below this place belong to it.
    package func start(of kind: Identifier.Kind) throws(CatalogError) -> Cursor {
        guard let cursor else { return .start }
        return try Cursor(text: cursor, of: kind)
    }
}

/// A part of a list, newest first.
public struct Page<Item: PageItem>: Sendable {
    public let items: [Item]
    /// Gives the next page; `nil` where this is the last.
    public let nextCursor: String?

    /// Cuts a page from what was read: one item more than asked for tells that there is a next page.
    ///
    /// - Parameter found: Items in order, `limit + 1` of them where there are so many.
    package init(found: [Item], limit: Int) {
        items = Array(found.prefix(limit))
        nextCursor = found.count > limit ? items.last?.position.text : nil
    }

    init(items: [Item], nextCursor: String?) {
        self.items = items
        self.nextCursor = nextCursor
    }

    /// Cuts a page from all items of a list, in any order.
    package init(of all: some Sequence<Item>, below start: Cursor, limit: Int) {
        let found = all.filter { $0.position < start }.sorted { $0.position > $1.position }
        self.init(found: found, limit: limit)
    }
}

extension Page: Equatable where Item: Equatable {}
