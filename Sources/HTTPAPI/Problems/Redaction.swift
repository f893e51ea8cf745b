/// Takes out of a text whatever might be an API key, a signing secret or a signature.
package enum Redaction {
    private static let prefixes = ["rs_live_", "rs_get_", "rs_sign_", "sig="].map { Array($0.utf8) }
    private static let mark = Array("[redacted]".utf8)

    /// The text with what stands after each key's prefix and after `sig=` replaced.
    package static func withoutKeys(_ text: String) -> String {
        // Nearly every text has no key in it.
        guard mayHoldKey(text) else { return text }
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.first {
            if let prefix = prefixes.first(where: { rest.starts(with: $0) }) {
                let secret = rest.dropFirst(prefix.count).prefix { isKeyByte($0) }
                bytes += prefix + (secret.isEmpty ? [] : mark)
                rest = rest.dropFirst(prefix.count + secret.count)
            } else {
                bytes.append(byte)
                rest = rest.dropFirst()
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Whether one of the prefixes may begin somewhere: they share `rs_` and `sig=`.
    private static func mayHoldKey(_ text: String) -> Bool {
        var last: UInt32 = 0
        for byte in text.utf8 {
            last = last << 8 | UInt32(byte)
            if last & 0xFF_FFFF == 0x72_735F || last == 0x7369_673D { return true }
        }
        return false
    }

    /// The text in quotes, shortened to what a person can read, without keys and control characters.
    package static func quoted(_ text: String) -> String {
        let shown = String(
            text.unicodeScalars.prefix(80).map { $0.properties.generalCategory == .control ? "?" : Character($0) })
        return "'\(withoutKeys(shown))\(text.unicodeScalars.count > 80 ? "…" : "")'"
    }

    private static func isKeyByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "-"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}
