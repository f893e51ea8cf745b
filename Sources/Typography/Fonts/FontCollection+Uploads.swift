import Limit

extension FontCollection {
    /// These fonts and the uploaded ones. An uploaded face joins the family of its name, and takes the place of the
    /// standard face of its weight and style only: the others of the family stay.
    ///
    /// - Throws: ``TypographyError`` where a file does not pass ``inspect(_:limits:)``.
    public func adding(_ fonts: [FontFile], limits: Limits.Input = .init()) throws(TypographyError) -> FontCollection {
        if fonts.isEmpty { return self }
        var added: [FontFace] = []
        var fingerprint = self.fingerprint
        for font in fonts {
            let inspection = try FontInspection(font.bytes, limits: limits)
            for (index, face) in inspection.faces.enumerated() {
                var identity = StableHash()
                identity.add(font.hash)
                identity.add(index)
                added.append(
                    FontFace(
                        family: face.family, weights: face.weights, isItalic: face.isItalic, data: inspection.data,
                        index: index, identity: identity.value))
            }
            fingerprint += "&" + font.hash
        }
        let kept = faces.filter { standard in !added.contains { $0.isInsteadOf(standard) } }
        return FontCollection(faces: added + kept, fallback: fallback, fingerprint: fingerprint)
    }

    /// Opens a font once, hinting off, and says what it is: the check at upload.
    ///
    /// - Throws: ``TypographyError/fontFormatUnknown``, ``TypographyError/fontTooLarge(bytes:limit:)`` or
    ///   ``TypographyError/fontDamaged(_:)``.
    public static func inspect(
        _ bytes: [UInt8], limits: Limits.Input = .init()
    ) throws(TypographyError) -> FontDescription {
        let faces = try FontInspection(bytes, limits: limits).faces
        guard let first = faces.first else { throw .fontDamaged(.doesNotOpen) }
        return first
    }
}

extension FontFace {
    /// Whether it draws whatever another face would: the same family and style, and all its weights.
    fileprivate func isInsteadOf(_ other: FontFace) -> Bool {
        isItalic == other.isItalic && family.lowercased() == other.family.lowercased()
            && weights.lowerBound <= other.weights.lowerBound && other.weights.upperBound <= weights.upperBound
    }
}
