import Catalog
import HTTPAPI
import HTTPTypes
import Hummingbird
import People
import Templates

/// What the routes of templates share.
extension ConsoleFront {
    static func subject(_ record: TemplateRecord) -> ActivityRecord.Subject {
        .init(type: "template", id: record.id, name: record.name)
    }

    /// The template of the path, by id or slug.
    func template(of exchange: ConsoleExchange) async throws(APIError) -> TemplateRecord {
        try await desk.template(exchange.parameter("template"), organization: exchange.place().organization.id)
    }

    /// A stored document as values.
    func template(from document: [UInt8]) throws(APIError) -> Template {
        do throws(ValidationFailure) {
            return try Template(json: document, limits: parts.limits)
        } catch {
            throw APIError(.renderError, "the stored template is no longer valid; save it again to see why")
        }
    }

    /// A document that was sent, checked whole; problems point into it.
    func checked(_ document: JSONValue) throws(APIError) -> CatalogDesk.CheckedDocument {
        try CatalogDesk.CheckedDocument(Array(document.prettyText.utf8), desk: desk)
    }

    /// One template with its document.
    func answer(
        _ record: TemplateRecord, _ template: Template, at place: ConsoleExchange.Place,
        status: HTTPResponse.Status = .ok
    ) async throws(APIError) -> Response {
        var members = Presentation.template(record.summary)
        members["createdBy"] = try await authors(in: place.organization.id).json(record.createdBy)
        members["width"] = .number(Double(template.width))
        members["height"] = .number(Double(template.height))
        members["document"] = template.document
        members["dynamicLayers"] = .array(template.dynamicLayers.map(\.json))
        return Response(
            status: status, json: Presentation.object(members), headers: [.eTag: "\"\(record.revision)\""])
    }

    /// The first of `card`, `card-2`, `card-3`… that is free.
    func freeSlug(_ base: String, at place: ConsoleExchange.Place) async throws(APIError) -> String {
        for number in 1...100 {
            let slug = number == 1 ? base : "\(base)-\(number)"
            do throws(CatalogError) {
                _ = try await parts.store.template(organizationID: place.organization.id, idOrSlug: slug)
            } catch .notFound {
                return slug
            } catch {
                throw APIError(error)
            }
        }
        throw APIError(.conflict, "there are a hundred of that name already; delete some")
    }

    /// The revision of a text such as a path's or a query's.
    func revision(_ text: String, at pointer: String) throws(APIError) -> Int {
        guard let number = Int(text), number > 0 else {
            throw APIError(pointer: pointer, "must be a revision's number")
        }
        return number
    }
}
