import Foundation

/// A template as lists show it.
public struct TemplateListing: Codable, Sendable, Equatable {
    public let id: String
    public let slug: String
    public let name: String
    public let revision: Int
    public let updatedAt: Date
    /// Whether a push made it, rather than a new revision of one that was there.
    public let isNew: Bool
}

/// A template's stored document.
public struct TemplateDocument: Codable, Sendable, Equatable {
    public let id: String
    public let slug: String
    public let revision: Int
    /// The JSON text as it was saved.
    public let document: String
}

/// Stores a document: a new template, or a new revision of the one that has its slug.
public struct PushTemplate: OperatorCommand {
    public static let path = "templates/push"
    public var organization: String?
    /// The JSON text of the template.
    public var document: String
    /// Used when the document names none, such as the file's name.
    public var fallbackSlug: String?

    public init(organization: String? = nil, document: String, fallbackSlug: String? = nil) {
        self.organization = organization
        self.document = document
        self.fallbackSlug = fallbackSlug
    }

    public func perform(on desk: Operator) async throws(OperatorError) -> TemplateListing {
        try await desk.pushTemplate(self)
    }
}

/// Reads one template's document by slug or id.
public struct PullTemplate: OperatorCommand {
    public static let path = "templates/pull"
    public var organization: String?
    public var template: String

    public init(organization: String? = nil, template: String) {
        self.organization = organization
        self.template = template
    }

    public func perform(on desk: Operator) async throws(OperatorError) -> TemplateDocument {
        try await desk.pullTemplate(template, organization: organization)
    }
}

/// Lists every template, newest first.
public struct ListTemplates: OperatorCommand {
    public static let path = "templates/list"
    public var organization: String?

    public init(organization: String? = nil) { self.organization = organization }

    public func perform(on desk: Operator) async throws(OperatorError) -> [TemplateListing] {
        try await desk.listTemplates(organization: organization)
    }
}

/// Deletes a template by slug or id.
public struct DeleteTemplate: OperatorCommand {
    public static let path = "templates/delete"
    public var organization: String?
    public var template: String

    public init(organization: String? = nil, template: String) {
        self.organization = organization
        self.template = template
    }

    public func perform(on desk: Operator) async throws(OperatorError) -> Done {
        try await desk.deleteTemplate(template, organization: organization)
    }
}
