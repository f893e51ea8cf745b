import Console
import Foundation
import HTTPTypes
import Hummingbird
import Limit
import OpenID
import People
import Templates
import Testing

/// A console with an issuer, and browsers that sign in there.
struct IssuerVisit: Sendable {
    let bench: ConsoleBench
    let issuer: TestIssuer

    static func with(
        newcomers: NewcomerRule? = nil, change: @escaping @Sendable (inout Limits) -> Void = { _ in },
        _ body: @escaping @Sendable (IssuerVisit) async throws -> Void
    ) async throws {
        let clock = ManualDate()
        try await TestIssuer.with(clock) { issuer in
            let settings = OpenIDSettings(
                issuer: issuer.name, clientID: TestIssuer.clientID, clientSecret: TestIssuer.secret,
                scopes: ["profile"], label: "Example")
            var limits = Limits()
            change(&limits)
            let client = OpenIDClient(settings: settings, limits: limits.oidc, now: { clock.now })
            let bench = try await ConsoleBench(
                clock: clock, issuer: IssuerDoor(client: client, newcomers: newcomers), change: change)
            bench.console.listens(at: here)
            try await body(IssuerVisit(bench: bench, issuer: issuer))
        }
    }

    /// Where the browser was sent, with the cookie that it keeps.
    struct Departure: Sendable {
        let location: String
        let cookie: String
    }

    /// The address under which the dashboard is open; without a public URL links lead there.
    static let here = "http://localhost"

    func start(back: String = "") async throws -> Departure {
        let path = back.isEmpty ? "/oidc/start" : "/oidc/start?back=\(back)"
        let answer = try await open("/console/v1" + path)
        #expect(answer.status == 303)
        return Departure(
            location: answer.headers[.location] ?? "",
            cookie: String((answer.headers[values: .setCookie].last ?? "").prefix { $0 != ";" }))
    }

    /// Opens a page as a link from another site does.
    func open(_ target: String, cookie: String? = nil) async throws -> Answer {
        var headers: HTTPFields = [ConsoleBench.field("Sec-Fetch-Site"): "cross-site"]
        headers[.cookie] = cookie
        return try await bench.raw(.get, target, headers)
    }

    func comeBack(_ answer: [String: String], cookie: String?) async throws -> Answer {
        var query = URLComponents()
        query.queryItems = answer.sorted { $0.key < $1.key }.map { URLQueryItem(name: $0.key, value: $0.value) }
        return try await open("/console/v1/oidc/callback?" + (query.percentEncodedQuery ?? ""), cookie: cookie)
    }

    /// What the issuer says of a person with a verified address.
    static func claims(_ email: String, _ more: [String: JSONValue] = [:]) -> [String: JSONValue] {
        ["email": .string(email), "email_verified": true, "name": "Nina New"].merging(more) { $1 }
    }

    /// The whole way from the button to the answer.
    func signIn(_ subject: String, _ claims: [String: JSONValue], back: String = "") async throws -> Answer {
        let departure = try await start(back: back)
        return try await comeBack(
            issuer.approve(departure.location, as: subject, claims: claims), cookie: departure.cookie)
    }

    /// The session that an answer opened, as `GET /session` tells it; nil where it opened none.
    func session(_ answer: Answer) async throws -> JSONValue? {
        let cookie = answer.headers[values: .setCookie].first { $0.contains("rs_session=") }
        guard let cookie else { return nil }
        let session = try await bench.send(
            .get, "/session", as: nil, nil, [.cookie: String(cookie.prefix { $0 != ";" })])
        return session.status == 200 ? session.json : nil
    }

    /// The word that the sign-in page is told.
    func problem(_ answer: Answer) -> String? {
        let location = answer.headers[.location] ?? ""
        let mark = "/signin?problem="
        return location.hasPrefix(mark) ? String(location.dropFirst(mark.count)) : nil
    }
}
