import CPNG
import Canvas
import Limit

/// Images in: PNG and JPEG, told apart by magic bytes.
///
/// Every size, scan count and chunk length is read from the bytes and held against the limits before pixels are
/// allocated. Decoding then takes `width * height * 4` bytes, twice that where an orientation turns the picture, and
/// for a progressive JPEG up to 6 bytes a pixel of coefficients beside them.
public enum ImageDecoder {
    /// Reads what an image says about itself, and refuses one that ``decode(_:limits:)`` would refuse for its size.
    ///
    /// - Throws: ``CodecError``; WebP is ``CodecError/unsupported(_:)``.
    public static func header(of bytes: [UInt8], limits: Limits.Input) throws(CodecError) -> ImageHeader {
        switch ImageFormat.sniff(bytes) {
        case .png: return try PNGHeader(bytes, limits: limits).header
        case .jpeg: return try JPEGHeader(bytes, limits: limits).header
        case .webp: throw .unsupported("webp")
        case nil: throw .unknownFormat
        }
    }

    /// Decodes an image to upright premultiplied pixels.
    ///
    /// Gray, palette, 16-bit and interlaced PNG become 8-bit RGBA; gamma and ICC profiles are ignored; of an animated
    /// PNG only the default image is read. The first warning of a library fails, so damaged bytes give no picture.
    /// - Throws: ``CodecError``.
    public static func decode(_ bytes: [UInt8], limits: Limits.Input) throws(CodecError) -> DecodedImage {
        let header: ImageHeader
        let stored: [UInt8]
        switch ImageFormat.sniff(bytes) {
        case .png:
            header = try PNGHeader(bytes, limits: limits).header
            stored = try PNGReader.decode(bytes, header, limits: limits)
        case .jpeg:
            let found = try JPEGHeader(bytes, limits: limits)
            header = found.header
            stored = try JPEGReader.decode(bytes, found)
        case .webp: throw .unsupported("webp")
        case nil: throw .unknownFormat
        }
        return DecodedImage(
            pixmap: try upright(stored, header), ignoredColorProfile: header.hasColorProfile)
    }

    private static func upright(_ stored: [UInt8], _ header: ImageHeader) throws(CodecError) -> Pixmap {
        let pixels = header.orientation == 1 ? stored : turned(stored, header)
        let size = header.uprightSize
        do {
            return try Pixmap(width: size.width, height: size.height, bytes: pixels)
        } catch {
            throw .tooLarge(width: header.width, height: header.height)
        }
    }

    private static func turned(_ stored: [UInt8], _ header: ImageHeader) -> [UInt8] {
        unsafe [UInt8](unsafeUninitializedCapacity: stored.count) { upright, count in
            unsafe stored.withUnsafeBufferPointer { pixels in
                unsafe pixels_orient(
                    pixels.baseAddress, header.width, header.height, Int32(header.orientation), upright.baseAddress)
            }
            count = stored.count
        }
    }
}
