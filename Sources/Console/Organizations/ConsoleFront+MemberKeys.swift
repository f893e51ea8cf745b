import Catalog
import HTTPAPI
import Keys
import People
import Templates

extension ConsoleFront {
    /// What becomes of the keys of somebody who goes.
    enum KeyFate {
        case revoke, transfer
    }

    /// Keys of an organization that are in force.
    func liveKeys(_ organizationID: String) async throws(APIError) -> [KeyRecord] {
        let now = parts.now()
        do throws(KeyError) {
            return try await parts.keys.list(organization: organizationID).filter { key in
                key.revokedAt == nil && (key.expiresAt.map { $0 > now } ?? true)
            }
        } catch {
            throw APIError(error)
        }
    }

    /// Revokes a person's keys or hands them to the Owner.
    func settle(
        keys fate: KeyFate, of personID: String, at place: ConsoleExchange.Place, _ exchange: ConsoleExchange
    ) async throws(APIError) {
        let organizationID = place.organization.id
        let owner = try await api { () throws(PeopleError) in
            try await people.store.members(organizationID: organizationID).first { $0.role == .owner }
        }
        for key in try await liveKeys(organizationID) where key.createdBy == personID {
            do throws(KeyError) {
                switch fate {
                case .revoke: _ = try await parts.keys.revoke(key.id, organization: organizationID, by: place.person.id)
                case .transfer:
                    guard let owner else { continue }
                    try await parts.keys.assign(key.id, organization: organizationID, to: owner.person.id)
                }
            } catch {
                throw APIError(error)
            }
            let action = fate == .revoke ? "revoke" : "update"
            publish(ChangeEvent(.key, action, id: key.id, organization: organizationID, creator: personID))
            await note(
                fate == .revoke ? "key.revoke" : "key.transfer", .init(type: "key", id: key.id, name: key.name),
                at: place, from: exchange, detail: "its maker left")
        }
    }

    /// Names of people by id, for what they made.
    package func memberNames(_ organizationID: String) async throws(APIError) -> [String: String] {
        let members = try await api { () throws(PeopleError) in
            try await people.store.members(organizationID: organizationID)
        }
        return Dictionary(uniqueKeysWithValues: members.map { ($0.person.id, $0.person.name) })
    }
}

extension ConsoleAnswers {
    /// Who made something: a member by name, what is left of a former one, a key, or the command line.
    package static func maker(_ id: String, _ names: [String: String]) -> JSONValue {
        let name = names[id] ?? (id.hasPrefix("usr_") ? "former member" : id.hasPrefix("key_") ? "API key" : id)
        return ["id": .string(id), "name": .string(name)]
    }
}
