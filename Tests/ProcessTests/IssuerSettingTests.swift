import Foundation
import NIOHTTP1
import Testing

/// The settings of an OpenID Connect issuer, as the built program takes them.
@Suite(.timeLimit(.minutes(5)))
struct IssuerSettingTests {
    private static let good = ["RENDERSTACK_OIDC_ISSUER": "https://issuer.example", "RENDERSTACK_OIDC_CLIENT_ID": "me"]

    /// What is set beside or instead of the good settings, and the keys that the refusal names.
    static let bad: [(change: [String: String], keys: [String])] = [
        (["RENDERSTACK_OIDC_ISSUER": ""], ["oidc-client-id", "oidc-issuer"]),
        (["RENDERSTACK_OIDC_CLIENT_ID": ""], ["oidc-issuer", "oidc-client-id"]),
        (["RENDERSTACK_OIDC_ISSUER": "http://issuer.example"], ["oidc-issuer"]),
        (["RENDERSTACK_OIDC_ISSUER": "https://issuer.example/?x=1"], ["oidc-issuer"]),
        (["RENDERSTACK_OIDC_CLIENT_ID": "two words"], ["oidc-client-id"]),
        (["RENDERSTACK_OIDC_CLIENT_SECRET_FILE": "/nowhere"], ["oidc-client-secret-file"]),
        (
            ["RENDERSTACK_OIDC_CLIENT_SECRET": "hush", "RENDERSTACK_OIDC_CLIENT_SECRET_FILE": "/etc/hostname"],
            ["oidc-client-secret", "oidc-client-secret-file"]
        ),
        (["RENDERSTACK_OIDC_LABEL": String(repeating: "x", count: 61)], ["oidc-label"]),
        (["RENDERSTACK_OIDC_SCOPES": "profile,a b"], ["oidc-scopes"]),
        (["RENDERSTACK_OIDC_DOMAINS": "example.com"], ["oidc-domains", "oidc-default-role"]),
        (["RENDERSTACK_OIDC_DEFAULT_ROLE": "viewer"], ["oidc-default-role", "oidc-domains"]),
        (
            ["RENDERSTACK_OIDC_DOMAINS": "example.com", "RENDERSTACK_OIDC_DEFAULT_ROLE": "owner"],
            ["oidc-default-role"]
        ),
        (["RENDERSTACK_OIDC_ORGANIZATION": "acme"], ["oidc-organization", "oidc-default-role"]),
        (["RENDERSTACK_OIDC_CA": "/nowhere"], ["oidc-ca"]),
    ]

    @Test(arguments: bad)
    func `a setting that is wrong stops the start and is named, a secret is not`(
        _ row: (change: [String: String], keys: [String])
    ) async throws {
        try await Fixtures.withStore { folder in
            let refused = try await BuiltProgram.run(
                ["serve", "--port", "0", "--data", folder.file("d")],
                environment: Self.good.merging(row.change) { $1 })
            #expect(refused.status == 1)
            #expect(refused.errorLines.count == 1)
            for key in row.keys { #expect(refused.errors.contains(key), "\(refused.errors)") }
            #expect(!refused.errors.contains("hush"))
        }
    }

    @Test func `an issuer that is not there is told on the sign-in page, and no secret is logged`() async throws {
        try await Fixtures.withStore { folder in
            let secret = try folder.write("a very secret secret\n", to: "secret")
            let arguments = [
                "--oidc-issuer", "http://127.0.0.1:1", "--oidc-client-id", "me", "--oidc-client-secret-file", secret,
                "--oidc-label", "The House", "--oidc-domains", "example.com", "--oidc-default-role", "viewer",
            ]
            try await RunningServer.with(data: folder.file("d"), arguments: arguments) { server in
                try await HTTPConnection.with(port: server.port) { connection in
                    let features = try await connection.send(.GET, "/console/v1/features")
                    #expect(features.text.contains(#""oidcLabel":"The House""#))
                    let headers: HTTPHeaders = ["Host": "127.0.0.1:\(server.port)"]
                    let start = try await connection.send(.GET, "/console/v1/oidc/start", headers: headers)
                    #expect(start.status == 303)
                    #expect(start.headers.first(name: "Location") == "/signin?problem=unreachable")
                }
                server.stop()
                #expect(server.log.contains("unreachable"))
                #expect(!server.log.contains("very secret"))
            }
        }
    }
}
