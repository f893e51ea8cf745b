/// The faces that one worker has opened. Not thread-safe.
final class FaceTable {
    private let library: FreeTypeLibrary
    private(set) var collection: FontCollection
    private var shaping: [FontID: ShapingFont] = [:]
    private var outlines: [FontID: OutlineFont] = [:]
    private var chains: [FaceChain.Style: FaceChain] = [:]

    /// Faces that stay open when collections change.
    private static let faceLimit = 256
    private static let chainLimit = 256

    init(collection: FontCollection) throws(TypographyError) {
        library = try FreeTypeLibrary()
        self.collection = collection
    }

    func use(_ other: FontCollection) {
        guard other !== collection else { return }
        collection = other
        chains = [:]
        if shaping.count > Self.faceLimit { shaping = shaping.filter { other.face($0.key) != nil } }
        if outlines.count > Self.faceLimit { outlines = outlines.filter { other.face($0.key) != nil } }
    }

    /// The fallback order of a style, kept for the next text.
    func chain(_ style: FaceChain.Style) -> FaceChain {
        if let known = chains[style] { return known }
        if chains.count >= Self.chainLimit { chains = [:] }
        let made = FaceChain(style, in: collection)
        chains[style] = made
        return made
    }

    func shapingFont(_ id: FontID) throws(TypographyError) -> ShapingFont {
        if let open = shaping[id] { return open }
        guard let face = collection.face(id) else { throw .unknownFont(id) }
        let made = try ShapingFont(data: face.data, index: face.index, variationWeight: id.axisWeight)
        shaping[id] = made
        return made
    }

    func outlineFont(_ id: FontID) throws(TypographyError) -> OutlineFont {
        if let open = outlines[id] { return open }
        guard let face = collection.face(id) else { throw .unknownFont(id) }
        let made = try OutlineFont(
            library: library, data: face.data, index: face.index, variationWeight: id.axisWeight)
        outlines[id] = made
        return made
    }
}

extension FontID {
    fileprivate var axisWeight: Int? { variationWeight == 0 ? nil : Int(variationWeight) }
}
