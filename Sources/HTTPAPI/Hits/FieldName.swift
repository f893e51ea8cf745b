/// The name of a header field as it is scanned: what it means to a scan, whatever its case.
struct FieldName {
    enum Meaning: Sendable, Equatable {
        case nothing, host, origin, referer, accept, entityTag, connection, forwarded
        case authorization, apiKey, contentLength, contentType, contentEncoding
        /// A body without a length, an upgrade, or a word about the connection that no scan takes.
        case refused
    }

    /// Where the colon stands.
    let end: Int
    let count: Int
    /// The last sixteen bytes in small letters, the last of them lowest.
    private let letters: UInt128

    /// Reads a name up to its colon.
    ///
    /// - Returns: Nil where it is empty, holds what belongs to no token (RFC 9110, 5.6.2), or has no colon.
    @inline(__always)
    init?(at start: Int, in bytes: Span<UInt8>) {
        var place = start
        var letters: UInt128 = 0
        while place < bytes.count {
            let byte = bytes[place]
            if byte == UInt8(ascii: ":") {
                guard place > start else { return nil }
                (end, count, self.letters) = (place, place &- start, letters)
                return
            }
            guard Self.isToken(byte) else { return nil }
            letters = letters &<< 8 | UInt128(byte | 0x20)
            place &+= 1
        }
        return nil
    }

    /// No two names of a token's bytes look alike but for their case: only letters and the hyphen become such.
    @inline(__always)
    var meaning: Meaning {
        switch count {
        case 2: return letters == 0x7465 ? .refused : .nothing  // te
        case 4: return letters == 0x686F_7374 ? .host : .nothing  // host
        case 6:
            switch letters {
            case 0x6F72_6967_696E: return .origin
            case 0x6163_6365_7074: return .accept
            case 0x6578_7065_6374: return .refused  // expect
            default: return .nothing
            }
        case 7:
            switch letters {
            case 0x72_6566_6572_6572: return .referer
            case 0x75_7067_7261_6465, 0x74_7261_696C_6572: return .refused  // upgrade, trailer
            default: return .nothing
            }
        case 9: return letters == 0x78_2D61_7069_2D6B_6579 ? .apiKey : .nothing
        case 10: return letters == 0x636F_6E6E_6563_7469_6F6E ? .connection : .nothing
        case 13:
            switch letters {
            case 0x61_7574_686F_7269_7A61_7469_6F6E: return .authorization
            case 0x69_662D_6E6F_6E65_2D6D_6174_6368: return .entityTag  // if-none-match
            default: return .nothing
            }
        case 12: return letters == 0x636F_6E74_656E_742D_7479_7065 ? .contentType : .nothing
        case 14: return letters == 0x636F_6E74_656E_742D_6C65_6E67_7468 ? .contentLength : .nothing
        case 15: return letters == 0x78_2D66_6F72_7761_7264_6564_2D66_6F72 ? .forwarded : .nothing
        case 16: return letters == 0x636F_6E74_656E_742D_656E_636F_6469_6E67 ? .contentEncoding : .nothing
        case 17:
            // transfer-encoding without its first letter
            return letters == 0x7261_6E73_6665_722D_656E_636F_6469_6E67 ? .refused : .nothing
        default: return .nothing
        }
    }

    /// One bit for each byte of ASCII that a token may hold.
    @inline(__always)
    private static func isToken(_ byte: UInt8) -> Bool {
        let low: UInt64 = 0x03FF_6CFA_0000_0000
        let high: UInt64 = 0x57FF_FFFF_C7FF_FFFE
        return byte < 0x80 && (byte < 0x40 ? low : high) &>> UInt64(byte) & 1 == 1
    }
}
