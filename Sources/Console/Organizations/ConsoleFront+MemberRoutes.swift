import Catalog
import HTTPAPI
import HTTPTypes
import Hummingbird
import Keys
import People
import Templates

extension ConsoleFront {
    private static let roles = [Role.admin, .user, .viewer].map(\.rawValue)

    /// Who belongs to an organization.
    static let memberRoutes: [ConsoleRoute] = [
        ConsoleRoute(.get, "/members", .member(.viewMembers), "Members; oneself where the role sees no others.") {
            console, exchange throws(APIError) in try await console.listMembers(exchange)
        },
        ConsoleRoute(
            .patch, "/members/{member}", .member(.manageMembers), "Change a role, never the Owner's.",
            body: .fields([.required("role", .choice(roles), "The role from now on.")])
        ) { console, exchange throws(APIError) in try await console.changeRole(exchange) },
        ConsoleRoute(
            .delete, "/members/{member}", .member(.viewMembers), "Remove a member, or leave.",
            query: [("keys", "revoke or transfer: what becomes of the member's keys.")], answer: (204, "")
        ) { console, exchange throws(APIError) in try await console.removeMember(exchange) },
        ConsoleRoute(
            .post, "/transfer", .member(.transferOwnership), "Hand ownership to another member.",
            body: .fields([
                .required("to", .text(maximumBytes: 100), "The member's id."),
                .optional("password", .text(maximumBytes: 2_048), "One's own password, where one has one."),
            ]), answer: (204, "")
        ) { console, exchange throws(APIError) in try await console.transferOwnership(exchange) },
    ]

    private func listMembers(_ exchange: ConsoleExchange) async throws(APIError) -> Response {
        let place = try exchange.place()
        let members = try await api { () throws(PeopleError) in
            try await people.store.members(organizationID: place.organization.id)
        }
        let counts = try await liveKeys(place.organization.id).reduce(into: [String: Int]()) {
            $0[$1.createdBy, default: 0] += 1
        }
        return Response(
            json: ConsoleAnswers.list(
                members.filter { place.reach.covers(creator: $0.person.id, person: place.person.id) }.map { member in
                    [
                        "id": .string(member.person.id), "name": .string(member.person.name),
                        "email": .string(member.person.email), "role": .string(member.role.rawValue),
                        "joinedAt": Presentation.date(member.joinedAt),
                        "lastSeenAt": ConsoleAnswers.optional(member.lastSeenAt),
                        "keys": .number(Double(counts[member.person.id] ?? 0)),
                    ]
                }))
    }

    private func changeRole(_ exchange: ConsoleExchange) async throws(APIError) -> Response {
        let fields = try await exchange.fields()
        let place = try exchange.place()
        let id = exchange.parameter("member")
        let old = try await member(id, of: place)
        guard let role = Role(rawValue: fields.text("role")) else {
            throw APIError(.serverError, "the role was checked")
        }
        try await api { () throws(PeopleError) in
            try await people.store.changeRole(organizationID: place.organization.id, personID: id, to: role)
        }
        publish(ChangeEvent(.member, "update", id: id, organization: place.organization.id))
        await note(
            "member.role", .init(type: "member", id: id, name: old.person.name), at: place, from: exchange,
            detail: "\(old.role.rawValue) → \(role.rawValue)")
        return Response(json: ["id": .string(id), "role": .string(role.rawValue)])
    }

    private func removeMember(_ exchange: ConsoleExchange) async throws(APIError) -> Response {
        let place = try exchange.place()
        let id = exchange.parameter("member")
        guard place.person.id == id || Matrix.reach(place.role, .manageMembers) == .all else {
            throw APIError(.forbidden, "the role \(place.role.rawValue) may remove itself only")
        }
        let fate = try exchange.query()["keys"]
        guard fate.map({ ["revoke", "transfer"].contains($0) }) ?? true else {
            throw APIError(pointer: "/keys", "must be revoke or transfer")
        }
        let member = try await member(id, of: place)
        guard member.role != .owner else { throw APIError(PeopleError.ownerStays) }
        let keys = try await liveKeys(place.organization.id).filter { $0.createdBy == id }
        guard keys.isEmpty || fate != nil else {
            throw APIError(
                .conflict,
                "\(member.person.name) has \(keys.count) keys in force: repeat with keys=revoke or keys=transfer")
        }
        // Out first, so that no key is made in between; then the keys.
        try await api { () throws(PeopleError) in
            try await people.store.removeMember(organizationID: place.organization.id, personID: id)
        }
        publish(ChangeEvent(.member, "delete", id: id, organization: place.organization.id))
        try await settle(keys: fate == "transfer" ? .transfer : .revoke, of: id, at: place, exchange)
        await note(
            id == place.person.id ? "member.leave" : "member.remove",
            .init(type: "member", id: id, name: member.person.name), at: place, from: exchange,
            detail: fate.map { "keys: \($0)" } ?? "")
        return Response(status: .noContent)
    }

    private func transferOwnership(_ exchange: ConsoleExchange) async throws(APIError) -> Response {
        let fields = try await exchange.fields()
        let place = try exchange.place()
        let open = try exchange.session()
        let heir = try await member(fields.text("to"), of: place)
        do throws(PeopleError) {
            try await people.confirm(open, password: fields.text("password"), from: exchange.caller)
        } catch .wrongCredentials {
            throw APIError(pointer: "/password", "is not your password")
        } catch {
            throw APIError(error)
        }
        try await api { () throws(PeopleError) in
            try await people.store.transferOwnership(
                organizationID: place.organization.id, from: place.person.id, to: heir.person.id)
        }
        publish(ChangeEvent(.member, "transfer", id: heir.person.id, organization: place.organization.id))
        await note(
            "ownership.transfer", .init(type: "member", id: heir.person.id, name: heir.person.name), at: place,
            from: exchange, detail: "\(place.person.name) → \(heir.person.name)")
        return Response(status: .noContent)
    }

    private func member(_ id: String, of place: ConsoleExchange.Place) async throws(APIError) -> Member {
        let members = try await api { () throws(PeopleError) in
            try await people.store.members(organizationID: place.organization.id)
        }
        guard let member = members.first(where: { $0.person.id == id }) else {
            throw APIError(.notFound, "there is no such member")
        }
        return member
    }
}
