import Codecs
import Crypto
import Keys
import Limit

/// A picture as another server gave it.
public struct FetchedImage: Sendable, Equatable {
    /// SHA-256 of the bytes in hexadecimal digits.
    public let hash: String
    public let bytes: [UInt8]
    /// Columns and rows as decoded.
    public let width: Int
    public let height: Int
}

/// Gets one picture, redirects included: each step's host is held against the lists, every address of it is vetted, and
/// only vetted addresses are connected to. It blocks.
struct ImageFetch: Sendable {
    let limits: Limits
    let trusted: TrustedHosts
    let resolver: any HostResolver
    let transport: any ImageTransport
    /// Time since any fixed moment.
    let now: @Sendable () -> Duration

    /// Refuses what no setting allows; nothing is asked of anybody for that.
    func check(_ address: WebAddress, _ hosts: ImageHosts) throws(RemoteImageError) {
        guard !hosts.isEmpty else { throw .off(host: address.hostText) }
        guard hosts.contains(address) else { throw .hostNotListed(host: address.hostText) }
        guard address.port == WebAddress.usualPort || trusted.contains(address) else {
            throw .portNotAllowed(authority: address.authority)
        }
    }

    /// Fetches a picture whose address was checked.
    ///
    /// - Parameter end: When it must be done, by `now`.
    func image(
        at first: WebAddress, hosts: ImageHosts, until end: Duration
    ) throws(RemoteImageError) -> FetchedImage {
        var address = first
        for _ in 0...limits.remote.redirects {
            let request = TransportRequest(
                address: address, vetted: try vetted(address), isTrusted: trusted.contains(address),
                byteLimit: limits.remote.imageBytes, timeoutMilliseconds: try left(until: end))
            switch try transport.get(request) {
            case .found(let bytes): return try sniffed(bytes)
            case .other(let status): throw .status(status)
            case .moved(let text): address = try next(text, hosts)
            }
        }
        throw .tooManyRedirects(limit: limits.remote.redirects)
    }

    private func left(until end: Duration) throws(RemoteImageError) -> Int {
        let milliseconds = Int((end - now()) / .milliseconds(1))
        guard milliseconds > 0 else { throw .timedOut }
        return milliseconds
    }

    /// All addresses of a host; one that is not anybody's to use refuses all.
    private func vetted(_ address: WebAddress) throws(RemoteImageError) -> [NetworkAddress] {
        let found = resolver.addresses(of: address.bareHost)
        guard !found.isEmpty else { throw .unknownHost }
        let isTrusted = trusted.contains(address)
        for one in found {
            let kind = AddressKind(of: one)
            guard kind == .global || isTrusted && kind.isTrustable else { throw .privateAddress(kind) }
        }
        return found
    }

    private func next(_ text: String, _ hosts: ImageHosts) throws(RemoteImageError) -> WebAddress {
        let address: WebAddress
        do throws(HostProblem) { address = try WebAddress(parsing: text) } catch { throw .redirectRefused }
        do throws(RemoteImageError) { try check(address, hosts) } catch { throw .redirectRefused }
        return address
    }

    /// What it is follows from its first bytes; a declared type counts for nothing.
    private func sniffed(_ bytes: [UInt8]) throws(RemoteImageError) -> FetchedImage {
        let size: (width: Int, height: Int)
        do throws(CodecError) {
            size = try ImageDecoder.header(of: bytes, limits: limits.input).uprightSize
        } catch {
            throw .notAnImage
        }
        let hash = SHA256.hash(data: bytes).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        return FetchedImage(hash: hash, bytes: bytes, width: size.width, height: size.height)
    }
}
