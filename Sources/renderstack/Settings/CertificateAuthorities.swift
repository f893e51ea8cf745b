import Foundation

/// The file of certificate authorities by which mail servers and issuers are checked: the machine's own, else the one
/// that the program was packed with.
enum CertificateAuthorities {
    /// Debian and its like, Fedora and its like, SUSE, Alpine.
    private static let usual = [
        "/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/ca-bundle.pem",
        "/etc/ssl/cert.pem",
    ]

    /// The first that is there; nil where there is none. `SSL_CERT_FILE` goes before all.
    static func file(
        environment: [String: String] = ProcessInfo.processInfo.environment, root: URL = InstalledPlace.root
    ) -> String? {
        let named = environment["SSL_CERT_FILE"].map { [$0] } ?? []
        let packed = root.appendingPathComponent("share/renderstack/ca-certificates.crt").path
        return (named + usual + [packed]).first { FileManager.default.isReadableFile(atPath: $0) }
    }
}
