import Foundation

/// A template as it is now.
public struct TemplateRecord: Sendable, Equatable {
    /// `tmpl_…`; stays the same over all revisions.
    public let id: String
    public let organizationID: String
    /// Unique in the organization.
    public let slug: String
    public let name: String
    /// 1 for the first save, one more with each.
    public let revision: Int
    /// The JSON document, byte for byte as it was saved.
    public let document: [UInt8]
    /// When the first revision was saved.
    public let createdAt: Date
    /// When this revision was saved.
    public let updatedAt: Date
    /// Who saved the first revision.
    public let createdBy: String

    /// Makes the value; dates become whole milliseconds.
    public init(
        id: String, organizationID: String, slug: String, name: String, revision: Int, document: [UInt8],
        createdAt: Date, updatedAt: Date, createdBy: String
    ) {
        self.id = id
        self.organizationID = organizationID
        self.slug = slug
        self.name = name
        self.revision = revision
        self.document = document
        self.createdAt = createdAt.storable
        self.updatedAt = updatedAt.storable
        self.createdBy = createdBy
    }

    /// All but the document.
    public var summary: TemplateSummary {
        TemplateSummary(
            id: id, organizationID: organizationID, slug: slug, name: name, revision: revision,
            createdAt: createdAt, updatedAt: updatedAt, createdBy: createdBy)
    }
}

/// A template in a list: all but the document, so that a page stays small whatever the documents weigh.
public struct TemplateSummary: Sendable, Equatable, PageItem {
    public let id: String
    public let organizationID: String
    public let slug: String
    public let name: String
    public let revision: Int
    public let createdAt: Date
    public let updatedAt: Date
    public let createdBy: String

    package init(
        id: String, organizationID: String, slug: String, name: String, revision: Int,
        createdAt: Date, updatedAt: Date, createdBy: String
    ) {
        self.id = id
        self.organizationID = organizationID
        self.slug = slug
        self.name = name
        self.revision = revision
        self.createdAt = createdAt
        self.updatedAt = updatedAt
        self.createdBy = createdBy
    }

    public var position: Cursor { Cursor(order: createdAt.wholeMilliseconds, id: id) }
}
