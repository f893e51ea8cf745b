import Catalog
import Foundation
import People

extension Operator {
    /// Makes a member and a link by which they set their password.
    public func createPerson(_ command: CreatePerson) async throws(OperatorError) -> PersonSummary {
        let people = try requirePeople()
        let organization = try await organization(command.organization)
        let name = command.name ?? String(command.email.prefix { $0 != "@" })
        do throws(PeopleError) {
            let person = try await people.create(
                name: name, email: command.email, password: command.password, role: command.role,
                organizationID: organization.id)
            events.publish(ChangeEvent(.member, "create", id: person.id, organization: organization.id))
            try await people.note(
                "member.join", .init(type: "member", id: person.id, name: person.name),
                organizationID: organization.id, actorID: Self.person, actorName: Self.person,
                detail: "\(command.role.rawValue), by the command line")
            var link: String?
            if try await people.store.passwordHash(personID: person.id) == nil {
                link = try await people.makeResetLink(email: person.email).map { self.link("reset", $0.token) }
            }
            return PersonSummary(
                id: person.id, email: person.email, name: person.name, role: command.role.rawValue,
                organization: organization.slug, joinedAt: now(), lastSeenAt: nil, link: link)
        } catch {
            throw OperatorError(APIError(error))
        }
    }

    /// Lists the members, the first to join first.
    public func listPeople(organization slug: String? = nil) async throws(OperatorError) -> [PersonSummary] {
        let people = try requirePeople()
        let organization = try await organization(slug)
        do throws(PeopleError) {
            return try await people.store.members(organizationID: organization.id).map { member in
                PersonSummary(
                    id: member.person.id, email: member.person.email, name: member.person.name,
                    role: member.role.rawValue, organization: organization.slug, joinedAt: member.joinedAt,
                    lastSeenAt: member.lastSeenAt, link: nil)
            }
        } catch {
            throw OperatorError(APIError(error))
        }
    }

    /// Makes a link by which somebody sets a new password.
    public func resetPassword(email: String) async throws(OperatorError) -> ResetLink {
        let people = try requirePeople()
        do throws(PeopleError) {
            guard let made = try await people.makeResetLink(email: email) else {
                throw PeopleError.notFound
            }
            for place in try await people.store.memberships(personID: made.person.id) {
                try await people.note(
                    "password.link", .init(type: "member", id: made.person.id, name: made.person.name),
                    organizationID: place.organizationID, actorID: Self.person, actorName: Self.person)
            }
            return ResetLink(
                email: made.person.email, link: link("reset", made.token),
                expiresInSeconds: people.limits.linkSeconds)
        } catch .notFound {
            throw Self.nobody(email)
        } catch {
            throw OperatorError(APIError(error))
        }
    }

    /// Makes an account forget its identities at issuers, and ends its sessions.
    public func unlink(email: String) async throws(OperatorError) -> Unlinked {
        let people = try requirePeople()
        do throws(PeopleError) {
            guard let person = try await people.store.person(try EmailAddress.normalized(email)) else {
                throw PeopleError.notFound
            }
            let count = try await people.store.removeIdentities(personID: person.id)
            for place in try await people.store.memberships(personID: person.id) {
                try await people.note(
                    "identity.unlink", .init(type: "member", id: person.id, name: person.name),
                    organizationID: place.organizationID, actorID: Self.person, actorName: Self.person)
            }
            return Unlinked(email: person.email, identities: count)
        } catch .notFound {
            throw Self.nobody(email)
        } catch {
            throw OperatorError(APIError(error))
        }
    }

    private static func nobody(_ email: String) -> OperatorError {
        OperatorError(slug: ProblemKind.notFound.slug, reason: "nobody has the address \(Redaction.quoted(email))")
    }

    /// A link of the dashboard; where no server runs, to the address that one listens on by default.
    private func link(_ page: String, _ token: Token) -> String {
        token.withPlainText { "\(publicURL() ?? "http://127.0.0.1:8080")/\(page)#\($0)" }
    }

    private func requirePeople() throws(OperatorError) -> PeopleDesk {
        guard let people else {
            throw OperatorError(slug: ProblemKind.serverError.slug, reason: "this server has no accounts")
        }
        return people
    }
}
