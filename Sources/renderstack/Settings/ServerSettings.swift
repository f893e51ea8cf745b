import Foundation
import HTTPAPI
import Keys
import Limit
import Mail
import OpenID
import People

/// What `serve` runs with, after flags, environment and file were put over the defaults.
struct ServerSettings: Equatable, Sendable {
    var host = "127.0.0.1"
    var port = 8_080
    var data = "./data"
    var tls: TLS?
    /// Scheme, host and port that links use; nil: those that the server listens on.
    var publicURL: String?
    /// What stands before `/errors/…` in the type of a problem; nil: the public URL.
    var errorBase: String?
    var trustedProxies: [String] = []
    /// Render workers; as many as processors unless set.
    var workers = ProcessInfo.processInfo.activeProcessorCount
    /// Folders with fonts, asked before the usual ones.
    var fonts: [String] = []
    var logLevel = "info"
    /// Opens `/metrics` on the public listener for those who send it.
    var metricsToken: String?
    /// A listener of its own for `/metrics`, without a token; nil opens none.
    var metricsPort: Int?
    var metricsHost = "127.0.0.1"
    /// A folder that the dashboard's files are read from while they are worked on; nil serves those built in.
    var dashboard: String?
    /// Sends invitations and password links; nil has them passed on by hand.
    var mail: MailServer?
    /// Hosts in private networks that pictures may be loaded from, where an organization lists them too.
    var trustedImageHosts: [HostEntry] = []
    /// A PEM file with authorities that vouch for those hosts.
    var remoteImageAuthorities: String?
    /// Signs people in by an OpenID Connect issuer; nil leaves passwords alone.
    var openID: OpenIDSettings?
    /// What people get whom the issuer vouches for and nobody has invited; nil refuses them.
    var newcomers: NewcomerRule?
    var limits = Limits()

    /// The two PEM files that serving HTTPS takes.
    struct TLS: Equatable, Sendable {
        var certificate: String
        var key: String
    }

    /// Resolves the layers, the first that holds a key wins.
    ///
    /// - Throws: ``SettingError`` for the first value that its key does not take.
    init(layers: [SettingLayer]) throws(SettingError) {
        let found = SettingResolver(layers: layers)
        host = try found.text(.host, where: Self.isHost) ?? host
        port = try found.number(.port, in: 0...65_535) ?? port
        data = try found.text(.data) { !$0.isEmpty } ?? data
        tls = try Self.tls(in: found)
        publicURL = try found.text(.publicURL, where: Self.isOrigin).map(Self.withoutSlash)
        errorBase = try found.text(.errorBase, where: Self.isWebAddress).map(Self.withoutSlash)
        trustedProxies = try found.texts(.trustedProxies) { TrustedProxies([$0]) != nil } ?? []
        workers = try found.number(.workers, in: 1...256) ?? workers
        fonts = try found.texts(.fonts, where: InputFile.isFolder) ?? []
        let levels = ["trace", "debug", "info", "notice", "warning", "error", "critical"]
        logLevel = try found.text(.logLevel) { levels.contains($0) } ?? logLevel
        metricsToken = try found.text(.metricsToken) { text in
            (16...200).contains(text.utf8.count) && text.utf8.allSatisfy { (0x21...0x7E).contains($0) }
        }
        metricsPort = try found.number(.metricsPort, in: 1...65_535)
        metricsHost = try found.text(.metricsHost, where: Self.isHost) ?? metricsHost
        dashboard = try found.text(.dashboard, where: InputFile.isFolder)
        mail = try Self.mail(in: found)
        trustedImageHosts =
            try found.texts(.trustedImageHosts) { Self.hostEntry($0) != nil }?
            .compactMap(Self.hostEntry) ?? []
        remoteImageAuthorities = try found.text(.remoteImageAuthorities, where: Self.isFile)
        if remoteImageAuthorities != nil, trustedImageHosts.isEmpty {
            throw .needs(key: "remote-image-ca", other: "trusted-image-hosts")
        }
        openID = try Self.openID(in: found)
        newcomers = try Self.newcomers(in: found)
        limits = try found.limits()
    }

    private static func hostEntry(_ text: String) -> HostEntry? {
        do throws(KeyError) { return try HostEntry(parsing: text) } catch { return nil }
    }

    private static func isFile(_ path: String) -> Bool { FileManager.default.isReadableFile(atPath: path) }

    private static func isHost(_ text: String) -> Bool { !text.isEmpty && text.allSatisfy { !$0.isWhitespace } }

    private static func tls(in found: SettingResolver) throws(SettingError) -> TLS? {
        let certificate = try found.text(.tlsCertificate, where: isFile)
        let key = try found.text(.tlsKey, where: isFile)
        switch (certificate, key) {
        case (nil, nil): return nil
        case (let certificate?, let key?): return TLS(certificate: certificate, key: key)
        case (_?, nil): throw .needs(key: "tls-cert", other: "tls-key")
        case (nil, _?): throw .needs(key: "tls-key", other: "tls-cert")
        }
    }

    private static func mail(in found: SettingResolver) throws(SettingError) -> MailServer? {
        let url = try found.text(.smtpURL) { text in
            guard let parts = URLComponents(string: text) else { return false }
            return ["smtp", "smtps"].contains(parts.scheme ?? "") && parts.host?.isEmpty == false
                && parts.user == nil && ["", "/"].contains(parts.path)
        }
        let from = try found.text(.smtpFrom) { (try? EmailAddress.normalized($0)) != nil }
        let user = try found.text(.smtpUser) { !$0.isEmpty }
        let password = try found.text(.smtpPassword) { !$0.isEmpty }
        switch (url, from) {
        case (nil, nil): return nil
        case (_?, nil): throw .needs(key: "smtp-url", other: "smtp-from")
        case (nil, _?): throw .needs(key: "smtp-from", other: "smtp-url")
        case (let url?, let from?):
            if password != nil, user == nil { throw .needs(key: "smtp-password", other: "smtp-user") }
            return MailServer(
                url: url, user: user, password: password, from: from, authorities: CertificateAuthorities.file())
        }
    }

    private static func isOrigin(_ text: String) -> Bool {
        guard isWebAddress(text), let parts = URLComponents(string: text) else { return false }
        return ["", "/"].contains(parts.path)
    }

    private static func isWebAddress(_ text: String) -> Bool {
        guard let parts = URLComponents(string: text), parts.scheme == "http" || parts.scheme == "https" else {
            return false
        }
        return parts.host?.isEmpty == false && parts.query == nil && parts.fragment == nil && parts.user == nil
            && parts.password == nil
    }

    private static func withoutSlash(_ text: String) -> String { text.hasSuffix("/") ? String(text.dropLast()) : text }
}
