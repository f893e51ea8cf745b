import CFetch
import Keys

/// Asks by libcurl: https only, certificates verified, no proxy, cookies, redirects or connections that stay.
public struct CurlTransport: ImageTransport {
    /// A PEM file with certificate authorities that vouch for trusted hosts, beside the system's.
    private let authorities: String?
    /// A PEM file with the authorities to trust for all others; nil: those that libcurl was built to find.
    private let systemAuthorities: String?

    /// - Parameters:
    ///   - authorities: The path of a PEM file, for trusted hosts alone.
    ///   - systemAuthorities: The path of the machine's own.
    public init(authorities: String? = nil, systemAuthorities: String? = nil) {
        self.authorities = authorities
        self.systemAuthorities = systemAuthorities
    }

    public func get(_ request: TransportRequest) throws(RemoteImageError) -> TransportAnswer {
        let addresses = request.vetted.map(\.packed)
        let digits = request.vetted.map { $0.isIPv6 ? "[\($0.text)]" : $0.text }.joined(separator: ",")
        // libcurl reads no pin for an address in brackets, and needs none: the sockets are checked all the same.
        let isInDigits = NetworkAddress(parsing: request.address.bareHost) != nil
        let pin = isInDigits ? nil : "\(request.address.hostText):\(request.address.port):\(digits)"
        var answer = unsafe cfetch_answer()
        let status = unsafe Self.perform(
            request, pin: pin, addresses: addresses,
            authorities: (request.isTrusted ? authorities : nil) ?? systemAuthorities, &answer)
        // SAFETY: the answer was filled by the call above, and is freed once.
        defer { unsafe cfetch_free(&answer) }
        switch status {
        case CFETCH_OK: return unsafe Self.read(answer)
        case CFETCH_OUT_OF_MEMORY: throw .outOfMemory
        case CFETCH_TIMEOUT: throw .timedOut
        case CFETCH_TOO_LARGE: throw .tooLarge(limit: request.byteLimit)
        case CFETCH_CERTIFICATE: throw .certificate
        default: throw .unreachable
        }
    }

    private static func perform(
        _ request: TransportRequest, pin: String?, addresses: [cfetch_address], authorities: String?,
        _ answer: inout cfetch_answer
    ) -> cfetch_status {
        // SAFETY: every pointer is to a Swift value that lives through the call, which keeps none.
        unsafe request.address.text.withCString { url in
            unsafe withOptionalCString(pin) { pin in
                unsafe addresses.withUnsafeBufferPointer { addresses in
                    unsafe withOptionalCString(authorities) { authorities in
                        var asked = unsafe cfetch_request(
                            url: url, pin: pin, addresses: addresses.baseAddress, address_count: addresses.count,
                            port: request.address.port, authorities: authorities, byte_limit: request.byteLimit,
                            timeout_milliseconds: request.timeoutMilliseconds)
                        return unsafe cfetch_get(&asked, &answer)
                    }
                }
            }
        }
    }

    private static func withOptionalCString<Result>(
        _ text: String?, _ body: (UnsafePointer<CChar>?) -> Result
    ) -> Result {
        guard let text else { return body(nil) }
        return unsafe text.withCString { unsafe body($0) }
    }

    private static func read(_ answer: cfetch_answer) -> TransportAnswer {
        switch unsafe answer.status {
        case 200:
            // SAFETY: `bytes` has `byte_count` bytes, or is null with none.
            return unsafe .found(Array(UnsafeBufferPointer(start: answer.bytes, count: answer.byte_count)))
        case 301, 302, 303, 307, 308:
            // SAFETY: the text is in the answer itself and ends with a zero within its bounds.
            return unsafe withUnsafeBytes(of: answer.location) { bytes in
                unsafe .moved(to: String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self))
            }
        default: return unsafe .other(answer.status)
        }
    }
}
