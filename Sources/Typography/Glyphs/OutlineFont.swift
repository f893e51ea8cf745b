import CFreeType
import Canvas

/// One face as FreeType sees it: outlines, masks and colour strikes, never hinted. Not thread-safe: one a worker.
// SAFETY: the face lives as long as the object, as do its bytes; it never leaves.
@safe final class OutlineFont {
    private let library: FreeTypeLibrary
    private let data: FontData
    private let face: FT_Face
    private var currentSize = 0

    init(
        library: FreeTypeLibrary, data: FontData, index: Int, variationWeight: Int?
    ) throws(TypographyError) {
        self.library = library
        self.data = data
        let bytes = unsafe data.bytes
        var opened: FT_Face?
        let start = unsafe bytes.baseAddress?.assumingMemoryBound(to: UInt8.self)
        let status = unsafe FT_New_Memory_Face(library.pointer, start, bytes.count, index, &opened)
        guard status == 0, let made = unsafe opened else { throw .fontDamaged(.doesNotOpen) }
        unsafe face = made
        if let variationWeight { setWeight(variationWeight) }
    }

    deinit { unsafe FT_Done_Face(face) }

    var glyphCount: Int { unsafe face.pointee.num_glyphs }
    var unitsPerEm: Int { max(1, Int(unsafe face.pointee.units_per_EM)) }
    var isScalable: Bool { has(FT_FACE_FLAG_SCALABLE) }
    var hasColorStrikes: Bool { has(FT_FACE_FLAG_COLOR) && has(FT_FACE_FLAG_FIXED_SIZES) }
    var isItalic: Bool { unsafe face.pointee.style_flags & FT_Long(FT_STYLE_FLAG_ITALIC) != 0 }

    /// The weight that the `OS/2` table states, or what the style says.
    var weightClass: Int {
        if let table = unsafe FT_Get_Sfnt_Table(face, FT_SFNT_OS2) {
            let weight = Int(unsafe table.assumingMemoryBound(to: TT_OS2.self).pointee.usWeightClass)
            if weight > 0 { return weight }
        }
        return unsafe face.pointee.style_flags & FT_Long(FT_STYLE_FLAG_BOLD) != 0 ? 700 : 400
    }

    /// The range of the `wght` axis of a variable face.
    var weightAxis: ClosedRange<Int>? {
        guard let axis = axes.first(where: { $0.tag == Self.weightTag }) else { return nil }
        let low = axis.minimum >> 16
        let high = axis.maximum >> 16
        return 1 <= low && low < high && high <= 1_000 ? low...high : nil
    }

    private static let weightTag: FT_ULong = 0x7767_6874  // wght

    private struct Axis {
        let tag: FT_ULong
        let minimum: FT_Fixed
        let initial: FT_Fixed
        let maximum: FT_Fixed
    }

    private func has(_ flag: Int) -> Bool { unsafe face.pointee.face_flags & flag != 0 }

    private var axes: [Axis] {
        guard has(FT_FACE_FLAG_MULTIPLE_MASTERS) else { return [] }
        var description: UnsafeMutablePointer<FT_MM_Var>?
        guard unsafe FT_Get_MM_Var(face, &description) == 0, let found = unsafe description else { return [] }
        let list = (0..<Int(unsafe found.pointee.num_axis)).map { index in
            let axis = unsafe found.pointee.axis[index]
            return unsafe Axis(tag: axis.tag, minimum: axis.minimum, initial: axis.def, maximum: axis.maximum)
        }
        unsafe FT_Done_MM_Var(library.pointer, found)
        return list
    }

    private func setWeight(_ weight: Int) {
        var coordinates = axes.map { $0.tag == Self.weightTag ? weight << 16 : $0.initial }
        guard !coordinates.isEmpty else { return }
        _ = unsafe FT_Set_Var_Design_Coordinates(face, UInt32(coordinates.count), &coordinates)
    }

    private func load(_ glyph: Int, flags: Int) throws(TypographyError) {
        let status = unsafe FT_Load_Glyph(face, UInt32(clamping: glyph), FT_Int32(flags))
        guard status == 0 else { throw .libraryFailed(.freeType, status: Int(status)) }
    }
}

extension OutlineFont {
    private static let unhinted = FT_LOAD_NO_HINTING | FT_LOAD_NO_AUTOHINT | FT_LOAD_NO_BITMAP

    /// The outline in font units, y down, exactly as the font has it.
    func outline(_ glyph: Int) throws(TypographyError) -> Path {
        try load(glyph, flags: Self.unhinted | FT_LOAD_NO_SCALE)
        guard let slot = unsafe face.pointee.glyph, unsafe slot.pointee.format == FT_GLYPH_FORMAT_OUTLINE else {
            return Path()
        }
        return try unsafe OutlineWalk.path(&slot.pointee.outline)
    }

