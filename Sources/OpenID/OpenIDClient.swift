import Foundation
import JWTKit
import Limit
import Synchronization

/// Signs people in by an issuer: the authorization code flow with PKCE (OpenID Connect Core 1.0, section 3.1).
public final class OpenIDClient: Sendable {
    /// The issuer and our name there.
    public let settings: OpenIDSettings
    let limits: Limits.OpenID
    let now: @Sendable () -> Date
    private let random: @Sendable () -> UInt64
    let issuer: Issuer
    let connection: IssuerConnection
    private let used: Mutex<UsedStates>

    /// Makes a client; nothing is asked before somebody signs in.
    ///
    /// - Parameters:
    ///   - now: The wall clock, by which tokens and tickets expire.
    ///   - random: Makes tickets; nothing but the system's is fit for use outside tests.
    public init(
        settings: OpenIDSettings, limits: Limits.OpenID = .init(),
        now: @escaping @Sendable () -> Date = { Date() },
        random: @escaping @Sendable () -> UInt64 = {
            var generator = SystemRandomNumberGenerator()
            return generator.next()
        }
    ) {
        self.settings = settings
        self.limits = limits
        self.now = now
        self.random = random
        connection = IssuerConnection(settings: settings, limits: limits)
        issuer = Issuer(name: settings.issuer, connection: connection, limits: limits, now: now)
        used = Mutex(UsedStates(limit: limits.usedStates))
    }

    /// Where a browser is sent to, and the ticket that it keeps meanwhile.
    public struct Departure: Sendable {
        public let url: String
        public let ticket: SignInTicket
        /// How long the ticket lives.
        public let seconds: Int
    }

    /// Somebody whom the issuer vouches for.
    public struct Voucher: Sendable, Equatable {
        public let issuer: String
        /// Who it is at the issuer, for ever.
        public let subject: String
        /// Verified by the issuer.
        public let email: String
        public let name: String?
        /// The page to open.
        public let back: String
    }

    /// Begins a sign-in.
    ///
    /// - Parameters:
    ///   - redirect: Our address that the issuer sends the browser back to.
    ///   - back: The page to open afterwards, a path of ours.
    public func begin(redirect: String, back: String) async throws(OpenIDError) -> Departure {
        let discovery = try await issuer.discovery()
        let expiry = Int(now().timeIntervalSince1970) + limits.ticketSeconds
        let ticket = SignInTicket(expiresAt: expiry, back: back, using: random)
        let query = Form.encoded([
            ("response_type", "code"), ("client_id", settings.clientID), ("redirect_uri", redirect),
            ("scope", settings.scopes.joined(separator: " ")), ("state", ticket.state), ("nonce", ticket.nonce),
            ("code_challenge", ticket.challenge), ("code_challenge_method", "S256"),
        ])
        let endpoint = discovery.authorizationEndpoint
        return Departure(
            url: endpoint + (endpoint.contains("?") ? "&" : "?") + query, ticket: ticket,
            seconds: limits.ticketSeconds)
    }

    /// What the issuer sent the browser back with.
    public struct Return: Sendable {
        let state: String
        let code: String?
        let error: String?
        let issuer: String?

        /// Takes the query of the callback.
        public init(_ query: [String: String]) {
            state = query["state"] ?? ""
            code = query["code"]
            error = query["error"]
            issuer = query["iss"]
        }
    }

    /// Ends a sign-in: checks that this browser began it, trades the code for a token, checks the token.
    ///
    /// - Parameters:
    ///   - cookie: The ticket; nil where the browser sent none.
    ///   - redirect: The same as at the beginning.
    public func finish(
        _ answer: Return, cookie: String?, redirect: String
    ) async throws(OpenIDError) -> Voucher {
        guard let ticket = cookie.flatMap({ SignInTicket(cookie: $0) }) else { throw .ticketMissing }
        guard answer.state.isSame(as: ticket.state) else { throw .stateMismatch }
        let moment = Int(now().timeIntervalSince1970)
        // An expiry further away than any that we write was never ours.
        guard (moment...moment + limits.ticketSeconds).contains(ticket.expiresAt) else { throw .ticketExpired }
        guard used.withLock({ $0.take(ticket.state, until: ticket.expiresAt, at: moment) }) else { throw .stateUsed }
        let discovery = try await issuer.discovery()
        guard answer.issuer == settings.issuer || answer.issuer == nil && !discovery.namesItself else {
            throw .answerOfAnother
        }
        if let error = answer.error { throw .refused(code: Self.code(error)) }
        guard let code = answer.code, !code.isEmpty else { throw .refused(code: "no code") }
        let token = try await trade(code, ticket, redirect: redirect, discovery)
        let claims = try await verified(token, nonce: ticket.nonce)
        return Voucher(
            issuer: settings.issuer, subject: claims.subject ?? "", email: claims.email ?? "", name: claims.name,
            back: ticket.back)
    }

    /// An error code as logs may show it: it comes from outside.
    static func code(_ text: String) -> String {
        String(
            text.unicodeScalars.prefix(64).filter { $0.isASCII && $0.value > 0x20 && $0.value < 0x7F }.map(
                Character.init))
    }
}
