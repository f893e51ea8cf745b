/// What can be wrong with an image that comes in, or go wrong with one that goes out.
public enum CodecError: Error, Equatable, Sendable {
    /// The first bytes belong to no format of ``ImageFormat``.
    case unknownFormat
    /// The bytes break their format; the reason is a library's few words, for a log.
    case damaged(String)
    /// The header promises more than `Limits.Input.imagePixels`, or a side past `imageSidePixels`.
    case tooLarge(width: Int, height: Int)
    /// An ancillary PNG chunk passes `Limits.Input.pngChunkBytes`.
    case chunkTooLarge(bytes: Int)
    /// A JPEG holds more SOS markers than `Limits.Input.jpegScans`.
    case tooManyScans(Int)
    /// A JPEG of four components: CMYK or YCCK.
    case cmyk
    /// A known format, or a variant of one, that is not read here; the name says which.
    case unsupported(String)
    /// The system refused memory.
    case outOfMemory
}