    /// The coverage of a glyph, its pen moved right by `phase` quarter pixels.
    ///
    /// - Parameter size: The em in 64ths of a pixel.
    func mask(_ glyph: Int, size: Int, phase: Int, sideLimit: Int) throws(TypographyError) -> Mask {
        guard isScalable else { return Mask(left: 0, top: 0, width: 0, height: 0, coverage: []) }
        if size != currentSize {
            let status = unsafe FT_Set_Char_Size(face, 0, size, 72, 72)
            guard status == 0 else { throw .libraryFailed(.freeType, status: Int(status)) }
            currentSize = size
        }
        try load(glyph, flags: Self.unhinted)
        let slot = unsafe face.pointee.glyph
        guard let slot = unsafe slot, unsafe slot.pointee.format == FT_GLYPH_FORMAT_OUTLINE else {
            return Mask(left: 0, top: 0, width: 0, height: 0, coverage: [])
        }
        unsafe FT_Outline_Translate(&slot.pointee.outline, phase * 16, 0)
        var box = FT_BBox()
        unsafe FT_Outline_Get_CBox(&slot.pointee.outline, &box)
        let width = (box.xMax + 63) / 64 - box.xMin / 64 + 2
        let height = (box.yMax + 63) / 64 - box.yMin / 64 + 2
        guard width <= sideLimit, height <= sideLimit else { throw .glyphTooLarge(sizePixels: Double(size) / 64) }
        let status = unsafe FT_Render_Glyph(slot, FT_RENDER_MODE_NORMAL)
        guard status == 0 else { throw .libraryFailed(.freeType, status: Int(status)) }
        let bitmap = unsafe slot.pointee.bitmap
        return Mask(
            left: Int(unsafe slot.pointee.bitmap_left), top: -Int(unsafe slot.pointee.bitmap_top),
            width: Int(unsafe bitmap.width), height: Int(unsafe bitmap.rows), coverage: unsafe Self.rows(of: bitmap))
    }

    private static func rows(of bitmap: FT_Bitmap) -> [UInt8] {
        let width = Int(unsafe bitmap.width)
        let height = Int(unsafe bitmap.rows)
        guard width > 0, height > 0, let buffer = unsafe bitmap.buffer else { return [] }
        let pitch = Int(unsafe bitmap.pitch)
        return unsafe [UInt8](unsafeUninitializedCapacity: width * height) { target, count in
            for row in 0..<height {
                for column in 0..<width {
                    unsafe target[row * width + column] = buffer[row * pitch + column]
                }
            }
            count = width * height
        }
    }

    /// A glyph's bitmap from the largest colour strike, with that strike's pixels an em; nothing where there is none.
    func colorBitmap(_ glyph: Int) throws(TypographyError) -> ColorBitmap? {
        guard hasColorStrikes, let strike = largestStrike else { return nil }
        currentSize = 0
        guard unsafe FT_Select_Size(face, Int32(strike)) == 0 else { return nil }
        try load(glyph, flags: FT_LOAD_COLOR | FT_LOAD_NO_HINTING)
        guard let slot = unsafe face.pointee.glyph, unsafe slot.pointee.format == FT_GLYPH_FORMAT_BITMAP,
            unsafe slot.pointee.bitmap.pixel_mode == UInt8(FT_PIXEL_MODE_BGRA.rawValue)
        else { return nil }
        let bitmap = unsafe slot.pointee.bitmap
        let width = Int(unsafe bitmap.width)
        let height = Int(unsafe bitmap.rows)
        guard let buffer = unsafe bitmap.buffer, width > 0, height > 0, width <= 1_024, height <= 1_024 else {
            return nil
        }
        let pitch = Int(unsafe bitmap.pitch)
        var bytes = [UInt8](repeating: 0, count: width * height * 4)
        for row in 0..<height {
            for column in 0..<width {
                let from = row * pitch + column * 4
                let to = (row * width + column) * 4
                bytes[to] = unsafe buffer[from + 2]
                bytes[to + 1] = unsafe buffer[from + 1]
                bytes[to + 2] = unsafe buffer[from]
                bytes[to + 3] = unsafe buffer[from + 3]
            }
        }
        return ColorBitmap(
            width: width, height: height, left: Int(unsafe slot.pointee.bitmap_left),
            top: -Int(unsafe slot.pointee.bitmap_top), pixelsPerEm: strikePixels(strike), bytes: bytes)
    }

    private var largestStrike: Int? {
        (0..<Int(unsafe face.pointee.num_fixed_sizes)).max { strikePixels($0) < strikePixels($1) }
    }

    private func strikePixels(_ strike: Int) -> Double {
        max(1, Double(unsafe face.pointee.available_sizes[strike].y_ppem) / 64)
    }
}
