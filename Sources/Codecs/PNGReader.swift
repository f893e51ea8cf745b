import CPNG
import Limit

/// PNG bytes to premultiplied pixels through libpng.
enum PNGReader {
    /// Decodes straight into the returned array's storage.
    static func decode(
        _ bytes: [UInt8], _ header: ImageHeader, limits: Limits.Input
    ) throws(CodecError) -> [UInt8] {
        var reason = [CChar](repeating: 0, count: CPNG_REASON_BYTES)
        var status = CPNG_OK
        let byteCount = header.width * header.height * 4
        let pixels = unsafe [UInt8](unsafeUninitializedCapacity: byteCount) { pixels, count in
            status = unsafe cpng_decode(
                bytes, bytes.count, UInt32(header.width), UInt32(header.height), limits.pngChunkBytes,
                pixels.baseAddress, &reason)
            count = status == CPNG_OK ? byteCount : 0
        }
        try check(status, reason)
        return pixels
    }

    /// Turns a C status into an error value.
    static func check(_ status: cpng_status, _ reason: [CChar]) throws(CodecError) {
        switch status {
        case CPNG_OK: return
        case CPNG_OUT_OF_MEMORY: throw .outOfMemory
        default:
            let words = reason.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
            throw .damaged(String(decoding: words, as: UTF8.self))
        }
    }
}
