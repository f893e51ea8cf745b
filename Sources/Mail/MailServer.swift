import CMail
import Foundation

/// The server that mail is handed to, and how.
public struct MailServer: Sendable, Equatable {
    /// `smtp://host:port` (STARTTLS) or `smtps://host:port`.
    public let url: String
    public let user: String?
    public let password: String?
    /// The sender of every message.
    public let from: String
    /// A PEM file with the certificate authorities to trust; nil: those that libcurl was built to find.
    public let authorities: String?
    /// The longest that one message may take.
    static let timeoutSeconds = 30

    /// Describes a server.
    public init(url: String, user: String?, password: String?, from: String, authorities: String? = nil) {
        self.url = url
        self.user = user
        self.password = password
        self.from = from
        self.authorities = authorities
    }

    /// Whether mail may leave in the clear: to this very machine only.
    var isOnThisMachine: Bool {
        let authority = url.split(separator: "/").dropFirst().first.map(String.init) ?? ""
        return authority.hasPrefix("127.") || authority.hasPrefix("localhost") || authority.hasPrefix("[::1]")
    }

    /// Hands a message over; it blocks until that is done or has failed.
    func send(_ message: Message, at date: Date, identifier: String) throws(MailError) {
        let bytes = message.bytes(at: date, identifier: identifier)
        var reason = [CChar](repeating: 0, count: Int(CMAIL_REASON_BYTES))
        // SAFETY: every pointer is to a Swift value that lives through the call, which keeps none; the reason has the
        // room that the header asks for.
        let status = unsafe cmail_send(
            url, user, password, "<\(Message.plain(from))>", "<\(Message.plain(message.to))>", bytes, bytes.count,
            isOnThisMachine ? 0 : 1, authorities, Self.timeoutSeconds, &reason)
        switch status {
        case CMAIL_OK: return
        case CMAIL_OUT_OF_MEMORY: throw .outOfMemory
        default:
            let words = String(decoding: reason.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
            throw .failed(reason: words)
        }
    }
}
