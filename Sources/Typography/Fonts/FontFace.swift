/// One face of one file, as the matching rules see it.
struct FontFace: Sendable {
    let family: String
    /// One weight, or the range of a variable face's `wght` axis.
    let weights: ClosedRange<Int>
    let isItalic: Bool
    let data: FontData
    let index: Int
    /// From the file's identity and the face's index.
    let identity: UInt64

    /// The identity at a weight: variable faces are set to the nearest one that they have.
    func id(weight: Int) -> FontID {
        guard weights.lowerBound < weights.upperBound else { return FontID(face: identity, variationWeight: 0) }
        let nearest = min(max(weight, weights.lowerBound), weights.upperBound)
        return FontID(face: identity, variationWeight: UInt16(clamping: nearest))
    }
}
