import CICU

/// Unicode host names as the ASCII that browsers send, by ICU: UTS 46, nontransitional, as browsers do it.
enum InternationalName {
    /// The A-labels of a name in UTF-8, lower-cased; one trailing dot stays.
    static func ascii(_ name: ArraySlice<UInt8>) throws(HostProblem) -> [UInt8] {
        // A name may have 253 bytes, a dot at its end, and ICU may ask for a little more to say that it is too long.
        var output = [CChar](repeating: 0, count: 512)
        let capacity = Int32(output.count)
        var written: Int32 = 0
        let input = name.map { CChar(bitPattern: $0) }
        let status = unsafe icu_idna_ascii(input, Int32(input.count), &output, capacity, &written)
        switch Int(status) {
        case Int(ICU_IDNA_OK): return output.prefix(Int(written)).map { UInt8(bitPattern: $0) }
        case Int(ICU_IDNA_EMPTY_LABEL): throw .emptyLabel
        case Int(ICU_IDNA_LABEL_TOO_LONG): throw .labelTooLong
        case Int(ICU_IDNA_NAME_TOO_LONG): throw .nameTooLong
        case Int(ICU_IDNA_NOT_A_NAME): throw .internationalName
        default: throw .libraryFailure
        }
    }

    /// Whether a name needs ICU: it has other characters than ASCII, or labels that claim to be A-labels.
    static func isNeeded(for name: ArraySlice<UInt8>) -> Bool {
        if name.contains(where: { $0 >= 0x80 }) { return true }
        return name.split(separator: UInt8(ascii: ".")).contains { label in
            label.prefix(4).map(ASCII.lower).elementsEqual("xn--".utf8)
        }
    }
}
