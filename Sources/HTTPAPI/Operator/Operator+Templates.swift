import Catalog
import Foundation
import Templates

extension Operator {
    /// Stores a template's document: a new revision where its slug exists, else a new template.
    public func pushTemplate(_ command: PushTemplate) async throws(OperatorError) -> TemplateListing {
        let organization = try await organization(command.organization)
        do throws(APIError) {
            let document = try CatalogDesk.CheckedDocument(Array(command.document.utf8), desk: desk)
            let slug = document.template.slug ?? command.fallbackSlug ?? Slug.suggested(by: document.template.name)
            if let slug, let current = try await current(slug, organization: organization.id) {
                let record = try await desk.updateTemplate(current, to: document, condition: nil, by: Self.person)
                return TemplateListing(record.summary, isNew: false)
            }
            let record = try await desk.createTemplate(
                document, fallbackSlug: slug, organization: organization.id, by: Self.person)
            return TemplateListing(record.summary, isNew: true)
        } catch {
            throw OperatorError(error)
        }
    }

    /// The document of a template.
    public func pullTemplate(
        _ reference: String, organization slug: String? = nil
    ) async throws(OperatorError) -> TemplateDocument {
        let organization = try await organization(slug)
        do throws(APIError) {
            let record = try await desk.template(reference, organization: organization.id)
            return TemplateDocument(
                id: record.id, slug: record.slug, revision: record.revision,
                document: String(decoding: record.document, as: UTF8.self))
        } catch {
            throw OperatorError(error)
        }
    }

    /// Lists all templates, newest first.
    public func listTemplates(organization slug: String? = nil) async throws(OperatorError) -> [TemplateListing] {
        let organization = try await organization(slug)
        return try await all { page throws(CatalogError) in
            try await store.templates(organizationID: organization.id, page: page)
        }.map { TemplateListing($0, isNew: false) }
    }

    /// Deletes a template by slug or id.
    public func deleteTemplate(
        _ reference: String, organization slug: String? = nil
    ) async throws(OperatorError) -> Done {
        let organization = try await organization(slug)
        do throws(APIError) {
            let current = try await desk.template(reference, organization: organization.id)
            try await desk.deleteTemplate(current, condition: nil)
            return Done()
        } catch {
            throw OperatorError(error)
        }
    }

    private func current(_ slug: String, organization: String) async throws(APIError) -> TemplateRecord? {
        do throws(CatalogError) {
            return try await store.template(organizationID: organization, idOrSlug: slug)
        } catch .notFound {
            return nil
        } catch {
            throw APIError(error)
        }
    }
}

extension TemplateListing {
    init(_ template: TemplateSummary, isNew: Bool) {
        self.init(
            id: template.id, slug: template.slug, name: template.name, revision: template.revision,
            updatedAt: template.updatedAt, isNew: isNew)
    }
}
