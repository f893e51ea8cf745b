import Limit

/// A walk over a PNG's chunks that reads IHDR and notes what else matters, without inflating anything.
struct PNGHeader {
    private(set) var width = 0
    private(set) var height = 0
    private var hasAlpha = false
    private var hasColorProfile = false
    private var orientation: Int?

    /// Walks from the signature to IEND.
    ///
    /// - Throws: ``CodecError/damaged(_:)`` where chunks do not join up, ``CodecError/tooLarge(width:height:)`` and
    ///   ``CodecError/chunkTooLarge(bytes:)`` where a limit is crossed. Checksums are left to the decoder.
    init(_ bytes: [UInt8], limits: Limits.Input) throws(CodecError) {
        let reader = ByteReader(bytes[...])
        var position = ImageFormat.pngSignature.count
        guard reader.holds("IHDR", at: position + 4) else { throw .damaged("no IHDR") }
        while true {
            guard let length = reader.uint32(at: position), length <= reader.count - position - 12 else {
                throw .damaged("truncated")
            }
            let name = position + 4
            let body = bytes[position + 8..<position + 8 + length]
            if reader.holds("IEND", at: name) { break }
            if reader.holds("IHDR", at: name) {
                guard width == 0 else { throw .damaged("two IHDR") }
                try readSize(ByteReader(body), limits)
            } else if !reader.holds("IDAT", at: name) {
                guard length <= limits.pngChunkBytes else { throw .chunkTooLarge(bytes: length) }
                note(reader, name, body)
            }
            position += 12 + length
        }
    }

    /// What it found, as every format reports it.
    var header: ImageHeader {
        ImageHeader(
            format: .png, width: width, height: height, hasAlpha: hasAlpha, orientation: orientation ?? 1,
            hasColorProfile: hasColorProfile)
    }

    private mutating func readSize(_ body: ByteReader, _ limits: Limits.Input) throws(CodecError) {
        guard body.count == 13, let columns = body.uint32(at: 0), let rows = body.uint32(at: 4),
            let colorType = body.byte(at: 9)
        else { throw .damaged("bad IHDR") }
        try ImageHeader.check(width: columns, height: rows, limits: limits)
        width = columns
        height = rows
        hasAlpha = colorType & 4 != 0
    }

    private mutating func note(_ reader: ByteReader, _ name: Int, _ body: ArraySlice<UInt8>) {
        if reader.holds("tRNS", at: name) {
            hasAlpha = true
        } else if reader.holds("iCCP", at: name) {
            hasColorProfile = true
        } else if orientation == nil, reader.holds("eXIf", at: name) {
            orientation = ExifOrientation.read(body)
        }
    }
}
