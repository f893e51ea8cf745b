/// The query of a GET render as signing sees it: which bytes are signed, until when, and with which signature.
///
/// The signed bytes are `GET`, a line break, `/api/v1/render`, a line break, and every pair but `sig`: percent-decoded,
/// sorted by the UTF-8 bytes of name and value, encoded again by RFC 3986, joined by `&`.
public struct SignedQuery: Sendable, Equatable {
    /// One pair, percent-decoded.
    public struct Pair: Sendable, Equatable {
        public let name: String
        public let value: String

        /// Puts a pair together.
        public init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    /// The only path that is signed.
    public static let path = "/api/v1/render"

    /// Every pair but `sig`, sorted and encoded: it can stand in a URL as it is.
    public let canonicalText: String
    /// The value of `sig`; nil where it is missing or there more than once.
    public let signature: String?
    /// `exp` in epoch seconds; nil where it is missing, there more than once, or no number.
    public let expiry: Int?
    /// Whether `exp` or `sig` is there at all.
    public let isSigned: Bool

    /// Reads the pairs of a query.
    public init(_ pairs: [Pair]) {
        let signatures = pairs.filter { $0.name == "sig" }
        let expiries = pairs.filter { $0.name == "exp" }
        signature = signatures.count == 1 ? signatures[0].value : nil
        expiry = expiries.count == 1 ? Self.seconds(expiries[0].value) : nil
        isSigned = !signatures.isEmpty || !expiries.isEmpty
        let sorted = pairs.filter { $0.name != "sig" }.sorted { first, second in
            let (one, other) = (Array(first.name.utf8), Array(second.name.utf8))
            if one != other { return one.lexicographicallyPrecedes(other) }
            return first.value.utf8.lexicographicallyPrecedes(second.value.utf8)
        }
        canonicalText = sorted.map { Self.encoded($0.name) + "=" + Self.encoded($0.value) }.joined(separator: "&")
    }

    /// What the HMAC is taken of.
    public var signedBytes: [UInt8] { Array("GET\n\(Self.path)\n\(canonicalText)".utf8) }

    private static func seconds(_ text: String) -> Int? {
        guard (1...12).contains(text.utf8.count), text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return nil
        }
        return Int(text)
    }

    /// Percent-encodes everything but the unreserved characters of RFC 3986, 2.3.
    private static func encoded(_ text: String) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: bytes.append(byte)
            default: bytes += [0x25, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
