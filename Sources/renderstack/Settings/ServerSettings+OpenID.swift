import Foundation
import OpenID
import People

extension ServerSettings {
    static func openID(in found: SettingResolver) throws(SettingError) -> OpenIDSettings? {
        let issuer = try found.text(.oidcIssuer) { text in
            OpenIDSettings.isAcceptable(text) && URLComponents(string: text)?.query == nil
        }
        let clientID = try found.text(.oidcClientID, where: isPlain)
        let secret = try clientSecret(in: found)
        let scopes = try found.texts(.oidcScopes) { isPlain($0) && !$0.contains("\"") && !$0.contains("\\") }
        let label = try found.text(.oidcLabel) { text in
            (1...60).contains(text.count)
                && text.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
        }
        let authorities = try found.text(.oidcAuthorities) { FileManager.default.isReadableFile(atPath: $0) }
        switch (issuer, clientID) {
        case (nil, nil): return nil
        case (_?, nil): throw .needs(key: "oidc-issuer", other: "oidc-client-id")
        case (nil, _?): throw .needs(key: "oidc-client-id", other: "oidc-issuer")
        case (let issuer?, let clientID?):
            return OpenIDSettings(
                issuer: issuer, clientID: clientID, clientSecret: secret, scopes: scopes ?? ["profile"],
                label: label ?? URLComponents(string: issuer)?.host ?? issuer, authorities: authorities,
                systemAuthorities: CertificateAuthorities.file())
        }
    }

    static func newcomers(in found: SettingResolver) throws(SettingError) -> NewcomerRule? {
        let domains = try found.texts(.oidcDomains) { (try? EmailAddress.normalized("a@" + $0)) != nil }
        let role = try found.text(.oidcDefaultRole) { ["admin", "user", "viewer"].contains($0) }
        let organization = try found.text(.oidcOrganization) { !$0.isEmpty }
        switch (domains, role.flatMap { Role(rawValue: $0) }) {
        case (nil, nil):
            if organization != nil { throw .needs(key: "oidc-organization", other: "oidc-default-role") }
            return nil
        case (_?, nil): throw .needs(key: "oidc-domains", other: "oidc-default-role")
        case (nil, _?): throw .needs(key: "oidc-default-role", other: "oidc-domains")
        case (let domains?, let role?):
            return NewcomerRule(domains: domains, role: role, organization: organization)
        }
    }

    /// From the setting or from its file, whose last line may end.
    private static func clientSecret(in found: SettingResolver) throws(SettingError) -> String? {
        // No value of it is refused: a refusal would print it.
        let plain = try found.text(.oidcClientSecret) { _ in true }
        var read: String?
        let file = try found.text(.oidcClientSecretFile) { path in
            guard let bytes = try? InputFile.bytes(of: path, limit: 4_096),
                let text = String(validating: bytes, as: UTF8.self)
            else { return false }
            read = text.split(whereSeparator: \.isNewline).first.map(String.init)
            return read != nil
        }
        if plain != nil, file != nil { throw .excludes(key: "oidc-client-secret", other: "oidc-client-secret-file") }
        return plain ?? read
    }

    /// Printable ASCII without spaces.
    private static func isPlain(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.count <= 400 && text.utf8.allSatisfy { (0x21...0x7E).contains($0) }
    }
}
