import Crypto
import Foundation

/// What ties an answer of the issuer to the browser that asked: 256 random bits in a cookie.
///
/// State, nonce and PKCE's verifier follow from it by HMAC, so the server keeps nothing, and whoever sees the state in a
/// URL learns neither of the others. Expiry and the way back are part of the code: changing them changes the state.
public struct SignInTicket: Sendable, Equatable {
    private let secret: String
    let expiresAt: Int
    /// The page that is opened afterwards, a path of ours.
    public let back: String

    /// Draws a ticket.
    ///
    /// - Parameter back: Where to go afterwards; what is no plain path of ours becomes `/`.
    init(expiresAt: Int, back: String, using random: @Sendable () -> UInt64) {
        secret =
            (0..<4).flatMap { _ in
                let word = random()
                return (0..<8).map { UInt8(truncatingIfNeeded: word >> (8 * UInt64($0))) }
            }.base64URL
        self.expiresAt = expiresAt
        self.back = Self.isOwnPath(back) ? back : "/"
    }

    /// Reads the cookie's value; nil where it cannot be one of ours.
    init?(cookie: String) {
        let parts = cookie.split(separator: ".", omittingEmptySubsequences: false)
        guard cookie.utf8.count <= 2_048, parts.count == 3, parts[0].utf8.count == 43, let expiry = Int(parts[1]),
            let bytes = [UInt8](base64URL: parts[2]), let back = String(validating: bytes, as: UTF8.self),
            Self.isOwnPath(back)
        else { return nil }
        secret = String(parts[0])
        expiresAt = expiry
        self.back = back
    }

    /// The cookie's value.
    public var cookie: String { "\(secret).\(expiresAt).\(Array(back.utf8).base64URL)" }

    /// A letter first: no state may look like the beginning of an API key.
    var state: String { "s" + derived("state") }
    var nonce: String { derived("nonce") }
    var verifier: String { derived("verifier") }
    /// PKCE's S256 (RFC 7636, section 4.2).
    var challenge: String { Array(SHA256.hash(data: Data(verifier.utf8))).base64URL }

    private func derived(_ purpose: String) -> String {
        Array(
            HMAC<SHA256>.authenticationCode(
                for: Data("\(purpose)\n\(expiresAt)\n\(back)".utf8), using: SymmetricKey(data: Data(secret.utf8)))
        ).base64URL
    }

    /// A path, never a way to another host.
    private static func isOwnPath(_ text: String) -> Bool {
        text.hasPrefix("/") && !text.hasPrefix("//") && text.utf8.count <= 1_024
            && text.utf8.allSatisfy { (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "\\") }
    }
}

extension [UInt8] {
    /// base64url without padding (RFC 4648, section 5).
    var base64URL: String {
        Data(self).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }

    init?(base64URL text: some StringProtocol) {
        let plain = String(text).replacing("-", with: "+").replacing("_", with: "/")
        let padding = String(repeating: "=", count: (4 - plain.utf8.count % 4) % 4)
        guard !text.contains("+"), !text.contains("/"), !text.contains("="),
            let data = Data(base64Encoded: plain + padding)
        else { return nil }
        self = Array(data)
    }
}
