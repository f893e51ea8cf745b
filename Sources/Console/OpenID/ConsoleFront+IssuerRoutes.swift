import Catalog
import HTTPAPI
import HTTPTypes
import Hummingbird
import OpenID
import People

extension ConsoleFront {
    /// Signing in by an OpenID Connect issuer. Browsers open both as pages; whatever fails is told on the sign-in page.
    static let issuerRoutes: [ConsoleRoute] = [
        ConsoleRoute(
            .get, "/oidc/start", .open, "Go to the OpenID Connect issuer to sign in.",
            query: [("back", "The page to open afterwards, a path.")], answer: (303, "")
        ) { console, exchange throws(APIError) in try await console.goToIssuer(exchange) },
        ConsoleRoute(
            .get, "/oidc/callback", .open, "Where the issuer sends the browser back to.",
            query: [
                ("code", "What the issuer gives an ID token for."), ("state", "Whose answer this is."),
                ("iss", "Which issuer answers."), ("error", "Why it says no."),
            ], answer: (303, "")
        ) { console, exchange throws(APIError) in try await console.comeFromIssuer(exchange) },
    ]

    /// Our address that the issuer is told, and must have been told before.
    private var redirect: String { publicURL + ConsoleRoute.prefix + "/oidc/callback" }

    private func door() throws(APIError) -> IssuerDoor {
        guard let issuer else { throw APIError(.notFound, "this server has no OpenID Connect issuer") }
        return issuer
    }

    private func goToIssuer(_ exchange: ConsoleExchange) async throws(APIError) -> Response {
        let door = try door()
        let back = try exchange.query()["back"] ?? "/"
        // A cookie that is set for one address of ours does not come back to another.
        guard HostCheck.authority(of: publicURL) == (exchange.request.head.authority ?? "").lowercased() || isPublic
        else { return failed(.address, exchange) }
        do throws(OpenIDError) {
            let departure = try await door.client.begin(redirect: redirect, back: back)
            let cookie = TicketCookie.setting(
                departure.ticket, isSecure: hasSecureCookies(exchange), seconds: departure.seconds)
            return leading(to: departure.url, cookies: [cookie])
        } catch {
            return failed(IssuerProblem(error), exchange, reason: "\(error)")
        }
    }

    /// With a public URL the host was checked already, default ports and all.
    private var isPublic: Bool { parts.words.publicURL != nil }

    private func comeFromIssuer(_ exchange: ConsoleExchange) async throws(APIError) -> Response {
        let door = try door()
        let query = try QueryPairs(exchange.visit.query)
        let names = query.pairs.map(\.name).filter { ["code", "state", "iss", "error"].contains($0) }
        guard Set(names).count == names.count else { return failed(.invalid, exchange, reason: "repeated parameter") }
        let answer = OpenIDClient.Return(Dictionary(query.pairs.map { ($0.name, $0.value) }) { first, _ in first })
        let ticket = TicketCookie.value(in: exchange.request.headers)
        let voucher: OpenIDClient.Voucher
        do throws(PeopleError) { try people.attemptAtIssuer(from: exchange.caller) } catch {
            return failed(IssuerProblem(error), exchange)
        }
        do throws(OpenIDError) {
            voucher = try await door.client.finish(answer, cookie: ticket, redirect: redirect)
        } catch {
            return failed(IssuerProblem(error), exchange, reason: "\(error)")
        }
        do throws(PeopleError) {
            return try await enter(voucher, by: door, exchange)
        } catch {
            return failed(IssuerProblem(error), exchange, reason: "\(error)")
        }
    }

    private func enter(
        _ voucher: OpenIDClient.Voucher, by door: IssuerDoor, _ exchange: ConsoleExchange
    ) async throws(PeopleError) -> Response {
        let (signedIn, admission) = try await people.signIn(
            Identity(issuer: voucher.issuer, subject: voucher.subject), email: voucher.email, name: voucher.name,
            place: await place(for: voucher.email, by: door.newcomers), from: exchange.caller)
        // The browser's session before this one is over, whoever's it was.
        if let old = exchange.open { try await people.store.removeSession(id: old.session.id) }
        await tell(admission, label: door.client.settings.label, exchange)
        let cookie = SessionCookie.setting(
            signedIn.token, isSecure: hasSecureCookies(exchange), seconds: people.limits.sessionTotalSeconds)
        return leading(to: voucher.back, cookies: [cookie, clearing(exchange)])
    }

    /// The place of newcomers with this address, by the operator's rule.
    private func place(
        for email: String, by rule: NewcomerRule?
    ) async -> (organizationID: String, role: Role)? {
        guard let rule, let email = try? EmailAddress.normalized(email), rule.covers(email) else { return nil }
        do throws(CatalogError) {
            if let slug = rule.organization { return (try await parts.store.organization(slug).id, rule.role) }
            let all = try await parts.store.organizations()
            if all.count == 1, let only = all.first { return (only.id, rule.role) }
            parts.logger.error("oidc-organization must say which of several organizations newcomers join")
        } catch {
            parts.logger.error("no organization for newcomers", metadata: ["error": "\(error)"])
        }
        return nil
    }

    private func tell(_ admission: Admission, label: String, _ exchange: ConsoleExchange) async {
        let person = admission.person
        switch admission.way {
        case .known: break
        case .linked(let hadPassword):
            await note(
                "identity.link", person, from: exchange,
                detail: hadPassword ? "\(label); the password is gone, other sessions have ended" : label)
        case .invited(let places): for place in places { await tell(person, place, label: label, exchange) }
        case .joined(let place): await tell(person, place, label: label, exchange)
        }
        await note("session.open", person, from: exchange, detail: "by \(label)")
    }

    private func tell(
        _ person: Person, _ place: Membership, label: String, _ exchange: ConsoleExchange
    ) async {
        publish(ChangeEvent(.member, "create", id: person.id, organization: place.organizationID))
        await note(
            "member.join", .init(type: "member", id: person.id, name: person.name), in: place.organizationID,
            by: person, from: exchange, detail: "\(place.role.rawValue), by \(label)")
    }

    private func failed(_ problem: IssuerProblem, _ exchange: ConsoleExchange, reason: String = "") -> Response {
        parts.logger.warning(
            "no sign-in by the issuer", metadata: ["problem": "\(problem.rawValue)", "reason": "\(reason)"])
        return leading(to: "/signin?problem=\(problem.rawValue)", cookies: [clearing(exchange)])
    }

    private func clearing(_ exchange: ConsoleExchange) -> String {
        TicketCookie.clearing(isSecure: hasSecureCookies(exchange))
    }

    /// Sends the browser on. Neither code nor state may follow it as a referrer.
    private func leading(to url: String, cookies: [String]) -> Response {
        var headers: HTTPFields = [.location: url, .referrerPolicy: "no-referrer"]
        for cookie in cookies { headers.append(HTTPField(name: .setCookie, value: cookie)) }
        return Response(status: .seeOther, headers: headers)
    }
}
