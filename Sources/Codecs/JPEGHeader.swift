import Limit

/// A walk over a JPEG's markers, from SOI to EOI, that counts its scans before anything is decoded.
///
/// Where the walk and libjpeg could see different markers (bytes between segments, a marker inside a scan), libjpeg
/// warns, and the first warning fails the decoding; so no scan escapes the count.
struct JPEGHeader {
    private(set) var width = 0
    private(set) var height = 0
    /// Bytes from SOI to the end of EOI; what follows is no part of the picture.
    private(set) var byteCount = 0
    private var scans = 0
    private var orientation: Int?
    private var hasColorProfile = false

    private enum Marker {
        static let startOfScan = 0xda
        static let endOfImage = 0xd9
        static let exif = 0xe1
        static let colorProfile = 0xe2
        static let baseline = 0xc0, extended = 0xc1, progressive = 0xc2
        /// Every SOFn; C4, C8 and CC in between are tables and reserved.
        static let frames: Set<Int> = Set(0xc0...0xcf).subtracting([0xc4, 0xc8, 0xcc])
        /// TEM and the restarts stand alone, without a length.
        static func isBare(_ marker: Int) -> Bool { marker == 0x01 || (0xd0...0xd7).contains(marker) }
    }

    /// Walks the whole file.
    ///
    /// - Throws: ``CodecError`` for broken segments, a size or a scan count past the limits, CMYK and YCCK, and
    ///   processes other than baseline, extended and progressive Huffman with 8 bits.
    init(_ bytes: [UInt8], limits: Limits.Input) throws(CodecError) {
        let reader = ByteReader(bytes[...])
        var position = 2
        while true {
            guard reader.byte(at: position) == 0xff else { throw .damaged("no marker") }
            while reader.byte(at: position) == 0xff { position += 1 }
            guard let marker = reader.byte(at: position) else { throw .damaged("truncated") }
            position += 1
            if marker == Marker.endOfImage { break }
            if Marker.isBare(marker) { continue }
            guard let length = reader.uint16(at: position), length >= 2, length <= reader.count - position else {
                throw .damaged("truncated")
            }
            let body = bytes[position + 2..<position + length]
            position += length
            if Marker.frames.contains(marker) {
                try readFrame(marker, ByteReader(body), limits)
            } else if marker == Marker.startOfScan {
                scans += 1
                position = Self.endOfScan(bytes, from: position)
            } else {
                note(marker, body)
            }
        }
        guard scans <= limits.jpegScans else { throw .tooManyScans(scans) }
        guard width > 0, scans > 0 else { throw .damaged("no image") }
        byteCount = position
    }

    /// What it found, as every format reports it.
    var header: ImageHeader {
        ImageHeader(
            format: .jpeg, width: width, height: height, hasAlpha: false, orientation: orientation ?? 1,
            hasColorProfile: hasColorProfile)
    }

    private mutating func readFrame(
        _ marker: Int, _ body: ByteReader, _ limits: Limits.Input
    ) throws(CodecError) {
        guard width == 0 else { throw .damaged("two frames") }
        guard [Marker.baseline, Marker.extended, Marker.progressive].contains(marker) else {
            throw .unsupported("JPEG process SOF\(marker - Marker.baseline)")
        }
        guard let precision = body.byte(at: 0), let rows = body.uint16(at: 1), let columns = body.uint16(at: 3),
            let count = body.byte(at: 5)
        else { throw .damaged("bad frame") }
        guard precision == 8 else { throw .unsupported("JPEG of \(precision) bits") }
        try ImageHeader.check(width: columns, height: rows, limits: limits)
        if count == 4 { throw .cmyk }
        guard count == 1 || count == 3 else { throw .unsupported("JPEG of \(count) components") }
        width = columns
        height = rows
    }

    private mutating func note(_ marker: Int, _ body: ArraySlice<UInt8>) {
        let reader = ByteReader(body)
        if marker == Marker.exif, orientation == nil, reader.holds("Exif\0\0", at: 0) {
            orientation = ExifOrientation.read(body.dropFirst(6))
        } else if marker == Marker.colorProfile, reader.holds("ICC_PROFILE\0", at: 0) {
            hasColorProfile = true
        }
    }

    /// Passes entropy-coded bytes: up to the first marker that is neither a stuffed zero nor a restart.
    private static func endOfScan(_ bytes: [UInt8], from start: Int) -> Int {
        var position = start
        while position + 1 < bytes.count {
            if bytes[position] == 0xff {
                let next = bytes[position + 1]
                if next != 0, next != 0xff, !(0xd0...0xd7).contains(next) { return position }
            }
            position += 1
        }
        return bytes.count
    }
}
