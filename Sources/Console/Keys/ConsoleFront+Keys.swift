import Catalog
import Foundation
import HTTPAPI
import HTTPTypes
import Hummingbird
import Keys
import People
import Templates

extension ConsoleFront {
    func listKeys(_ exchange: ConsoleExchange) async throws(APIError) -> Response {
        let place = try exchange.place()
        let wanted = try exchange.query()["status"]
        guard wanted.map({ KeyStatus(rawValue: $0) != nil }) ?? true else {
            let names = KeyStatus.allCases.map(\.rawValue).joined(separator: ", ")
            throw APIError(pointer: "/status", "must be one of \(names)")
        }
        let view = try await keyView(place)
        let keys = try await allKeys(place).filter { key in
            place.reach.covers(creator: key.createdBy, person: place.person.id)
                && (wanted.map { $0 == KeyStatus(key, at: view.now).rawValue } ?? true)
        }
        return Response(json: ConsoleAnswers.list(keys.map(view.item)))
    }

    func createKey(_ exchange: ConsoleExchange) async throws(APIError) -> Response {
        let fields = try await exchange.fields()
        let place = try exchange.place()
        guard let type = KeyType(rawValue: fields.text("type")) else {
            throw APIError(.serverError, "the type was checked")
        }
        if type == .master { try await requireMaster(place) }
        var scope: [String] = []
        for reference in fields.texts("templates") ?? [] {
            scope.append(try await desk.template(reference, organization: place.organization.id).id)
        }
        let expiry = fields.integer("expiresInDays").map { parts.now().addingTimeInterval(86_400 * Double($0)) }
        let issued: IssuedKey
        do throws(KeyError) {
            issued = try await parts.keys.create(
                KeyRequest(name: fields.text("name"), type: type, scope: scope, expiresAt: expiry),
                organization: place.organization.id, by: place.person.id)
        } catch {
            throw APIError(error)
        }
        await tell("create", issued.record, place, exchange, detail: type.rawValue)
        return try await show(issued, place)
    }

    func revokeKey(_ exchange: ConsoleExchange) async throws(APIError) -> Response {
        let place = try exchange.place()
        let key = try await key(exchange, place)
        let revoked: KeyRecord
        do throws(KeyError) {
            revoked = try await parts.keys.revoke(key.id, organization: place.organization.id, by: place.person.id)
        } catch {
            throw APIError(error)
        }
        await tell("revoke", revoked, place, exchange)
        return Response(json: try await keyView(place).item(revoked))
    }

    func rotateKey(_ exchange: ConsoleExchange) async throws(APIError) -> Response {
        let fields = try await exchange.fields()
        let place = try exchange.place()
        let key = try await key(exchange, place)
        guard let overlap = RotationOverlap(rawValue: fields.text("overlap")) else {
            throw APIError(.serverError, "the overlap was checked")
        }
        // A rotated Master key is a new Master key.
        if key.type == .master { try await requireMaster(place) }
        let rotated: (old: KeyRecord, new: IssuedKey)
        do throws(KeyError) {
            rotated = try await parts.keys.rotate(key.id, organization: place.organization.id, overlap: overlap)
        } catch {
            throw APIError(error)
        }
        let new = rotated.new.record
        await tell("rotate", rotated.old, place, exchange, detail: "overlap \(overlap.rawValue), now \(new.id)")
        publish(ChangeEvent(.key, "create", id: new.id, organization: new.organizationID, creator: new.createdBy))
        return try await show(rotated.new, place)
    }

    func deleteKey(_ exchange: ConsoleExchange) async throws(APIError) -> Response {
        let place = try exchange.place()
        let key = try await key(exchange, place)
        do throws(KeyError) {
            try await parts.keys.delete(key.id, organization: place.organization.id)
        } catch {
            throw APIError(error)
        }
        do throws(CatalogError) { try await parts.history.deleteRenders(ofKey: key.id) } catch { throw APIError(error) }
        await tell("delete", key, place, exchange)
        return Response(status: .noContent)
    }

    /// The key of the path: another organization's is not found, one out of reach is forbidden.
    private func key(
        _ exchange: ConsoleExchange, _ place: ConsoleExchange.Place
    ) async throws(APIError) -> KeyRecord {
        let id = exchange.parameter("key")
        guard let key = try await allKeys(place).first(where: { $0.id == id }) else {
            throw APIError(.notFound, "there is no such key")
        }
        guard place.reach.covers(creator: key.createdBy, person: place.person.id) else {
            throw APIError(.forbidden, "the role \(place.role.rawValue) may do this with own keys only")
        }
        return key
    }

    private func allKeys(_ place: ConsoleExchange.Place) async throws(APIError) -> [KeyRecord] {
        do throws(KeyError) { return try await parts.keys.list(organization: place.organization.id) } catch {
            throw APIError(error)
        }
    }

    private func requireMaster(_ place: ConsoleExchange.Place) async throws(APIError) {
        let roles = try await desk.settings(of: place.organization.id).masterKeyRoles
        guard roles.contains(place.role.rawValue) else {
            throw APIError(.forbidden, "in this organization \(roles.joined(separator: ", ")) may make Master keys")
        }
    }

    private func tell(
        _ action: String, _ key: KeyRecord, _ place: ConsoleExchange.Place, _ exchange: ConsoleExchange,
        detail: String = ""
    ) async {
        publish(
            ChangeEvent(.key, action, id: key.id, organization: key.organizationID, creator: key.createdBy))
        await note(
            "key." + action, .init(type: "key", id: key.id, name: key.name), at: place, from: exchange,
            detail: detail.isEmpty ? key.displayPrefix + "…" : "\(key.displayPrefix)… \(detail)")
    }

    /// The one answer that ever carries the key.
    private func show(_ issued: IssuedKey, _ place: ConsoleExchange.Place) async throws(APIError) -> Response {
        var members = try await keyView(place).item(issued.record).objectValue ?? [:]
        members["key"] = issued.secret.withPlainText { .string($0) }
        return Response(status: .created, json: .object(members))
    }
}
