/// The parts of `scheme://authority/…`, as both an entry that somebody pastes and a request's header are cut.
struct HostText {
    static let byteLimit = 4_096

    /// 80 or 443, or nothing where the text has no scheme.
    let defaultPort: UInt16?
    let authority: ArraySlice<UInt8>
    /// From the first `/`, `?` or `#` on.
    let rest: ArraySlice<UInt8>

    /// Cuts the text; the scheme counts in any case.
    init(_ bytes: ArraySlice<UInt8>) throws(HostProblem) {
        var remaining = bytes
        defaultPort = try Self.dropScheme(&remaining)
        let end = remaining.firstIndex { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#") }
        authority = remaining[..<(end ?? remaining.endIndex)]
        rest = remaining[(end ?? remaining.endIndex)...]
    }

    private static func dropScheme(_ bytes: inout ArraySlice<UInt8>) throws(HostProblem) -> UInt16? {
        for (scheme, port) in [("http://", UInt16(80)), ("https://", UInt16(443))] {
            let count = scheme.utf8.count
            guard bytes.count >= count, zip(bytes, scheme.utf8).allSatisfy({ ASCII.lower($0) == $1 }) else { continue }
            bytes = bytes.dropFirst(count)
            return port
        }
        let separator = Array("://".utf8)
        let hasOther = bytes.indices.contains { bytes[$0...].starts(with: separator) }
        if hasOther { throw .scheme }
        return nil
    }
}

/// A host and a port, cut out of an authority but not judged.
struct Authority {
    let host: ArraySlice<UInt8>
    /// The host stood between `[` and `]`.
    let isAddress: Bool
    let port: UInt16?

    init(_ bytes: ArraySlice<UInt8>) throws(HostProblem) {
        guard !bytes.isEmpty else { throw .empty }
        if bytes.contains(UInt8(ascii: "@")) { throw .userInfo }
        for character in ["\\", "%"] as [Unicode.Scalar] where bytes.contains(UInt8(ascii: character)) {
            throw .character(character)
        }
        let afterHost: ArraySlice<UInt8>
        if bytes.first == UInt8(ascii: "[") {
            guard let close = bytes.firstIndex(of: UInt8(ascii: "]")) else { throw .address }
            host = bytes[(bytes.startIndex + 1)..<close]
            isAddress = true
            afterHost = bytes[(close + 1)...]
            guard afterHost.first.map({ $0 == UInt8(ascii: ":") }) ?? true else { throw .address }
        } else {
            guard bytes.count(where: { $0 == UInt8(ascii: ":") }) < 2 else { throw .addressNeedsBrackets }
            let colon = bytes.firstIndex(of: UInt8(ascii: ":")) ?? bytes.endIndex
            host = bytes[..<colon]
            isAddress = false
            afterHost = bytes[colon...]
        }
        port = afterHost.isEmpty ? nil : try Self.port(afterHost.dropFirst())
    }

    private static func port(_ digits: ArraySlice<UInt8>) throws(HostProblem) -> UInt16 {
        guard !digits.isEmpty else { throw .emptyPort }
        guard digits.count <= 5, digits.allSatisfy(ASCII.isDigit),
            let port = UInt16(String(decoding: digits, as: UTF8.self)), port > 0
        else { throw .port }
        return port
    }
}

/// What the grammar of hosts needs to know of ASCII.
enum ASCII {
    static func lower(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte | 0x20 : byte }

    static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    /// Letters, digits, hyphen and underscore: what labels are made of in practice.
    static func isLabel(_ byte: UInt8) -> Bool {
        isDigit(byte) || (0x61...0x7A).contains(lower(byte)) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
    }
}
