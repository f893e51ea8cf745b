import CHarfBuzz

/// One face as HarfBuzz sees it, in font units. Not thread-safe: one a worker.
// SAFETY: the font lives as long as the object, as do its bytes; it never leaves.
@safe final class ShapingFont {
    private let data: FontData
    private let font: OpaquePointer
    let unitsPerEm: Int
    /// Above the baseline, in ems: `hhea`'s, or `typo`'s where `USE_TYPO_METRICS` is set.
    let ascent: Double
    /// Below the baseline, in ems, positive.
    let descent: Double
    /// True where glyphs are colour bitmaps.
    let isColor: Bool
    private let lowCoverage: [Bool]

    private static let madeSpaces: Set<UInt32> = Set([0xA0, 0x202F, 0x205F, 0x3000]).union(0x2000...0x200A)

    /// Scalars below this are looked up in a table.
    private static let lowScalars = 0x300

    init(data: FontData, index: Int, variationWeight: Int?) throws(TypographyError) {
        self.data = data
        let bytes = unsafe data.bytes
        let start = unsafe bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
        guard
            let blob = unsafe hb_blob_create_or_fail(
                start, UInt32(bytes.count), HB_MEMORY_MODE_READONLY, nil, nil)
        else { throw .libraryFailed(.harfBuzz, status: 0) }
        let face = unsafe hb_face_create(blob, UInt32(index))
        unsafe hb_blob_destroy(blob)
        unsafe font = hb_font_create(face)
        unitsPerEm = max(1, Int(unsafe hb_face_get_upem(face)))
        if let variationWeight {
            var axis = hb_variation_t(tag: 0x7767_6874, value: Float(variationWeight))  // wght
            unsafe hb_font_set_variations(font, &axis, 1)
        }
        ascent = Double(unsafe Self.metric(font, HB_OT_METRICS_TAG_HORIZONTAL_ASCENDER)) / Double(unitsPerEm)
        descent = -Double(unsafe Self.metric(font, HB_OT_METRICS_TAG_HORIZONTAL_DESCENDER)) / Double(unitsPerEm)
        isColor = unsafe hb_ot_color_has_png(face) != 0
        unsafe hb_font_make_immutable(font)
        var glyph: hb_codepoint_t = 0
        var covered = [Bool](repeating: false, count: Self.lowScalars)
        for scalar in 0..<Self.lowScalars {
            covered[scalar] = unsafe hb_font_get_nominal_glyph(font, UInt32(scalar), &glyph) != 0
        }
        lowCoverage = covered
        unsafe hb_face_destroy(face)
    }

    deinit { unsafe hb_font_destroy(font) }

    private static func metric(_ font: OpaquePointer?, _ tag: hb_ot_metrics_tag_t) -> Int32 {
        var value: hb_position_t = 0
        return unsafe hb_ot_metrics_get_position(font, tag, &value) != 0 ? value : 0
    }

    /// True where the face has a glyph of its own for the scalar.
    func maps(_ scalar: UInt32) -> Bool {
        if scalar < Self.lowScalars { return lowCoverage[Int(scalar)] }
        var glyph: hb_codepoint_t = 0
        return unsafe hb_font_get_nominal_glyph(font, scalar, &glyph) != 0
    }

    /// True where the scalar can be drawn: mapped, canonically made of mapped parts, or a space or hyphen that
    /// HarfBuzz makes from the common one.
    func covers(_ scalar: UInt32) -> Bool {
        if maps(scalar) { return true }
        if scalar < 0xA0 { return false }
        if Self.madeSpaces.contains(scalar) { return maps(0x20) }
        if scalar == 0x2011 { return maps(0x2010) }
        var first: hb_codepoint_t = 0
        var second: hb_codepoint_t = 0
        guard unsafe hb_unicode_decompose(hb_unicode_funcs_get_default(), scalar, &first, &second) != 0 else {
            return false
        }
        return covers(first) && (second == 0 || maps(second))
    }

    /// Shapes what the buffer holds, in place.
    func shape(_ buffer: OpaquePointer, features: [hb_feature_t]) {
        unsafe features.withUnsafeBufferPointer { list in
            unsafe hb_shape(font, buffer, list.baseAddress, UInt32(list.count))
        }
    }
}

extension ShapingFont {
    /// The glyphs that the character map reaches, for checks at upload.
    func glyphsOfCharacters() -> [Int] {
        let set = unsafe hb_set_create()
        defer { unsafe hb_set_destroy(set) }
        unsafe hb_face_collect_unicodes(hb_font_get_face(font), set)
        var glyphs: [Int] = []
        var scalar = hb_codepoint_t.max
        while unsafe hb_set_next(set, &scalar) != 0 {
            var glyph: hb_codepoint_t = 0
            if unsafe hb_font_get_nominal_glyph(font, scalar, &glyph) != 0 { glyphs.append(Int(glyph)) }
        }
        return glyphs
    }

    /// The typographic family name, or the plain one.
    var familyName: String? {
        for name in [16, 1] as [hb_ot_name_id_t] {
            var capacity: UInt32 = 256
            var characters = [CChar](repeating: 0, count: Int(capacity))
            let face = unsafe hb_font_get_face(font)
            let language = unsafe hb_language_from_string("en", -1)
            _ = unsafe hb_ot_name_get_utf8(face, name, language, &capacity, &characters)
            let bytes = characters.prefix(Int(min(capacity, 255))).map { UInt8(bitPattern: $0) }
            let text = String(decoding: bytes, as: UTF8.self)
            let isPlain = text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }
            if !text.isEmpty, isPlain { return text }
        }
        return nil
    }
}

extension ShapingFont {
    /// True where every scalar of a cluster can be drawn. What is ignorable by default needs no glyph.
    func covers(_ cluster: ArraySlice<UInt32>) -> Bool {
        var composed: UInt32?
        for scalar in cluster {
            if covers(scalar) {
                composed = scalar
            } else if let base = composed, let whole = compose(base, scalar), maps(whole) {
                composed = whole
            } else if !ScalarTraits(scalar).isDefaultIgnorable {
                return false
            }
        }
        return true
    }

    private func compose(_ first: UInt32, _ second: UInt32) -> UInt32? {
        var whole: hb_codepoint_t = 0
        return unsafe hb_unicode_compose(hb_unicode_funcs_get_default(), first, second, &whole) != 0 ? whole : nil
    }
}
