/// Names of requests, for people who compare an answer with a log.
struct RequestID: Sendable {
    private let number: UInt64

    init(_ random: RandomSource) {
        var random = random
        number = random.next()
    }

    /// `req_` and sixteen hexadecimal digits.
    static func make(_ random: RandomSource) -> String { RequestID(random).text }

    /// `req_` and sixteen hexadecimal digits.
    var text: String {
        var text = Array("req_0000000000000000".utf8)
        let (first, second) = digits
        for place in 0..<8 {
            text[4 + place] = UInt8(truncatingIfNeeded: first >> UInt64(56 - 8 * place))
            text[12 + place] = UInt8(truncatingIfNeeded: second >> UInt64(56 - 8 * place))
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// The digits as two numbers to be written with their highest byte first, behind `req_`.
    var digits: (UInt64, UInt64) { (Self.spell(UInt32(number >> 32)), Self.spell(UInt32(truncatingIfNeeded: number))) }

    /// Eight hexadecimal digits of a number, worked out all at once.
    private static func spell(_ number: UInt32) -> UInt64 {
        var spread = UInt64(number)
        spread = (spread << 16 | spread) & 0x0000_FFFF_0000_FFFF
        spread = (spread << 8 | spread) & 0x00FF_00FF_00FF_00FF
        spread = (spread << 4 | spread) & 0x0F0F_0F0F_0F0F_0F0F
        // Six more carry a digit from ten on into its fifth bit.
        let letters = (spread &+ 0x0606_0606_0606_0606) >> 4 & 0x0101_0101_0101_0101
        return spread &+ 0x3030_3030_3030_3030 &+ letters &* 0x27
    }
}
