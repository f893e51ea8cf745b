import CFreeType

/// FreeType's library object. Not thread-safe: one a worker.
// SAFETY: the pointer lives as long as the object, and every use of it is marked.
@safe final class FreeTypeLibrary {
    let pointer: FT_Library

    init() throws(TypographyError) {
        var library: FT_Library?
        let status = unsafe FT_Init_FreeType(&library)
        guard status == 0, let made = unsafe library else {
            throw .libraryFailed(.freeType, status: Int(status))
        }
        unsafe pointer = made
    }

    deinit { unsafe FT_Done_FreeType(pointer) }
}
