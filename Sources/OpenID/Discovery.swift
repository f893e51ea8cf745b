import Foundation

/// What an issuer says about itself (OpenID Connect Discovery 1.0, section 3), as far as we use it.
struct Discovery: Sendable, Equatable {
    let authorizationEndpoint: String
    let tokenEndpoint: String
    let keysURL: String
    /// Whether the client's secret may travel in the `Authorization` field; else in the form.
    let takesBasic: Bool
    /// Whether an answer without `iss` cannot be the issuer's (RFC 9207).
    let namesItself: Bool

    private struct Document: Decodable {
        let issuer: String
        let authorization_endpoint: String
        let token_endpoint: String
        let jwks_uri: String
        let token_endpoint_auth_methods_supported: [String]?
        let authorization_response_iss_parameter_supported: Bool?
    }

    /// Where the document of an issuer lies.
    static func url(of issuer: String) -> String {
        (issuer.hasSuffix("/") ? issuer : issuer + "/") + ".well-known/openid-configuration"
    }

    /// Reads the document.
    ///
    /// - Throws: ``OpenIDError/discovery(reason:)`` where it is another issuer's, or leads to what is not HTTPS.
    init(_ bytes: Data, of issuer: String) throws(OpenIDError) {
        guard let document = try? JSONDecoder().decode(Document.self, from: bytes) else {
            throw .discovery(reason: "it is no JSON with issuer, authorization_endpoint, token_endpoint and jwks_uri")
        }
        guard document.issuer == issuer else { throw .discovery(reason: "it names another issuer") }
        for url in [document.authorization_endpoint, document.token_endpoint, document.jwks_uri] {
            guard OpenIDSettings.isAcceptable(url) else { throw .discovery(reason: "an endpoint is not https") }
        }
        authorizationEndpoint = document.authorization_endpoint
        tokenEndpoint = document.token_endpoint
        keysURL = document.jwks_uri
        let methods = document.token_endpoint_auth_methods_supported ?? ["client_secret_basic"]
        takesBasic = methods.contains("client_secret_basic") || !methods.contains("client_secret_post")
        namesItself = document.authorization_response_iss_parameter_supported ?? false
    }
}
