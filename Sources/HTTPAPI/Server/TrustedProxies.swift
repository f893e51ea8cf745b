import Foundation

/// Networks whose `X-Forwarded-For` is believed.
public struct TrustedProxies: Sendable, Equatable {
    private struct Network: Sendable, Equatable {
        let bytes: [UInt8]
        let bits: Int

        func contains(_ address: [UInt8]) -> Bool {
            guard address.count == bytes.count else { return false }
            let whole = bits / 8
            guard address[..<whole] == bytes[..<whole] else { return false }
            guard bits % 8 > 0 else { return true }
            let mask = ~UInt8(0) << UInt8(8 - bits % 8)
            return address[whole] & mask == bytes[whole] & mask
        }
    }

    private let networks: [Network]

    /// No proxy: the header is ignored.
    public static let none = TrustedProxies(networks: [])

    private init(networks: [Network]) { self.networks = networks }

    /// Reads networks as `10.0.0.0/8`, `::1/128` or plain addresses; nil when one of them is none.
    public init?(_ texts: [String]) {
        var networks: [Network] = []
        for text in texts {
            let parts = text.split(separator: "/", omittingEmptySubsequences: false)
            guard (1...2).contains(parts.count), let bytes = Self.bytes(of: String(parts[0])) else { return nil }
            let bits = parts.count == 2 ? Int(parts[1]) ?? -1 : bytes.count * 8
            guard (0...bytes.count * 8).contains(bits) else { return nil }
            networks.append(Network(bytes: bytes, bits: bits))
        }
        self.networks = networks
    }

    /// The client's address: the last forwarded one that is no proxy of ours, when a proxy of ours sent it.
    package func client(of peer: String?, forwarded: [String]) -> String? {
        guard !networks.isEmpty, let peer, isTrusted(peer) else { return peer }
        let hops = forwarded.joined(separator: ",").split(separator: ",").map(\.trimmingSpaces)
        for hop in hops.reversed() {
            guard Self.bytes(of: hop) != nil else { break }
            if !isTrusted(hop) { return hop }
        }
        return peer
    }

    private func isTrusted(_ address: String) -> Bool {
        guard let bytes = Self.bytes(of: address) else { return false }
        return networks.contains { $0.contains(bytes) }
    }

    /// The bytes of an address; names are never looked up.
    private static func bytes(of text: String) -> [UInt8]? {
        let octets = text.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
        if octets.count == 4 { return octets.contains(nil) ? nil : octets.compactMap { $0 } }
        let halves = text.components(separatedBy: "::")
        guard (1...2).contains(halves.count), text.contains(":") else { return nil }
        let groups = halves.map { half in
            half.isEmpty
                ? [] : half.split(separator: ":", omittingEmptySubsequences: false).map { UInt16($0, radix: 16) }
        }
        guard !groups.joined().contains(nil) else { return nil }
        let known = groups.joined().count
        guard halves.count == 2 ? known < 8 : known == 8 else { return nil }
        let gap = [UInt16?](repeating: 0, count: 8 - known)
        let all = groups[0] + gap + (halves.count == 2 ? groups[1] : [])
        return all.compactMap { $0 }.flatMap { [UInt8($0 >> 8), UInt8(truncatingIfNeeded: $0)] }
    }
}
