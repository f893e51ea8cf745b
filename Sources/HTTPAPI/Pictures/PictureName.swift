import Rendering

/// Names a picture before it is painted. Organizations never share one, whatever they ask for.
struct PictureName: Hashable, Sendable {
    let organization: String
    let fingerprint: Fingerprint
}
