import Catalog
import Foundation
import HTTPAPI
import HTTPTypes
import Hummingbird
import People
import Templates

extension ConsoleFront {
    func readFeatures(_ exchange: ConsoleExchange) async throws(APIError) -> Response {
        let hasPeople = try await api { () throws(PeopleError) in try await people.store.hasPeople() }
        return Response(json: features(setupNeeded: !hasPeople))
    }

    func features(setupNeeded: Bool? = nil) -> JSONValue {
        Presentation.object([
            "smtp": .bool(post != nil), "oidc": .bool(issuer != nil),
            "oidcLabel": issuer.map { .string($0.client.settings.label) },
            "setupNeeded": setupNeeded.map { .bool($0) },
        ])
    }

    func readSession(_ exchange: ConsoleExchange) async throws(APIError) -> Response {
        guard let open = exchange.open, let token = exchange.token else { throw Self.signedOut }
        return Response(json: try await description(of: open, token: token))
    }

    /// Signing in needs no token of a session that is not there yet; where it comes from was checked.
    func signIn(_ exchange: ConsoleExchange) async throws(APIError) -> Response {
        let fields = try await exchange.fields()
        let signedIn = try await api { () throws(PeopleError) in
            try await people.signIn(
                email: fields.text("email"), password: fields.text("password"), from: exchange.caller)
        }
        await note("session.open", signedIn.open.person, from: exchange)
        return try await welcome(signedIn, exchange)
    }

    func signOut(_ exchange: ConsoleExchange) async throws(APIError) -> Response {
        let open = try exchange.session()
        try await api { () throws(PeopleError) in try await people.store.removeSession(id: open.session.id) }
        return farewell(exchange)
    }

    func signOutEverywhere(_ exchange: ConsoleExchange) async throws(APIError) -> Response {
        let open = try exchange.session()
        try await api { () throws(PeopleError) in try await people.store.removeSessions(personID: open.person.id) }
        await note("session.close-all", open.person, from: exchange)
        return farewell(exchange)
    }

    func listSessions(_ exchange: ConsoleExchange) async throws(APIError) -> Response {
        let open = try exchange.session()
        let sessions = try await api { () throws(PeopleError) in try await people.sessions(of: open.person) }
        return Response(
            json: ConsoleAnswers.list(
                sessions.map { session in
                    [
                        "id": .string(session.id), "createdAt": Presentation.date(session.createdAt),
                        "lastSeenAt": Presentation.date(session.lastSeenAt), "address": .string(session.address),
                        "userAgent": .string(session.userAgent), "current": .bool(session.id == open.session.id),
                    ]
                }))
    }

    func setUp(_ exchange: ConsoleExchange) async throws(APIError) -> Response {
        let fields = try await exchange.fields()
        let token = try self.token(fields)
        let (signedIn, organizationID) = try await api { () throws(PeopleError) in
            try await people.setUp(
                token, name: fields.text("name"), email: fields.text("email"), password: fields.text("password"),
                from: exchange.caller)
        }
        let person = signedIn.open.person
        await note(
            "member.join", .init(type: "member", id: person.id, name: person.name), in: organizationID, by: person,
            from: exchange, detail: "owner, by the setup link")
        return try await welcome(signedIn, exchange)
    }

    func rename(_ exchange: ConsoleExchange) async throws(APIError) -> Response {
        let fields = try await exchange.fields()
        let open = try exchange.session()
        let person = try await api { () throws(PeopleError) in
            try await people.store.renamePerson(open.person.id, to: try PersonName.checked(fields.text("name")))
        }
        return Response(json: ConsoleAnswers.person(person))
    }

    func changePassword(_ exchange: ConsoleExchange) async throws(APIError) -> Response {
        let fields = try await exchange.fields()
        let open = try exchange.session()
        do throws(PeopleError) {
            try await people.changePassword(
                of: open, from: fields.text("current"), to: fields.text("new"), caller: exchange.caller)
        } catch .wrongCredentials {
            throw APIError(pointer: "/current", "is not your password")
        } catch .passwordLength(let minimum, let maximum) {
            throw APIError(pointer: "/new", "a password has \(minimum) to \(maximum) characters")
        } catch {
            throw APIError(error)
        }
        await note("password.change", open.person, from: exchange)
        return Response(status: .noContent)
    }

    func requestReset(_ exchange: ConsoleExchange) async throws(APIError) -> Response {
        let fields = try await exchange.fields()
        // Whether there is such a person is told to nobody: the answer is the same, and mail goes out afterwards.
        do throws(PeopleError) {
            let made = try await people.requestReset(email: fields.text("email"), from: exchange.caller)
            if let made, let post { post.sendReset(to: made.person, link: link("reset", made.token)) }
        } catch .tooManyAttempts(let seconds) {
            throw APIError(PeopleError.tooManyAttempts(retryAfterSeconds: seconds))
        } catch .malformedEmail {
            throw APIError(PeopleError.malformedEmail)
        } catch {
            parts.logger.error("no reset link", metadata: ["error": "\(error)"])
        }
        let words =
            post == nil
            ? "This server sends no mail. Ask whoever runs it for a link: renderstack users reset-password E-MAIL"
            : "If somebody has this address, a link is on its way to it."
        return Response(status: .accepted, json: ["detail": .string(words)])
    }

    func completeReset(_ exchange: ConsoleExchange) async throws(APIError) -> Response {
        let fields = try await exchange.fields()
        let token = try self.token(fields)
        let person = try await api { () throws(PeopleError) in
            try await people.completeReset(token, password: fields.text("password"), from: exchange.caller)
        }
        await note("password.reset", person, from: exchange)
        return Response(status: .noContent)
    }
}
