import Catalog
import Foundation
import HTTPAPI
import HTTPTypes
import Hummingbird
import People
import Templates

extension ConsoleFront {
    /// The token of a link.
    func token(_ fields: Fields) throws(APIError) -> Token {
        guard let token = Token(fields.text("token")) else { throw APIError(PeopleError.linkNotValid) }
        return token
    }

    /// A link of the dashboard; the secret stands behind the #, which no server and no log ever sees.
    package func link(_ page: String, _ token: Token) -> String {
        token.withPlainText { "\(publicURL)/\(page)#\($0)" }
    }

    /// Hands the browser its session, and tells who it is.
    func welcome(_ signedIn: PeopleDesk.SignedIn, _ exchange: ConsoleExchange) async throws(APIError) -> Response {
        var response = Response(json: try await description(of: signedIn.open, token: signedIn.token))
        response.headers[.setCookie] = SessionCookie.setting(
            signedIn.token, isSecure: hasSecureCookies(exchange), seconds: people.limits.sessionTotalSeconds)
        return response
    }

    /// Takes the session from the browser.
    func farewell(_ exchange: ConsoleExchange) -> Response {
        Response(
            status: .noContent, headers: [.setCookie: SessionCookie.clearing(isSecure: hasSecureCookies(exchange))])
    }

    func hasSecureCookies(_ exchange: ConsoleExchange) -> Bool {
        SessionCookie.isSecure(
            publicURL: parts.words.publicURL, authority: exchange.request.head.authority ?? "")
    }

    /// The person, the organizations, and what the pages need to send back.
    func description(of open: OpenSession, token: Token) async throws(APIError) -> JSONValue {
        let (places, hasPassword) = try await api { () throws(PeopleError) in
            (
                try await people.store.memberships(personID: open.person.id),
                try await people.store.passwordHash(personID: open.person.id) != nil
            )
        }
        var organizations: [JSONValue] = []
        for place in places {
            do throws(CatalogError) {
                let organization = try await parts.store.organization(place.organizationID)
                organizations.append(ConsoleAnswers.organization(organization, role: place.role))
            } catch {
                throw APIError(error)
            }
        }
        return [
            "person": ConsoleAnswers.person(open.person), "csrf": .string(token.companion),
            "organizations": .array(organizations), "publicURL": .string(publicURL),
            "hasPassword": .bool(hasPassword), "features": features(), "version": .string(version),
        ]
    }
}
