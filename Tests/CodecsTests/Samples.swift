import Canvas
import Codecs
import Foundation
import Limit

/// A seeded generator (SplitMix64), so that a failure can be repeated.
struct SeededRandom: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var value = state
        value = (value ^ value >> 30) &* 0xbf58_476d_1ce4_e5b9
        value = (value ^ value >> 27) &* 0x94d0_49bb_1331_11eb
        return value ^ value >> 31
    }
}

/// Pictures and files that several suites use.
enum Samples {
    static let limits = Limits.Input()

    /// A pixmap from a premultiplied pixel for each place.
    static func pixmap(_ width: Int, _ height: Int, _ pixel: (Int, Int) -> [UInt8]) throws -> Pixmap {
        let bytes = (0..<height).flatMap { row in (0..<width).flatMap { column in pixel(column, row) } }
        return try Pixmap(width: width, height: height, bytes: bytes)
    }

    /// Opaque pixels of seeded noise.
    static func noise(_ width: Int, _ height: Int, seed: UInt64 = 7) throws -> Pixmap {
        var random = SeededRandom(seed: seed)
        return try pixmap(width, height) { _, _ in
            let word = random.next()
            return [UInt8(truncatingIfNeeded: word), UInt8(truncatingIfNeeded: word >> 8), UInt8(word >> 56), 255]
        }
    }

    /// As many opaque colours as pixels, up to 65,536.
    static func distinct(_ width: Int, _ height: Int, alpha: UInt8 = 255) throws -> Pixmap {
        try pixmap(width, height) { column, row in
            let index = row * width + column
            return [UInt8(index & 0xff) / (alpha == 255 ? 1 : 2), UInt8(index >> 8), 0, alpha]
        }
    }

    /// An EXIF block whose IFD0 holds another tag and the orientation.
    static func exif(_ orientation: Int, isLittleEndian: Bool = true) -> [UInt8] {
        func pair(_ value: Int) -> [UInt8] {
            let bytes = [UInt8(value & 0xff), UInt8(value >> 8)]
            return isLittleEndian ? bytes : bytes.reversed()
        }
        func quad(_ value: Int) -> [UInt8] {
            isLittleEndian ? pair(value) + pair(0) : pair(0) + pair(value)
        }
        let mark: [UInt8] = isLittleEndian ? Array("II".utf8) : Array("MM".utf8)
        let width = pair(0x0100) + pair(4) + quad(1) + quad(99)
        let turn = pair(0x0112) + pair(3) + quad(1) + pair(orientation) + pair(0)
        return mark + pair(42) + quad(8) + pair(2) + width + turn + quad(0)
    }

    /// A JPEG with a segment put in behind SOI.
    static func inserting(_ marker: UInt8, _ body: [UInt8], into jpeg: [UInt8]) -> [UInt8] {
        let length = body.count + 2
        return jpeg[..<2] + [0xff, marker, UInt8(length >> 8), UInt8(length & 0xff)] + body + jpeg[2...]
    }

    /// 16 x 16, ten scans, made by Pillow.
    static let progressiveJPEG = decoded(
        """
        /9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABQODxIPDRQSEBIXFRQYHjIhHhwcHj0sLiQySUBMS0dARkVQWnNiUFVtVkVGZIhlbXd7
        gYKBTmCNl4x9lnN+gXz/2wBDARUXFx4aHjshITt8U0ZTfHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8
        fHx8fHx8fHz/wgARCAAQABADASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAABAP/xAAVAQEBAAAAAAAAAAAAAAAAAAAAAf/a
        AAwDAQACEAMQAAABEi6K/8QAFhAAAwAAAAAAAAAAAAAAAAAAAAEC/9oACAEBAAEFAlIpFIpP/8QAFREBAQAAAAAAAAAAAAAAAAAA
        AwD/2gAIAQMBAT8BFb//xAAWEQADAAAAAAAAAAAAAAAAAAAAAgP/2gAIAQIBAT8Bah//xAAUEAEAAAAAAAAAAAAAAAAAAAAg/9oA
        CAEBAAY/Ah//xAAUEAEAAAAAAAAAAAAAAAAAAAAg/9oACAEBAAE/IR//AP/aAAwDAQACAAMAAAAQI//EABURAQEAAAAAAAAAAAAA
        AAAAAAAx/9oACAEDAQE/EJv/xAAUEQEAAAAAAAAAAAAAAAAAAAAA/9oACAECAQE/EB//xAAVEAEBAAAAAAAAAAAAAAAAAAAAYf/a
        AAgBAQABPxCKKKL/2Q==
        """)

    /// 16 x 16 with an Adobe marker and four components, made by Pillow.
    static let cmykJPEG = decoded(
        """
        /9j/7gAOQWRvYmUAZAAAAAAA/9sAQwAbEhQXFBEbFxYXHhwbIChCKyglJShROj0wQmBVZWRfVV1baniZgWpxkHNbXYW1hpCeo6ut
        q2eAvMm6pseZqKuk/8AAFAgAEAAQBEMRAE0RAFkRAEsRAP/EABYAAQEBAAAAAAAAAAAAAAAAAAAGBf/EABgQAQADAQAAAAAAAAAA
        AAAAAAAFFEFh/9oADgRDAE0AWQBLAAA/AMqPxlUOCmU0fhQ4CZj8U1DgKaPwocB//9k=
        """)

    /// 16 x 16, one component, made by Pillow.
    static let grayJPEG = decoded(
        """
        /9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABALDA4MChAODQ4SERATGCgaGBYWGDEjJR0oOjM9PDkzODdASFxOQERXRTc4UG1RV19i
        Z2hnPk1xeXBkeFxlZ2P/wAALCAAQABABAREA/8QAFQABAQAAAAAAAAAAAAAAAAAABQb/xAAXEAEAAwAAAAAAAAAAAAAAAAAEACEx
        /9oACAEBAAA/AJ84cqJnDlRM4cqJnDlT/9k=
        """)

    private static func decoded(_ text: String) -> [UInt8] {
        [UInt8](Data(base64Encoded: text, options: .ignoreUnknownCharacters) ?? Data())
    }
}
