import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import Synchronization
import Templates

/// An OpenID Connect issuer on a port of this machine, with real keys. It can be told to do what issuers must not.
final class TestIssuer: Sendable {
    /// What is wrong with the issuer, or its tokens.
    struct Mischief: Sendable {
        /// Claims put over those that are right; null takes one away.
        var claims: [String: JSONValue] = [:]
        var way = IssuerKeys.Way.rsa
        /// The key that the header names, where it is not the right one.
        var keyID: String?
        /// Members put over those of the discovery document.
        var discovery: [String: JSONValue] = [:]
        /// The keys that are published.
        var published: [IssuerKeys.Way] = [.rsa, .ellipticCurve, .edwardsCurve]
        /// Every answer's status, where it is not the right one.
        var status: HTTPResponse.Status?
        /// Bytes put behind the discovery document.
        var padding = 0
    }

    private struct Grant {
        let nonce: String
        let challenge: String
        let redirect: String
        let claims: [String: JSONValue]
    }

    private struct State {
        var name = ""
        var mischief = Mischief()
        var grants: [String: Grant] = [:]
        var requests: [String] = []
        var count = 0
    }

    static let clientID = "renderstack"
    static let secret = "a secret: with = & %"
    let keys: IssuerKeys
    private let clock: ManualDate
    private let state = Mutex(State())

    private init(clock: ManualDate) throws {
        keys = try IssuerKeys()
        self.clock = clock
    }

    /// Runs an issuer while the body works with it.
    static func with(_ clock: ManualDate, _ body: @Sendable (TestIssuer) async throws -> Void) async throws {
        let issuer = try TestIssuer(clock: clock)
        let logger = Logger(label: "issuer") { _ in SwiftLogNoOpLogHandler() }
        let application = Application(router: issuer.router(), logger: logger)
        try await application.test(.live) { client in
            issuer.state.withLock { $0.name = "http://localhost:\(client.port ?? 0)" }
            try await body(issuer)
        }
    }

    var name: String { state.withLock { $0.name } }

    /// The paths that were asked for, in order.
    var requests: [String] { state.withLock { $0.requests } }

    func misbehave(_ change: (inout Mischief) -> Void) { state.withLock { change(&$0.mischief) } }

    /// Somebody signs in on the issuer's page: what the browser is sent back with.
    func approve(_ location: String, as subject: String, claims: [String: JSONValue]) -> [String: String] {
        let query = URLComponents(string: location)?.queryItems ?? []
        let values = Dictionary(query.map { ($0.name, $0.value ?? "") }) { first, _ in first }
        guard values["response_type"] == "code", values["client_id"] == Self.clientID,
            values["code_challenge_method"] == "S256", values["scope"]?.contains("openid") == true
        else { return ["error": "invalid_request", "state": values["state"] ?? ""] }
        return state.withLock { state in
            state.count += 1
            let code = "code-\(state.count)"
            state.grants[code] = Grant(
                nonce: values["nonce"] ?? "", challenge: values["code_challenge"] ?? "",
                redirect: values["redirect_uri"] ?? "",
                claims: claims.merging(["sub": .string(subject)]) { $1 })
            return ["code": code, "state": values["state"] ?? "", "iss": state.name, "session_state": "x"]
        }
    }

    private func router() -> Router<BasicRequestContext> {
        let router = Router()
        router.get(".well-known/openid-configuration") { _, _ in
            self.answer("discovery") { state in
                let document: JSONValue = [
                    "issuer": .string(state.name), "authorization_endpoint": .string(state.name + "/authorize"),
                    "token_endpoint": .string(state.name + "/token"), "jwks_uri": .string(state.name + "/keys"),
                    "authorization_response_iss_parameter_supported": true,
                ]
                return document.merging(patch: .object(state.mischief.discovery))
            }
        }
        router.get("keys") { _, _ in
            let published = self.state.withLock { $0.mischief.published }
            let document = try self.keys.published(published)
            return self.answer("keys") { _ in document }
        }
        router.post("token") { request, _ in
            let body = String(buffer: try await request.body.collect(upTo: 1 << 16))
            let token = try self.trade(body, request.headers[.authorization] ?? "")
            return self.answer("token") { _ in
                token.map { ["id_token": .string($0), "access_token": "x", "token_type": "Bearer"] }
                    ?? ["error": "invalid_grant"]
            }
        }
        return router
    }

    private func answer(_ what: String, _ document: (State) -> JSONValue) -> Response {
        state.withLock { state in
            state.requests.append(what)
            let padding = String(repeating: " ", count: state.mischief.padding)
            return Response(
                status: state.mischief.status ?? .ok, headers: [.contentType: "application/json"],
                body: .init(byteBuffer: ByteBuffer(string: document(state).canonicalText + padding)))
        }
    }

    /// A token for a code: once, to who began, with the secret.
    private func trade(_ body: String, _ authorization: String) throws -> String? {
        let pairs = URLComponents(string: "?" + body)?.queryItems ?? []
        let form = Dictionary(pairs.map { ($0.name, $0.value ?? "") }) { first, _ in first }
        let credentials = Data("renderstack:a%20secret%3A%20with%20%3D%20%26%20%25".utf8).base64EncodedString()
        guard let grant = state.withLock({ $0.grants.removeValue(forKey: form["code"] ?? "") }),
            authorization == "Basic " + credentials, form["redirect_uri"] == grant.redirect,
            Data(SHA256.hash(data: Data((form["code_verifier"] ?? "").utf8))).base64URL == grant.challenge
        else { return nil }
        let now = clock.now.timeIntervalSince1970
        let mischief = state.withLock { $0.mischief }
        var claims: [String: JSONValue] = [
            "iss": .string(name), "aud": .string(Self.clientID), "iat": .number(now), "exp": .number(now + 300),
            "nonce": .string(grant.nonce),
        ]
        claims.merge(grant.claims) { $1 }
        claims.merge(mischief.claims) { $1 }
        return try keys.token(claims.filter { !$0.value.isNull }, mischief.way, id: mischief.keyID)
    }
}
