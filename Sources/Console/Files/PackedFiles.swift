import CDashboard
import NIOCore
import Synchronization

/// The dashboard's files as gzip, each packed when it is first asked for and kept.
final class PackedFiles: Sendable {
    /// By path; there are no more than the program has files.
    private let kept = Mutex<[String: ByteBuffer]>([:])

    /// The packed bytes of a file; nil where they would not be fewer.
    func packed(_ path: String, _ bytes: ByteBuffer) -> ByteBuffer? {
        kept.withLock { kept in
            if let known = kept[path] { return known.readableBytes > 0 ? known : nil }
            let packed = Self.pack(Array(bytes.readableBytesView))
            kept[path] = ByteBuffer(bytes: packed)
            return packed.isEmpty ? nil : ByteBuffer(bytes: packed)
        }
    }

    private static func pack(_ bytes: [UInt8]) -> [UInt8] {
        var packed = [UInt8](repeating: 0, count: bytes.count)
        // SAFETY: both arrays outlive the call, and their lengths go with them.
        let length = unsafe cdashboard_gzip(bytes, bytes.count, &packed, packed.count)
        return Array(packed.prefix(length))
    }

    /// Whether the values of `Accept-Encoding` allow gzip by name (RFC 9110, 12.5.3).
    static func isWanted(_ values: [String]) -> Bool {
        values.joined(separator: ",").split(separator: ",").contains { coding in
            let parts = coding.lowercased().split(separator: ";").map { $0.filter { $0 != " " } }
            guard parts.first == "gzip" else { return false }
            let weight = parts.dropFirst().first { $0.hasPrefix("q=") }.map { Double($0.dropFirst(2)) ?? 0 }
            return weight != 0
        }
    }
}
