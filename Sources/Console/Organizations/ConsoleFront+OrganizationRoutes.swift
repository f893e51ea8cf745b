import Catalog
import HTTPAPI
import HTTPTypes
import Hummingbird
import People
import Templates

extension ConsoleFront {
    private static let name = Field.required("name", .text(maximumBytes: 1_000), "The name that people read.")

    /// Organizations themselves.
    static let organizationRoutes: [ConsoleRoute] = [
        ConsoleRoute(
            .post, "/orgs", .person, "Make another organization and own it.", body: .fields([name]),
            answer: (201, "application/json")
        ) { console, exchange throws(APIError) in try await console.createOrganization(exchange) },
        ConsoleRoute(.get, "", .member(.viewOrganization), "One organization.") {
            _, exchange throws(APIError) in
            let place = try exchange.place()
            return Response(json: ConsoleAnswers.organization(place.organization, role: place.role))
        },
        ConsoleRoute(.patch, "", .member(.renameOrganization), "Rename it.", body: .fields([name])) {
            console, exchange throws(APIError) in try await console.renameOrganization(exchange)
        },
    ]

    private func createOrganization(_ exchange: ConsoleExchange) async throws(APIError) -> Response {
        let fields = try await exchange.fields()
        let person = try exchange.session().person
        let limit = people.limits.organizationsPerPerson
        let places = try await api { () throws(PeopleError) in
            try await people.store.memberships(personID: person.id)
        }
        guard places.count < limit else { throw APIError(PeopleError.tooMany(limit: limit)) }
        let name = try checkedName(fields)
        guard let slug = Slug.suggested(by: name) else {
            throw APIError(pointer: "/name", "has no letter or digit to make a slug of")
        }
        let organization = Organization(id: desk.makeID(.organization), slug: slug, name: name, createdAt: parts.now())
        do throws(CatalogError) {
            try await people.store.createOrganization(organization, owner: person.id, at: parts.now())
        } catch {
            throw APIError(error)
        }
        await note(
            "organization.create", .init(type: "organization", id: organization.id, name: name),
            in: organization.id, by: person, from: exchange)
        return Response(status: .created, json: ConsoleAnswers.organization(organization, role: .owner))
    }

    private func renameOrganization(_ exchange: ConsoleExchange) async throws(APIError) -> Response {
        let place = try exchange.place()
        let name = try checkedName(try await exchange.fields())
        let renamed: Organization
        do throws(CatalogError) {
            renamed = try await parts.store.renameOrganization(place.organization.id, to: name)
        } catch {
            throw APIError(error)
        }
        publish(ChangeEvent(.settings, "update", organization: renamed.id))
        await note(
            "organization.rename", .init(type: "organization", id: renamed.id, name: name), at: place,
            from: exchange, detail: "\(place.organization.name) → \(name)")
        return Response(json: ConsoleAnswers.organization(renamed, role: place.role))
    }

    private func checkedName(_ fields: Fields) throws(APIError) -> String {
        do throws(PeopleError) { return try PersonName.checked(fields.text("name")) } catch { throw APIError(error) }
    }
}
