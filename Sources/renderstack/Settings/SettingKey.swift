/// A setting of `serve`: its name in the YAML file, as a flag (`--name`) and in the environment (`RENDERSTACK_NAME`).
enum SettingKey: String, CaseIterable, Sendable {
    case host
    case port
    case data
    case tlsCertificate = "tls-cert"
    case tlsKey = "tls-key"
    case publicURL = "public-url"
    case errorBase = "error-base"
    case trustedProxies = "trusted-proxy"
    case workers
    case fonts
    case logLevel = "log-level"
    case metricsToken = "metrics-token"
    case metricsHost = "metrics-host"
    case metricsPort = "metrics-port"
    case dashboard
    case smtpURL = "smtp-url"
    case smtpUser = "smtp-user"
    case smtpPassword = "smtp-password"
    case smtpFrom = "smtp-from"
    case trustedImageHosts = "trusted-image-hosts"
    case remoteImageAuthorities = "remote-image-ca"
    case oidcIssuer = "oidc-issuer"
    case oidcClientID = "oidc-client-id"
    case oidcClientSecret = "oidc-client-secret"
    case oidcClientSecretFile = "oidc-client-secret-file"
    case oidcScopes = "oidc-scopes"
    case oidcLabel = "oidc-label"
    case oidcDomains = "oidc-domains"
    case oidcDefaultRole = "oidc-default-role"
    case oidcOrganization = "oidc-organization"
    case oidcAuthorities = "oidc-ca"

    /// The environment variable: `RENDERSTACK_TLS_CERT` for `tls-cert`.
    var environmentName: String {
        "RENDERSTACK_" + rawValue.uppercased().split(separator: "-").joined(separator: "_")
    }

    /// Whether several values may be given: a list in YAML, the flag repeated, commas in the environment.
    var isList: Bool {
        [.trustedProxies, .fonts, .trustedImageHosts, .oidcScopes, .oidcDomains].contains(self)
    }

    /// What a value may be, in the words of a refusal.
    var allowed: String {
        switch self {
        case .host: "an address or a name to listen on, such as 127.0.0.1, 0.0.0.0 or ::1"
        case .port: "a whole number from 0 to 65535; 0 picks a free port"
        case .data: "the path of a folder"
        case .tlsCertificate: "the path of a PEM file with the certificate chain, together with tls-key"
        case .tlsKey: "the path of a PEM file with the private key, together with tls-cert"
        case .publicURL: "an http or https URL without path, query or user, such as https://pictures.example.com"
        case .errorBase: "an http or https URL, before /errors/ in the type of a problem"
        case .trustedProxies: "an address or an address range such as 10.0.0.0/8 or fd00::/8"
        case .workers: "a whole number from 1 to 256"
        case .fonts: "the path of a folder with fonts"
        case .metricsToken: "16 to 200 printable characters without spaces"
        case .metricsHost: "an address or a name to listen on, such as 127.0.0.1"
        case .metricsPort: "a whole number from 1 to 65535"
        case .dashboard: "the path of a folder with the dashboard's files"
        case .smtpURL: "smtp://host:port or smtps://host:port, together with smtp-from"
        case .smtpUser: "the name to sign in to the mail server with"
        case .smtpPassword: "the password to sign in to the mail server with, together with smtp-user"
        case .smtpFrom: "the e-mail address that mail is sent from, together with smtp-url"
        case .trustedImageHosts: "a host such as images.internal, *.internal or 10.0.0.5:8443"
        case .remoteImageAuthorities: "the path of a PEM file with certificate authorities, with trusted-image-hosts"
        case .oidcIssuer:
            "the issuer's URL to the letter, https (http on this machine only), together with oidc-client-id"
        case .oidcClientID: "what the issuer calls this server, together with oidc-issuer"
        case .oidcClientSecret: "the client's secret, better in oidc-client-secret-file"
        case .oidcClientSecretFile: "the path of a file of up to 4096 bytes that holds the client's secret"
        case .oidcScopes: "names of scopes, beside openid and email"
        case .oidcLabel: "what the button says after \"Sign in with\", 1 to 60 characters"
        case .oidcDomains: "a domain such as example.com, together with oidc-default-role"
        case .oidcDefaultRole: "admin, user or viewer, together with oidc-domains"
        case .oidcOrganization: "the slug of the organization that newcomers join, together with oidc-default-role"
        case .oidcAuthorities: "the path of a PEM file with further certificate authorities"
        case .logLevel: "one of trace, debug, info, notice, warning, error, critical"
        }
    }
}
