import ArgumentParser
import Foundation

/// `serve`: the server.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Run the server.",
        discussion: """
            An empty folder becomes a new store with one organization. Settings come from flags, then RENDERSTACK_* \
            environment variables (RENDERSTACK_PORT, RENDERSTACK_TLS_CERT, RENDERSTACK_LIMIT_FARM_WAITING), then the \
            YAML file of --config (port: 8080, limits: { farm: { waiting: 128 } }), then defaults. Logs are lines of \
            JSON on standard error. SIGTERM stops it after what was admitted is finished.

            EXAMPLE
              renderstack serve --data ./data --port 8080
              renderstack serve --samples deploy/samples
              renderstack serve --public-url https://p.example.com --workers 4
            """)

    @Option(name: .long, help: "The address to listen on (default: 127.0.0.1).") var host: String?
    @Option(name: .long, help: "The port to listen on; 0 takes a free one and prints it (default: 8080).")
    var port: Int?
    @Option(name: .long, help: ArgumentHelp("The store's folder (default: ./data).", valueName: "dir"))
    var data: String?
    @Option(name: .long, help: ArgumentHelp("A YAML file with settings.", valueName: "file")) var config: String?
    @Option(name: .long, help: ArgumentHelp("PEM file with the certificate chain, for HTTPS.", valueName: "file"))
    var tlsCert: String?
    @Option(name: .long, help: ArgumentHelp("PEM file with the private key, for HTTPS.", valueName: "file"))
    var tlsKey: String?
    @Option(name: .long, help: ArgumentHelp("Scheme and host that links use.", valueName: "url"))
    var publicUrl: String?
    @Option(name: .long, help: ArgumentHelp("What stands before /errors/ in problems' types.", valueName: "url"))
    var errorBase: String?
    @Option(name: .long, help: ArgumentHelp("A proxy whose X-Forwarded-For counts; repeatable.", valueName: "cidr"))
    var trustedProxy: [String] = []
    @Option(name: .long, help: "Render workers (default: as many as processors).") var workers: Int?
    @Option(
        name: .long, help: ArgumentHelp("A folder with fonts, before the usual ones; repeatable.", valueName: "dir"))
    var fonts: [String] = []
    @Option(name: .long, help: "What is logged: trace, debug, info, notice, warning, error or critical.")
    var logLevel: String?
    @Option(
        name: .long, help: "Opens /metrics for `Authorization: Bearer` with this token; better set in the environment.")
    var metricsToken: String?
    @Option(name: .long, help: "Opens /metrics without a token on a port of its own.") var metricsPort: Int?
    @Option(name: .long, help: "The address of that port (default: 127.0.0.1).") var metricsHost: String?
    @Option(
        name: .long,
        help: ArgumentHelp(
            "Sends invitations and password links, with --smtp-from; password in the environment.",
            valueName: "url"))
    var smtpUrl: String?
    @Option(name: .long, help: "The name to sign in to the mail server with.") var smtpUser: String?
    @Option(name: .long, help: ArgumentHelp("The address that mail is sent from.", valueName: "address"))
    var smtpFrom: String?
    @Option(
        name: .long,
        help: ArgumentHelp(
            "A host in a private network that images may be loaded from, where an organization lists it; repeatable.",
            valueName: "host"))
    var trustedImageHosts: [String] = []
    @Option(
        name: .long,
        help: ArgumentHelp("PEM file with certificate authorities for those hosts.", valueName: "file"))
    var remoteImageCa: String?
    @Option(
        name: .long,
        help: ArgumentHelp(
            "Signs people in by this OpenID Connect issuer, with --oidc-client-id.", valueName: "url"))
    var oidcIssuer: String?
    @Option(name: .long, help: ArgumentHelp("What the issuer calls this server.", valueName: "id"))
    var oidcClientId: String?
    @Option(name: .long, help: ArgumentHelp("A file with the client's secret.", valueName: "file"))
    var oidcClientSecretFile: String?
    @Option(
        name: .long, help: ArgumentHelp("Scopes to ask for beside openid and email; repeatable.", valueName: "name"))
    var oidcScopes: [String] = []
    @Option(name: .long, help: ArgumentHelp("What the button says after \"Sign in with\".", valueName: "words"))
    var oidcLabel: String?
    @Option(
        name: .long,
        help: ArgumentHelp("Addresses whose people get a role without invitation; repeatable.", valueName: "domain"))
    var oidcDomains: [String] = []
    @Option(name: .long, help: ArgumentHelp("That role: admin, user or viewer.", valueName: "role"))
    var oidcDefaultRole: String?
    @Option(name: .long, help: ArgumentHelp("Where they get it, if there are several.", valueName: "slug"))
    var oidcOrganization: String?
    @Option(name: .long, help: ArgumentHelp("Further certificate authorities for the issuer.", valueName: "file"))
    var oidcCa: String?
    @Option(
        name: .long,
        help: ArgumentHelp("Read the dashboard's files from this folder, to work on them.", valueName: "dir"))
    var dashboard: String?
    @Option(
        name: .customLong("limit"),
        help: ArgumentHelp("A limit, as doctor names them; repeatable.", valueName: "name=number"))
    var limits: [String] = []
    @Option(
        name: .long,
        help: ArgumentHelp("Fill an empty store with these templates and assets, and make keys.", valueName: "dir"))
    var samples: String?

    func run() async throws {
        let environment = ProcessInfo.processInfo.environment
        var layers = [try flags(), try SettingLayer(environment: environment)]
        if let config { layers.append(try SettingFile.read(path: config)) }
        try await ServerRun(settings: try ServerSettings(layers: layers), samples: samples).run()
    }

    private func flags() throws(SettingError) -> SettingLayer {
        var layer = SettingLayer()
        let single: [(SettingKey, String?)] = [
            (.host, host), (.port, port.map { String($0) }), (.data, data), (.tlsCertificate, tlsCert),
            (.tlsKey, tlsKey), (.publicURL, publicUrl), (.errorBase, errorBase),
            (.workers, workers.map { String($0) }), (.logLevel, logLevel),
            (.metricsToken, metricsToken), (.metricsPort, metricsPort.map { String($0) }), (.metricsHost, metricsHost),
            (.dashboard, dashboard), (.smtpURL, smtpUrl), (.smtpUser, smtpUser), (.smtpFrom, smtpFrom),
            (.remoteImageAuthorities, remoteImageCa),
            (.oidcIssuer, oidcIssuer), (.oidcClientID, oidcClientId), (.oidcClientSecretFile, oidcClientSecretFile),
            (.oidcLabel, oidcLabel), (.oidcDefaultRole, oidcDefaultRole), (.oidcOrganization, oidcOrganization),
            (.oidcAuthorities, oidcCa),
        ]
        for (key, text) in single { layer.setFlag(key, text.map { [$0] } ?? []) }
        layer.setFlag(.trustedProxies, trustedProxy)
        layer.setFlag(.fonts, fonts)
        layer.setFlag(.trustedImageHosts, trustedImageHosts)
        layer.setFlag(.oidcScopes, oidcScopes)
        layer.setFlag(.oidcDomains, oidcDomains)
        try layer.setLimitFlags(limits)
        return layer
    }
}
