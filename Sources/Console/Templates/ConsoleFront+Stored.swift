import Catalog
import HTTPAPI
import Keys
import People
import Templates

extension ConsoleFront {
    /// Gives an error of the catalog its status and public words.
    func stored<Value>(_ body: () async throws(CatalogError) -> Value) async throws(APIError) -> Value {
        do throws(CatalogError) { return try await body() } catch { throw APIError(error) }
    }

    /// Gives an error of keys and signing secrets its status and public words.
    func keyed<Value>(_ body: () async throws(KeyError) -> Value) async throws(APIError) -> Value {
        do throws(KeyError) { return try await body() } catch { throw APIError(error) }
    }

    /// Who made things: the members of an organization and its keys.
    func authors(in organization: String) async throws(APIError) -> Authors {
        var names: [String: String] = [:]
        for key in try await keyed({ () throws(KeyError) in try await parts.keys.list(organization: organization) }) {
            names[key.id] = key.name
        }
        let members = try await api { () throws(PeopleError) in
            try await people.store.members(organizationID: organization)
        }
        for member in members { names[member.person.id] = member.person.name }
        return Authors(names: names)
    }

    /// The keys that a person made.
    func keys(of person: Person, in organization: String) async throws(APIError) -> Set<String> {
        let all = try await keyed { () throws(KeyError) in try await parts.keys.list(organization: organization) }
        return Set(all.filter { $0.createdBy == person.id }.map(\.id))
    }
}

/// Names of those who make things.
struct Authors: Sendable {
    let names: [String: String]

    /// Somebody who is gone is shown by their id.
    func json(_ id: String) -> JSONValue { ["id": .string(id), "name": .string(names[id] ?? id)] }
}
