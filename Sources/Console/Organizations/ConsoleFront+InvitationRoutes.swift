import Catalog
import HTTPAPI
import HTTPTypes
import Hummingbird
import People
import Templates

extension ConsoleFront {
    private static let token = Field.required("token", .text(maximumBytes: 64), "What follows the # of the link.")
    private static let roles = [Role.admin, .user, .viewer].map(\.rawValue)

    /// Invitations: those of an organization, and what the invited do with them.
    static let invitationRoutes: [ConsoleRoute] = [
        ConsoleRoute(.post, "/invitations/look", .open, "What an invitation is for.", body: .fields([token])) {
            console, exchange throws(APIError) in try await console.lookAtInvitation(exchange)
        },
        ConsoleRoute(
            .post, "/invitations/accept", .open, "Accept an invitation, with an account or a new one.",
            body: .fields([
                token, .optional("name", .text(maximumBytes: 1_000), "The name of a new account."),
                .optional("password", .text(maximumBytes: 2_048), "The account's password, old or new."),
            ])
        ) { console, exchange throws(APIError) in try await console.acceptInvitation(exchange) },
        ConsoleRoute(.get, "/invitations", .member(.manageMembers), "Invitations that wait.") {
            console, exchange throws(APIError) in try await console.listInvitations(exchange)
        },
        ConsoleRoute(
            .post, "/invitations", .member(.manageMembers), "Invite somebody; the link is shown once.",
            body: .fields([
                .required("email", .text(maximumBytes: 320), "Whom."),
                .required("role", .choice(roles), "What they will be."),
            ]), answer: (201, "application/json")
        ) { console, exchange throws(APIError) in try await console.invite(exchange) },
        ConsoleRoute(
            .delete, "/invitations/{invitation}", .member(.manageMembers), "Take an invitation back.",
            answer: (204, "")
        ) { console, exchange throws(APIError) in try await console.removeInvitation(exchange) },
    ]

    private func lookAtInvitation(_ exchange: ConsoleExchange) async throws(APIError) -> Response {
        let token = try self.token(try await exchange.fields())
        let (invitation, hasAccount) = try await api { () throws(PeopleError) in
            try await people.look(token, from: exchange.caller)
        }
        do throws(CatalogError) {
            let organization = try await parts.store.organization(invitation.organizationID)
            return Response(json: [
                "organization": ["name": .string(organization.name), "slug": .string(organization.slug)],
                "email": .string(invitation.email), "role": .string(invitation.role.rawValue),
                "hasAccount": .bool(hasAccount), "expiresAt": Presentation.date(invitation.expiresAt),
            ])
        } catch {
            throw APIError(error)
        }
    }

    private func acceptInvitation(_ exchange: ConsoleExchange) async throws(APIError) -> Response {
        let fields = try await exchange.fields()
        let token = try self.token(fields)
        let (place, signedIn) = try await api { () throws(PeopleError) in
            try await people.accept(
                token, as: exchange.open, name: fields.optionalText("name"),
                password: fields.optionalText("password"), from: exchange.caller)
        }
        guard let open = signedIn?.open ?? exchange.open else { throw Self.signedOut }
        publish(ChangeEvent(.member, "create", id: place.personID, organization: place.organizationID))
        await note(
            "member.join", .init(type: "member", id: place.personID, name: open.person.name),
            in: place.organizationID, by: open.person, from: exchange, detail: place.role.rawValue)
        if let signedIn { return try await welcome(signedIn, exchange) }
        guard let token = exchange.token else { throw Self.signedOut }
        return Response(json: try await description(of: open, token: token))
    }

    private func listInvitations(_ exchange: ConsoleExchange) async throws(APIError) -> Response {
        let place = try exchange.place()
        let waiting = try await api { () throws(PeopleError) in
            try await people.store.invitations(organizationID: place.organization.id)
        }
        let names = try await memberNames(place.organization.id)
        return Response(
            json: ConsoleAnswers.list(
                waiting.map { invitation in
                    [
                        "id": .string(invitation.id), "email": .string(invitation.email),
                        "role": .string(invitation.role.rawValue),
                        "createdAt": Presentation.date(invitation.createdAt),
                        "createdBy": ConsoleAnswers.maker(invitation.createdBy, names),
                        "expiresAt": Presentation.date(invitation.expiresAt),
                        "expired": .bool(invitation.expiresAt <= parts.now()),
                    ]
                }))
    }

    private func invite(_ exchange: ConsoleExchange) async throws(APIError) -> Response {
        let fields = try await exchange.fields()
        let place = try exchange.place()
        guard let role = Role(rawValue: fields.text("role")) else {
            throw APIError(.serverError, "the role was checked")
        }
        let (invitation, token) = try await api { () throws(PeopleError) in
            try await people.invite(
                email: fields.text("email"), role: role, organizationID: place.organization.id, by: place.person)
        }
        let link = link("invite", token)
        post?.sendInvitation(
            to: invitation.email, organization: place.organization.name, by: place.person, link: link)
        publish(ChangeEvent(.member, "invite", organization: place.organization.id))
        await note(
            "invitation.create", .init(type: "invitation", id: invitation.id, name: invitation.email), at: place,
            from: exchange, detail: role.rawValue)
        return Response(
            status: .created,
            json: [
                "id": .string(invitation.id), "email": .string(invitation.email), "role": .string(role.rawValue),
                "link": .string(link), "expiresAt": Presentation.date(invitation.expiresAt),
                "mailed": .bool(post != nil),
            ])
    }

    private func removeInvitation(_ exchange: ConsoleExchange) async throws(APIError) -> Response {
        let place = try exchange.place()
        let id = exchange.parameter("invitation")
        try await api { () throws(PeopleError) in
            try await people.store.removeInvitation(organizationID: place.organization.id, id: id)
        }
        publish(ChangeEvent(.member, "uninvite", organization: place.organization.id))
        await note("invitation.delete", .init(type: "invitation", id: id, name: ""), at: place, from: exchange)
        return Response(status: .noContent)
    }
}
