import CHarfBuzz

/// A glyph as shaped: font units, y up; `cluster` is the index of the first scalar that it stands for.
struct ShapedGlyph {
    var glyph: UInt32
    var cluster: Int32
    var advance: Int32
    var x: Int32
    var y: Int32
    /// True where a line that starts at this cluster must be shaped anew.
    var isUnsafeToBreak: Bool
}

/// What decides how a stretch of text is shaped, besides its font and its scalars.
struct ShapingContext {
    let script: UInt32
    let isRightToLeft: Bool
    let language: TextLanguage
    /// False where letters are spaced, as CSS wants it.
    let hasLigatures: Bool
}

/// HarfBuzz's buffer, used again and again. Not thread-safe: one a worker.
// SAFETY: the buffer lives as long as the object and never leaves it.
@safe final class Shaper {
    private let buffer: OpaquePointer
    private let noLigatures: [hb_feature_t] = ["liga", "clig"].map {
        hb_feature_t(tag: Scripts.tag($0), value: 0, start: 0, end: .max)
    }

    init() throws(TypographyError) {
        guard let made = unsafe hb_buffer_create(), unsafe hb_buffer_allocation_successful(made) != 0 else {
            throw .libraryFailed(.harfBuzz, status: 0)
        }
        unsafe buffer = made
    }

    deinit { unsafe hb_buffer_destroy(buffer) }

    /// Shapes `item` of `text` and appends its glyphs, left to right. Letters join across the item's ends as far as
    /// `line` goes, so that a break inside a word keeps its forms.
    func shape(
        _ item: Range<Int>, of text: [UInt32], line: Range<Int>, font: ShapingFont, context: ShapingContext,
        into glyphs: inout [ShapedGlyph]
    ) throws(TypographyError) -> Range<Int> {
        unsafe hb_buffer_clear_contents(buffer)
        unsafe text.withUnsafeBufferPointer { all in
            let part = unsafe UnsafeBufferPointer(rebasing: all[line])
            unsafe hb_buffer_add_utf32(
                buffer, part.baseAddress, Int32(part.count), UInt32(item.lowerBound - line.lowerBound),
                Int32(item.count))
        }
        var flags = HB_BUFFER_FLAG_REMOVE_DEFAULT_IGNORABLES.rawValue
        if item.lowerBound == line.lowerBound { flags |= HB_BUFFER_FLAG_BOT.rawValue }
        if item.upperBound == line.upperBound { flags |= HB_BUFFER_FLAG_EOT.rawValue }
        unsafe hb_buffer_set_flags(buffer, hb_buffer_flags_t(rawValue: flags))
        unsafe hb_buffer_set_script(buffer, hb_script_t(rawValue: context.script))
        unsafe hb_buffer_set_direction(buffer, context.isRightToLeft ? HB_DIRECTION_RTL : HB_DIRECTION_LTR)
        unsafe hb_buffer_set_language(buffer, context.language.harfBuzz)
        unsafe font.shape(buffer, features: context.hasLigatures ? [] : noLigatures)
        guard unsafe hb_buffer_allocation_successful(buffer) != 0 else {
            throw .libraryFailed(.harfBuzz, status: 0)
        }
        return copyGlyphs(from: line.lowerBound, into: &glyphs)
    }

    private func copyGlyphs(from offset: Int, into glyphs: inout [ShapedGlyph]) -> Range<Int> {
        let first = glyphs.count
        var count: UInt32 = 0
        var positionCount: UInt32 = 0
        guard let infos = unsafe hb_buffer_get_glyph_infos(buffer, &count),
            let positions = unsafe hb_buffer_get_glyph_positions(buffer, &positionCount), positionCount == count
        else { return first..<first }
        glyphs.reserveCapacity(first + Int(count))
        for index in 0..<Int(count) {
            let info = unsafe infos[index]
            let position = unsafe positions[index]
            glyphs.append(
                ShapedGlyph(
                    glyph: info.codepoint, cluster: Int32(offset) + Int32(bitPattern: info.cluster),
                    advance: position.x_advance, x: position.x_offset, y: position.y_offset,
                    isUnsafeToBreak: info.mask & HB_GLYPH_FLAG_UNSAFE_TO_BREAK.rawValue != 0))
        }
        return first..<glyphs.count
    }
}
