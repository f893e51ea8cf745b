import Codecs
import Templates

/// Why a picture could not be made.
public enum RenderError: Error, Sendable, Equatable {
    /// The values do not fit the template.
    case invalid([Problem])
    /// The layer's image is not among the organization's assets.
    case missingAsset(layer: String, name: String)
    case badImage(layer: String, CodecError)
    /// Images from other servers are not loaded here.
    case remoteImagesOff(layer: String)
    /// The canvas in device pixels is over a limit, or empty.
    case sizeOutOfRange(width: Int, height: Int)
    /// More glyphs than a render may have.
    case tooManyGlyphs(limit: Int)
    /// The text of this layer cannot be laid out.
    case text(layer: String, reason: String)
    case strict(RenderReport)
    /// The caller gave up, or the time was over.
    case cancelled
    case outOfMemory
    case encoding(CodecError)
    /// A fault of ours.
    case fault(String)
}
