import CFetch

/// An IPv4 or IPv6 address.
public struct NetworkAddress: Sendable, Hashable {
    /// In network order: 4 or 16.
    public let bytes: [UInt8]

    /// Takes 4 or 16 bytes in network order; nil for any other number.
    public init?(bytes: [UInt8]) {
        guard bytes.count == 4 || bytes.count == 16 else { return nil }
        self.bytes = bytes
    }

    /// Reads an address in digits, without brackets and zone.
    public init?(parsing text: String) {
        var read = cfetch_address()
        // SAFETY: both pointers are to Swift values that live through the call, which keeps neither.
        guard unsafe cfetch_read_address(text, &read) != 0 else { return nil }
        self.init(read)
    }

    init?(_ address: cfetch_address) {
        let all = address.bytes
        let bytes = [
            all.0, all.1, all.2, all.3, all.4, all.5, all.6, all.7, all.8, all.9, all.10, all.11, all.12, all.13,
            all.14, all.15,
        ]
        self.init(bytes: Array(bytes.prefix(Int(address.length))))
    }

    /// Whether it is one of IPv6.
    public var isIPv6: Bool { bytes.count == 16 }

    /// The address in digits, without brackets.
    public var text: String {
        var address = packed
        var digits = [CChar](repeating: 0, count: Int(CFETCH_ADDRESS_TEXT))
        // SAFETY: both pointers are to Swift values that live through the call; the text has the room that is asked for.
        unsafe cfetch_write_address(&address, &digits)
        return String(decoding: digits.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    /// As the C side has it.
    var packed: cfetch_address {
        let all = bytes + [UInt8](repeating: 0, count: 16 - bytes.count)
        return cfetch_address(
            length: UInt8(bytes.count),
            bytes: (
                all[0], all[1], all[2], all[3], all[4], all[5], all[6], all[7], all[8], all[9], all[10], all[11],
                all[12], all[13], all[14], all[15]
            ))
    }

    /// Whether the first bits are those of another address.
    func begins(like other: NetworkAddress, bits: Int) -> Bool {
        guard bytes.count == other.bytes.count else { return false }
        let whole = bits / 8
        guard bytes.prefix(whole).elementsEqual(other.bytes.prefix(whole)) else { return false }
        let rest = bits % 8
        guard rest > 0 else { return true }
        return (bytes[whole] ^ other.bytes[whole]) >> UInt8(8 - rest) == 0
    }
}
