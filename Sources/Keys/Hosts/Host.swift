/// A host in its one comparable form.
enum Host: Sendable, Hashable {
    /// Lower-case ASCII labels, without a trailing dot. An IPv4 address is such a name, in exactly the digits given.
    case name(String)
    case address(IPv6Address)

    /// A host without a port, as it stands in an ASCII authority.
    init(_ authority: Authority) throws(HostProblem) {
        if authority.isAddress {
            guard let address = IPv6Address(parsing: authority.host) else { throw .address }
            self = .address(address)
        } else {
            self = .name(try Self.name(authority.host))
        }
    }

    /// The form in which a host is written.
    var text: String {
        switch self {
        case .name(let name): name
        case .address(let address): "[\(address.text)]"
        }
    }

    /// Lower-cases an ASCII name, strips one trailing dot, and checks every label.
    static func name(_ bytes: ArraySlice<UInt8>) throws(HostProblem) -> String {
        let name = bytes.last == UInt8(ascii: ".") ? bytes.dropLast() : bytes
        guard !bytes.isEmpty else { throw .empty }
        guard name.count <= 253 else { throw .nameTooLong }
        for label in name.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false) {
            guard !label.isEmpty else { throw .emptyLabel }
            guard label.count <= 63 else { throw .labelTooLong }
            if let odd = label.first(where: { !ASCII.isLabel($0) }) { throw .character(Unicode.Scalar(odd)) }
        }
        return String(decoding: name.map(ASCII.lower), as: UTF8.self)
    }
}
