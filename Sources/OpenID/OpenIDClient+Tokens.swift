import Foundation
import JWTKit

extension OpenIDClient {
    private struct TokenAnswer: Decodable {
        let id_token: String?
        let error: String?
    }

    private struct Header: Decodable {
        let alg: String
        let kid: String?
        let crit: [String]?
    }

    /// Trades the code for an ID token (RFC 6749, section 4.1.3, with RFC 7636).
    func trade(
        _ code: String, _ ticket: SignInTicket, redirect: String, _ discovery: Discovery
    ) async throws(OpenIDError) -> String {
        var form = [
            ("grant_type", "authorization_code"), ("code", code), ("redirect_uri", redirect),
            ("code_verifier", ticket.verifier),
        ]
        var authorization: String?
        switch settings.clientSecret {
        case let secret? where discovery.takesBasic:
            // Both parts are form-encoded first (RFC 6749, section 2.3.1).
            let pair = Form.encoded(settings.clientID) + ":" + Form.encoded(secret)
            authorization = "Basic " + Data(pair.utf8).base64EncodedString()
        case let secret?: form += [("client_id", settings.clientID), ("client_secret", secret)]
        case nil: form.append(("client_id", settings.clientID))
        }
        let answer = try await connection.post(
            discovery.tokenEndpoint, form: Form.encoded(form), authorization: authorization, .token)
        let body = try? JSONDecoder().decode(TokenAnswer.self, from: answer.body)
        if let error = body?.error { throw .codeRefused(code: Self.code(error)) }
        guard answer.status == 200 else { throw .unreachable(.token, reason: "status \(answer.status)") }
        guard let token = body?.id_token else { throw .tokenMalformed }
        return token
    }

    /// The claims of a token whose signature and claims are as they must be.
    func verified(_ token: String, nonce: String) async throws(OpenIDError) -> IDToken {
        let segments = token.split(separator: ".", omittingEmptySubsequences: false)
        guard segments.count == 3, let bytes = [UInt8](base64URL: segments[0]),
            let header = try? JSONDecoder().decode(Header.self, from: Data(bytes)), header.crit == nil
        else { throw .tokenMalformed }
        // The algorithm is the issuer's to choose from our list, never the token's alone.
        guard KeySet.algorithms.contains(header.alg) else { throw .algorithm(Self.code(header.alg)) }
        var key = try await issuer.key(id: header.kid, algorithm: header.alg)
        key.keyIdentifier = key.keyIdentifier ?? "only"
        let claims: IDToken
        do {
            claims = try await JWTKeyCollection().add(jwk: key).verify(token, as: IDToken.self)
        } catch let error as JWTError where error.errorType == .signatureVerificationFailed {
            throw .signature
        } catch {
            throw .tokenMalformed
        }
        try claims.check(
            .init(
                issuer: settings.issuer, clientID: settings.clientID, nonce: nonce, now: now(),
                skew: Double(limits.clockSkewSeconds), age: Double(limits.ticketSeconds)))
        return claims
    }
}
