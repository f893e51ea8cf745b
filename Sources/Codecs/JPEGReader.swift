import CTurboJPEG

/// JPEG bytes to opaque pixels through TurboJPEG.
enum JPEGReader {
    /// Decodes straight into the returned array's storage; the first warning fails.
    ///
    /// Only the bytes that the header's walk saw are handed on.
    static func decode(_ bytes: [UInt8], _ header: JPEGHeader) throws(CodecError) -> [UInt8] {
        let handle = try TurboHandle(decompressing: true)
        try checkSize(bytes, header, handle)
        let byteCount = header.width * header.height * 4
        var result: Int32 = -1
        let pixels = unsafe [UInt8](unsafeUninitializedCapacity: byteCount) { pixels, count in
            result = unsafe tjDecompress2(
                handle.pointer, bytes, UInt(header.byteCount), pixels.baseAddress, Int32(header.width),
                Int32(header.width * 4), Int32(header.height), Int32(TJPF_RGBA.rawValue),
                TJFLAG_STOPONWARNING | TJFLAG_LIMITSCANS | TJFLAG_ACCURATEDCT)
            count = result == 0 ? byteCount : 0
        }
        guard result == 0 else { throw handle.error }
        return pixels
    }

    /// TurboJPEG must find the size for which the pixels are allocated.
    private static func checkSize(
        _ bytes: [UInt8], _ header: JPEGHeader, _ handle: borrowing TurboHandle
    ) throws(CodecError) {
        var width: Int32 = 0
        var height: Int32 = 0
        var subsampling: Int32 = 0
        var colorspace: Int32 = 0
        let result = unsafe tjDecompressHeader3(
            handle.pointer, bytes, UInt(header.byteCount), &width, &height, &subsampling, &colorspace)
        guard result == 0 else { throw handle.error }
        guard Int(width) == header.width, Int(height) == header.height else { throw .damaged("two sizes") }
        guard colorspace != TJCS_CMYK.rawValue, colorspace != TJCS_YCCK.rawValue else { throw .cmyk }
    }
}
