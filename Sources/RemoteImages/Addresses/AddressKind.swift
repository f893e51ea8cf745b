/// What an address is for. Pictures are loaded from ``global`` ones; the server's own configuration may trust hosts at
/// those that ``isTrustable``.
public enum AddressKind: String, Sendable, Equatable {
    /// Anybody's, on the Internet.
    case global
    /// This very machine.
    case loopback
    /// A private network: RFC 1918.
    case privateNetwork
    /// A provider's network behind its address translation: RFC 6598.
    case carrierNetwork
    /// A private network of IPv6: RFC 4193.
    case uniqueLocal
    /// The cable that the machine is on, where clouds keep their metadata: RFC 3927, RFC 4291.
    case linkLocal
    /// Site-local addresses of IPv6, given up by RFC 3879.
    case siteLocal
    /// "This network", and the address that stands for none.
    case unspecified
    case multicast
    /// The IPv4 broadcast address and the addresses of class E.
    case reserved
    /// For documents, never for use.
    case documentation
    /// For measuring devices.
    case benchmark
    /// For protocols, among them Teredo, which carries an IPv4 address.
    case protocolAssignment
    /// An IPv4 address in IPv6 clothes: mapped, compatible, translated.
    case embeddedIPv4
    /// 6to4, which carries an IPv4 address: RFC 3056, and its relays.
    case sixToFour
    /// Translated to IPv4 by a gateway: RFC 6052, RFC 8215.
    case translated
    /// Thrown away: RFC 6666.
    case discard
    /// IPv6 outside of what is given out for the Internet (2000::/3).
    case notGlobal

    /// Whether a host that the server's configuration trusts may be there.
    public var isTrustable: Bool {
        switch self {
        case .global, .loopback, .privateNetwork, .carrierNetwork, .uniqueLocal: true
        case .linkLocal, .siteLocal, .unspecified, .multicast, .reserved, .documentation, .benchmark,
            .protocolAssignment, .embeddedIPv4, .sixToFour, .translated, .discard, .notGlobal:
            false
        }
    }

    /// The ranges of IANA's registries for special addresses (RFC 6890 and its updates); the first that fits counts.
    private static let ranges: [(prefix: NetworkAddress, bits: Int, kind: AddressKind)] = [
        ("0.0.0.0", 8, AddressKind.unspecified), ("10.0.0.0", 8, .privateNetwork), ("100.64.0.0", 10, .carrierNetwork),
        ("127.0.0.0", 8, .loopback), ("169.254.0.0", 16, .linkLocal), ("172.16.0.0", 12, .privateNetwork),
        ("192.0.0.0", 24, .protocolAssignment), ("192.0.2.0", 24, .documentation), ("192.88.99.0", 24, .sixToFour),
        ("192.168.0.0", 16, .privateNetwork), ("198.18.0.0", 15, .benchmark), ("198.51.100.0", 24, .documentation),
        ("203.0.113.0", 24, .documentation), ("224.0.0.0", 4, .multicast), ("240.0.0.0", 4, .reserved),
        ("::", 128, .unspecified), ("::1", 128, .loopback), ("::ffff:0.0.0.0", 96, .embeddedIPv4),
        ("::ffff:0:0:0", 96, .embeddedIPv4), ("::", 96, .embeddedIPv4), ("64:ff9b::", 96, .translated),
        ("64:ff9b:1::", 48, .translated), ("100::", 64, .discard), ("2001:db8::", 32, .documentation),
        ("2001::", 23, .protocolAssignment), ("2002::", 16, .sixToFour), ("3fff::", 20, .documentation),
        ("fc00::", 7, .uniqueLocal), ("fe80::", 10, .linkLocal), ("fec0::", 10, .siteLocal), ("ff00::", 8, .multicast),
    ].compactMap { text, bits, kind in NetworkAddress(parsing: text).map { ($0, bits, kind) } }

    /// All IPv6 addresses that are given out for the Internet.
    private static let given = NetworkAddress(parsing: "2000::")

    /// Tells what an address is for.
    public init(of address: NetworkAddress) {
        if let range = Self.ranges.first(where: { address.begins(like: $0.prefix, bits: $0.bits) }) {
            self = range.kind
        } else if address.isIPv6 {
            self = Self.given.map { address.begins(like: $0, bits: 3) } == true ? .global : .notGlobal
        } else {
            self = .global
        }
    }
}
