import CPNG
import Canvas

/// How hard a PNG is squeezed. Both give the same pixels.
public enum PNGCompression: String, Sendable, CaseIterable {
    /// One quick pass: one filter for the whole picture, zlib level 2 or run lengths.
    case fast
    /// Fewer bytes for 3 to 15 times the time: filters by row where they help, zlib level 7.
    case small
}

/// PNG out through libpng and zlib. The same pixmap and compression always give the same bytes.
///
/// The colour type is the leanest that holds every pixel exactly: a palette (of 1, 2, 4 or 8 bits) up to 256 colours,
/// with tRNS where some are translucent; else RGB where all is opaque; else RGBA. Colour is un-premultiplied, rounded
/// to nearest, so that decoding and premultiplying gives back the same pixmap. An sRGB chunk says what the numbers
/// mean.
///
/// The filter is chosen by a sample of at most 24 rows. Each is costed plain and Paeth-filtered: a pixel equal to its
/// left neighbour is free, any other costs the estimated Huffman bits of its bytes. Plain with LZ77 is taken where
/// fewer than one pixel in 16 differs from its neighbour or Paeth saves less than a fifth (flat pictures and text);
/// Paeth with run lengths only otherwise (gradients and photographs, where LZ77 finds little and takes longer).
/// Palettes are never filtered. `small` replaces Paeth by the cheapest of the five filters for each row, and keeps
/// the shorter of LZ77 and run lengths.
public enum PNGEncoder {
    /// Encodes a pixmap.
    ///
    /// - Throws: ``CodecError/outOfMemory``.
    public static func encode(_ pixmap: Pixmap, compression: PNGCompression) throws(CodecError) -> [UInt8] {
        var output = PNGOutput()
        var reason = [CChar](repeating: 0, count: CPNG_REASON_BYTES)
        let status = unsafe cpng_encode(
            pixmap.bytes, UInt32(pixmap.width), UInt32(pixmap.height), compression == .small ? 1 : 0, &output.buffer,
            &reason)
        try PNGReader.check(status, reason)
        return output.bytes
    }
}

/// Owns the buffer that the C encoder grows.
@safe
private struct PNGOutput: ~Copyable {
    var buffer = unsafe cpng_output()

    var bytes: [UInt8] {
        unsafe [UInt8](UnsafeBufferPointer(start: buffer.bytes, count: buffer.count))
    }

    deinit {
        var last = unsafe buffer
        unsafe cpng_output_free(&last)
    }
}
