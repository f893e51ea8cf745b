/// Why a text is no host: an entry is refused on saving, a request's header on judging.
public enum HostProblem: Error, Equatable, Sendable {
    /// Nothing is there.
    case empty
    /// The text is longer than 4,096 bytes.
    case tooLong(bytes: Int)
    /// Something other than `http` or `https` stands before `://`.
    case scheme
    /// A path, query or fragment follows a host without a scheme.
    case path
    /// A user name stands before the host.
    case userInfo
    /// A character that no host may have.
    case character(Unicode.Scalar)
    /// `*` alone would allow everybody.
    case bareWildcard
    /// `*` stands for whole labels at the beginning only, as in `*.example.com`.
    case innerWildcard
    /// An address has no subdomains.
    case wildcardAddress
    /// Two dots in a row, or a dot at the beginning.
    case emptyLabel
    /// A label has more than 63 bytes.
    case labelTooLong
    /// A name has more than 253 bytes.
    case nameTooLong
    /// The text between `[` and `]` is no IPv6 address.
    case address
    /// An IPv6 address stands without `[` and `]`.
    case addressNeedsBrackets
    /// A colon without a port.
    case emptyPort
    /// A port that is no number from 1 to 65535.
    case port
    /// A port other than 443 where pictures are loaded from.
    case portNotUsed
    /// A Unicode name or an A-label that the rules for international names refuse.
    case internationalName
    /// The library for international names failed.
    case libraryFailure
}

extension HostProblem {
    /// A sentence for the person who reads the refusal: what is wrong, and what would be right.
    public var explanation: String {
        switch self {
        case .empty: "a host is missing"
        case .tooLong(let bytes): "\(bytes) bytes are too long; at most \(HostText.byteLimit) are read"
        case .scheme: "the scheme must be http or https"
        case .path: "a host has no path; write example.com, or paste a whole address with https://"
        case .userInfo: "a host has no user name: nothing may stand before an @"
        case .character(let scalar): "the character U+\(Self.hexadecimal(scalar)) cannot be part of a host"
        case .bareWildcard: "* alone would allow every site; name each host, or write *.example.com"
        case .innerWildcard: "* may only be the whole first label, as in *.example.com"
        case .wildcardAddress: "an address has no subdomains; write it without *"
        case .emptyLabel: "a part between two dots is empty"
        case .labelTooLong: "a part between two dots is longer than 63 characters"
        case .nameTooLong: "the name is longer than 253 characters"
        case .address: "there is no IPv6 address between [ and ]"
        case .addressNeedsBrackets: "an IPv6 address is written in brackets, as in [2001:db8::1]"
        case .emptyPort: "the port after the colon is missing"
        case .port: "a port is a number from 1 to 65535"
        case .portNotUsed: "pictures are loaded over https from port 443; write the host without a port"
        case .internationalName: "this is no valid international name"
        case .libraryFailure: "the name could not be checked; try again"
        }
    }

    private static func hexadecimal(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}
