import CPNG
import CTurboJPEG
import Canvas

/// JPEG out through TurboJPEG: baseline, with the accurate DCT, so that every processor gives the same bytes.
///
/// Chroma is halved both ways (4:2:0) up to quality 90, the default, where most services do so and files are a third
/// smaller; above 90 it is kept whole (4:4:4), for those who ask for more than the default.
public enum JPEGEncoder {
    /// The highest quality at which chroma is halved.
    private static let subsampledQualityLimit = 90

    /// Encodes a pixmap; where it is transparent, white shows through.
    ///
    /// - Parameters:
    ///   - pixmap: At most 32,767 pixels a side, which JPEG holds.
    ///   - quality: `1...100`, libjpeg's scale.
    /// - Throws: ``CodecError/outOfMemory``.
    public static func encode(_ pixmap: Pixmap, quality: Int) throws(CodecError) -> [UInt8] {
        precondition((1...100).contains(quality), "JPEG quality is 1...100")
        return try compress(flattened(pixmap), width: pixmap.width, height: pixmap.height, quality: quality)
    }

    private static func flattened(_ pixmap: Pixmap) -> [UInt8] {
        let count = pixmap.width * pixmap.height
        if unsafe pixels_are_opaque(pixmap.bytes, count) == 1 { return pixmap.bytes }
        return unsafe [UInt8](unsafeUninitializedCapacity: count * 4) { opaque, initialized in
            unsafe pixels_over_white(pixmap.bytes, count, opaque.baseAddress)
            initialized = count * 4
        }
    }

    private static func compress(
        _ pixels: [UInt8], width: Int, height: Int, quality: Int
    ) throws(CodecError) -> [UInt8] {
        let handle = try TurboHandle(decompressing: false)
        let subsampling = quality <= subsampledQualityLimit ? TJSAMP_420 : TJSAMP_444
        var output = JPEGOutput()
        let result = unsafe tjCompress2(
            handle.pointer, pixels, Int32(width), Int32(width * 4), Int32(height), Int32(TJPF_RGBX.rawValue),
            &output.buffer, &output.count, Int32(subsampling.rawValue), Int32(quality), TJFLAG_ACCURATEDCT)
        guard result == 0 else { throw handle.error }
        return output.bytes
    }
}

/// Owns the buffer that TurboJPEG grows.
@safe
private struct JPEGOutput: ~Copyable {
    var buffer: UnsafeMutablePointer<UInt8>?
    var count: UInt = 0

    init() {
        unsafe buffer = nil
    }

    var bytes: [UInt8] {
        unsafe [UInt8](UnsafeBufferPointer(start: buffer, count: Int(count)))
    }

    deinit {
        unsafe tjFree(buffer)
    }
}
