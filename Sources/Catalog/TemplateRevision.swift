import Foundation

/// One save of a template. It never changes.
public struct TemplateRevision: Sendable, Equatable {
    public let templateID: String
    public let revision: Int
    public let name: String
    /// The JSON document, byte for byte as it was saved.
    public let document: [UInt8]
    public let savedAt: Date
    public let savedBy: String

    package init(
        templateID: String, revision: Int, name: String, document: [UInt8], savedAt: Date, savedBy: String
    ) {
        self.templateID = templateID
        self.revision = revision
        self.name = name
        self.document = document
        self.savedAt = savedAt.storable
        self.savedBy = savedBy
    }

    /// All but the document.
    public var summary: TemplateRevisionSummary {
        TemplateRevisionSummary(
            templateID: templateID, revision: revision, name: name, savedAt: savedAt, savedBy: savedBy)
    }
}

/// A revision in a list: all but the document.
public struct TemplateRevisionSummary: Sendable, Equatable, PageItem {
    public let templateID: String
    public let revision: Int
    public let name: String
    public let savedAt: Date
    public let savedBy: String

    package init(templateID: String, revision: Int, name: String, savedAt: Date, savedBy: String) {
        self.templateID = templateID
        self.revision = revision
        self.name = name
        self.savedAt = savedAt.storable
        self.savedBy = savedBy
    }

    public var position: Cursor { Cursor(order: Int64(revision), id: templateID) }
}

/// What a caller gives to make a template or a new revision of one.
public struct TemplateSave: Sendable, Equatable {
    public let slug: String
    public let name: String
    /// A valid document: the store does not read it.
    public let document: [UInt8]
    /// Names of all assets that the document uses; they cannot be deleted while this revision is current.
    public let uses: Set<String>
    public let savedAt: Date
    public let savedBy: String

    /// Makes the value; the store checks slug and name.
    public init(slug: String, name: String, document: [UInt8], uses: Set<String>, savedAt: Date, savedBy: String) {
        self.slug = slug
        self.name = name
        self.document = document
        self.uses = uses
        self.savedAt = savedAt.storable
        self.savedBy = savedBy
    }

    /// Refuses a slug or name that is none.
    package func check() throws(CatalogError) {
        try Slug.check(slug)
        try DisplayName.check(name)
    }
}
