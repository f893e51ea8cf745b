import Catalog
import People
import Templates

extension CatalogDesk {
    /// A document that was checked, with what the store wants to know of it.
    package struct CheckedDocument: Sendable {
        package let template: Template
        package let bytes: [UInt8]

        /// Checks a document whole.
        ///
        /// - Throws: A validation error with every problem, or a 413.
        package init(_ bytes: [UInt8], desk: CatalogDesk) throws(APIError) {
            guard bytes.count <= desk.limits.template.documentBytes else {
                throw APIError(
                    .payloadTooLarge, "a template may have \(desk.limits.template.documentBytes) bytes at most")
            }
            do throws(ValidationFailure) {
                template = try Template(json: bytes, limits: desk.limits)
            } catch {
                throw APIError(error)
            }
            self.bytes = bytes
        }
    }

    /// Saves a new template.
    package func createTemplate(
        _ document: CheckedDocument, fallbackSlug: String? = nil, organization: String, by creator: String
    ) async throws(APIError) -> TemplateRecord {
        let name = document.template.name
        guard let slug = document.template.slug ?? fallbackSlug ?? Slug.suggested(by: name) else {
            throw APIError(pointer: "/slug", "the name suggests no slug; give one")
        }
        do throws(CatalogError) {
            let record = try await store.createTemplate(
                id: makeID(.template), organizationID: organization, save(document, slug: slug, by: creator))
            await didChange(.template(organization: organization))
            events.publish(ChangeEvent(.template, "create", id: record.id, organization: organization))
            await note("template.create", Self.subject(record.summary), organization: organization)
            return record
        } catch {
            throw APIError(error)
        }
    }

    /// Saves the next revision of a template that exists.
    ///
    /// - Parameter condition: `If-Match` in its parsed form.
    package func updateTemplate(
        _ current: TemplateRecord, to document: CheckedDocument, condition: EntityTags?, by author: String
    ) async throws(APIError) -> TemplateRecord {
        let expected = try Self.expectedRevision(condition, current: current)
        let save = save(document, slug: document.template.slug ?? current.slug, by: author)
        do throws(CatalogError) {
            let record = try await store.updateTemplate(
                organizationID: current.organizationID, idOrSlug: current.id, save, expecting: expected)
            await didChange(.template(organization: current.organizationID))
            events.publish(
                ChangeEvent(.template, "update", id: record.id, organization: current.organizationID))
            await note(
                "template.update", Self.subject(record.summary), organization: current.organizationID,
                detail: "revision \(record.revision)")
            return record
        } catch {
            throw APIError(error)
        }
    }

    /// Deletes a template.
    package func deleteTemplate(_ current: TemplateRecord, condition: EntityTags?) async throws(APIError) {
        let expected = try Self.expectedRevision(condition, current: current)
        do throws(CatalogError) {
            try await store.deleteTemplate(
                organizationID: current.organizationID, idOrSlug: current.id, expecting: expected)
        } catch {
            throw APIError(error)
        }
        await didChange(.template(organization: current.organizationID))
        events.publish(ChangeEvent(.template, "delete", id: current.id, organization: current.organizationID))
        await note("template.delete", Self.subject(current.summary), organization: current.organizationID)
    }

    /// The template with this id or slug.
    package func template(_ reference: String, organization: String) async throws(APIError) -> TemplateRecord {
        do throws(CatalogError) {
            return try await store.template(organizationID: organization, idOrSlug: reference)
        } catch .notFound {
            throw APIError(.notFound, "there is no template \(Redaction.quoted(reference))")
        } catch {
            throw APIError(error)
        }
    }

    private func save(_ document: CheckedDocument, slug: String, by author: String) -> TemplateSave {
        TemplateSave(
            slug: slug, name: document.template.name, document: document.bytes, uses: document.template.assetNames,
            savedAt: now(), savedBy: author)
    }

    private static func subject(_ template: TemplateSummary) -> ActivityRecord.Subject {
        .init(type: "template", id: template.id, name: template.name)
    }

    /// The revision that a write must meet: the store compares it once more, in the same step as the write.
    private static func expectedRevision(
        _ condition: EntityTags?, current: TemplateRecord
    ) throws(APIError) -> Int? {
        guard let condition else { return nil }
        guard condition.matchesStrongly(String(current.revision)) else {
            throw APIError(CatalogError.revisionMismatch(current: current.revision))
        }
        return condition == .any ? nil : current.revision
    }
}
