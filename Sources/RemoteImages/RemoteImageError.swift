/// Why a picture from another server is not there. Facts for reports; none tells more than whoever asks could see.
public enum RemoteImageError: Error, Sendable, Equatable {
    /// The organization lists no hosts.
    case off(host: String)
    /// The organization does not list this host.
    case hostNotListed(host: String)
    /// Another port than 443, and no trusted host with that port.
    case portNotAllowed(authority: String)
    /// No https URL that can be used.
    case malformed
    /// Too many fetches run and wait; nothing is wrong with this one.
    case busy
    /// The name has no address.
    case unknownHost
    /// The name has an address in a private or special network.
    case privateAddress(AddressKind)
    case unreachable
    case certificate
    case timedOut
    case tooLarge(limit: Int)
    /// The server answered with another status than 200 or a redirect.
    case status(Int)
    case tooManyRedirects(limit: Int)
    /// A redirect led to a host that the organization does not list, to another port or scheme, or nowhere.
    case redirectRefused
    /// The bytes are no PNG or JPEG, or of one that is too large.
    case notAnImage
    case outOfMemory

    /// Whether a setting or the request has to change before this can work: nothing was asked of any server.
    public var isRefusal: Bool {
        switch self {
        case .off, .hostNotListed, .portNotAllowed, .malformed: true
        default: false
        }
    }

    /// One word for the report of a picture that was made without it.
    public var word: String {
        switch self {
        case .off: "off"
        case .hostNotListed: "host-not-listed"
        case .portNotAllowed: "port-not-allowed"
        case .malformed: "malformed-url"
        case .busy: "busy"
        case .unknownHost: "unknown-host"
        case .privateAddress: "private-address"
        case .unreachable: "unreachable"
        case .certificate: "certificate"
        case .timedOut: "timeout"
        case .tooLarge: "too-large"
        case .status(let status): "status-\(status)"
        case .tooManyRedirects: "too-many-redirects"
        case .redirectRefused: "redirect-refused"
        case .notAnImage: "not-an-image"
        case .outOfMemory: "out-of-memory"
        }
    }
}
