/// An IPv6 address as its 128 bits, so that all ways to write one are equal.
struct IPv6Address: Sendable, Hashable {
    private let groups: [UInt16]

    /// Reads the forms of RFC 4291 §2.2: full, with one `::`, and with dotted IPv4 at the end. No zone.
    init?(parsing bytes: ArraySlice<UInt8>) {
        guard bytes.count <= 45 else { return nil }
        let colon = UInt8(ascii: ":")
        let gap = bytes.indices.dropLast().first { bytes[$0] == colon && bytes[$0 + 1] == colon }
        guard let gap else {
            guard let groups = Self.groups(bytes, mayEndInIPv4: true), groups.count == 8 else { return nil }
            self.groups = groups
            return
        }
        guard let head = Self.groups(bytes[..<gap], mayEndInIPv4: false),
            let tail = Self.groups(bytes[(gap + 2)...], mayEndInIPv4: true), head.count + tail.count < 8
        else { return nil }
        groups = head + Array(repeating: 0, count: 8 - head.count - tail.count) + tail
    }

    /// The form of RFC 5952: lower case, no leading zeros, the first longest run of zeros as `::`.
    var text: String {
        var longest = 0..<0
        var start = 0
        for index in 0...8 where index == 8 || groups[index] != 0 {
            if index - start > max(1, longest.count) { longest = start..<index }
            start = index + 1
        }
        func join(_ part: ArraySlice<UInt16>) -> String { part.map { String($0, radix: 16) }.joined(separator: ":") }
        guard !longest.isEmpty else { return join(groups[...]) }
        return join(groups[..<longest.lowerBound]) + "::" + join(groups[longest.upperBound...])
    }

    private static func groups(_ bytes: ArraySlice<UInt8>, mayEndInIPv4: Bool) -> [UInt16]? {
        guard !bytes.isEmpty else { return [] }
        var result: [UInt16] = []
        let parts = bytes.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        for (index, part) in parts.enumerated() {
            if mayEndInIPv4, index == parts.count - 1, part.contains(UInt8(ascii: ".")) {
                guard let quad = dottedQuad(part) else { return nil }
                result += quad
            } else {
                // `UInt16(_:radix:)` takes a sign, so the digits are checked first.
                guard (1...4).contains(part.count), part.allSatisfy(isHexadecimal),
                    let group = UInt16(String(decoding: part, as: UTF8.self), radix: 16)
                else { return nil }
                result.append(group)
            }
        }
        return result
    }

    private static func dottedQuad(_ bytes: ArraySlice<UInt8>) -> [UInt16]? {
        let parts = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        var octets: [UInt16] = []
        for part in parts {
            guard (1...3).contains(part.count), part.allSatisfy(ASCII.isDigit), part.count == 1 || part.first != 0x30,
                let octet = UInt8(String(decoding: part, as: UTF8.self))
            else { return nil }
            octets.append(UInt16(octet))
        }
        return [octets[0] << 8 | octets[1], octets[2] << 8 | octets[3]]
    }

    private static func isHexadecimal(_ byte: UInt8) -> Bool {
        ASCII.isDigit(byte) || (0x61...0x66).contains(ASCII.lower(byte))
    }
}
