/// Builds PNG files byte by byte, without any library, so that tests know exactly what is in them.
struct PNGFile {
    var bytes: [UInt8] = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]

    enum ColorType: UInt8 { case gray = 0, rgb = 2, palette = 3, grayAlpha = 4, rgba = 6 }

    /// A whole file: `rows` are unfiltered bytes, `before` and `after` are chunks around IDAT.
    static func make(
        width: Int, height: Int, depth: UInt8 = 8, type: ColorType, rows: [[UInt8]],
        before: [(String, [UInt8])] = [], after: [(String, [UInt8])] = [], interlaced: Bool = false
    ) -> [UInt8] {
        var file = PNGFile()
        file.header(width: width, height: height, depth: depth, type: type, interlaced: interlaced)
        for (name, body) in before { file.chunk(name, body) }
        file.chunk("IDAT", zlibStored(rows.flatMap { [0] + $0 }))
        for (name, body) in after { file.chunk(name, body) }
        file.chunk("IEND", [])
        return file.bytes
    }

    /// A small RGB picture with chunks around IDAT.
    static func sample(before: [(String, [UInt8])] = [], after: [(String, [UInt8])] = []) -> [UInt8] {
        make(width: 2, height: 2, type: .rgb, rows: sampleRows, before: before, after: after)
    }

    static let sampleRows: [[UInt8]] = [[255, 0, 0, 0, 255, 0], [0, 0, 255, 9, 8, 7]]
    static let samplePixels: [UInt8] = [255, 0, 0, 255, 0, 255, 0, 255, 0, 0, 255, 255, 9, 8, 7, 255]

    /// A gray picture in the seven passes of Adam7, less the last `missing` rows of the last passes.
    static func interlaced(width: Int, height: Int, missing: Int = 0) -> [UInt8] {
        let passes = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]
        var rows: [[UInt8]] = []
        for (left, top, across, down) in passes where left < width {
            for row in stride(from: top, to: height, by: down) {
                rows.append(stride(from: left, to: width, by: across).map { interlacedGray($0, row) })
            }
        }
        return make(width: width, height: height, type: .gray, rows: rows.dropLast(missing), interlaced: true)
    }

    /// What ``interlaced(width:height:missing:)`` shows at a place.
    static func interlacedGray(_ column: Int, _ row: Int) -> UInt8 {
        UInt8((column * 31 + row * 7) & 0xff)
    }

    mutating func header(width: Int, height: Int, depth: UInt8 = 8, type: ColorType, interlaced: Bool = false) {
        chunk("IHDR", Self.word(width) + Self.word(height) + [depth, type.rawValue, 0, 0, interlaced ? 1 : 0])
    }

    mutating func chunk(_ name: String, _ body: [UInt8]) {
        let named = Array(name.utf8) + body
        bytes += Self.word(body.count) + named + Self.word(Self.checksum(named))
    }

    static func word(_ value: Int) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
    }

    /// A zlib stream of stored blocks (RFC 1950, RFC 1951 section 3.2.4).
    static func zlibStored(_ bytes: [UInt8]) -> [UInt8] {
        var stream: [UInt8] = [0x78, 0x01]
        var rest = bytes[...]
        repeat {
            let block = rest.prefix(65_535)
            rest = rest.dropFirst(block.count)
            let low = UInt8(truncatingIfNeeded: block.count)
            let high = UInt8(block.count >> 8)
            stream += [rest.isEmpty ? 1 : 0, low, high, ~low, ~high] + block
        } while !rest.isEmpty
        return stream + word(adler(bytes))
    }

    static func adler(_ bytes: [UInt8]) -> Int {
        var first = 1
        var second = 0
        for byte in bytes {
            first = (first + Int(byte)) % 65_521
            second = (second + first) % 65_521
        }
        return second << 16 | first
    }

    private static let checksums: [UInt32] = (0..<256).map { index in
        (0..<8).reduce(UInt32(index)) { value, _ in value & 1 == 1 ? value >> 1 ^ 0xedb8_8320 : value >> 1 }
    }

    static func checksum(_ bytes: [UInt8]) -> Int {
        Int(~bytes.reduce(~UInt32(0)) { checksums[Int(($0 ^ UInt32($1)) & 0xff)] ^ $0 >> 8 })
    }

    /// The chunks of a well-formed file, in order.
    static func chunks(of bytes: [UInt8]) -> [(name: String, body: [UInt8])] {
        var found: [(name: String, body: [UInt8])] = []
        var position = 8
        while position < bytes.count {
            let length = bytes[position..<position + 4].reduce(0) { $0 << 8 | Int($1) }
            let name = String(decoding: bytes[position + 4..<position + 8], as: UTF8.self)
            found.append((name, Array(bytes[position + 8..<position + 8 + length])))
            position += 12 + length
        }
        return found
    }
}
