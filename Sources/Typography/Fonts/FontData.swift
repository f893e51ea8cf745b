import Glibc

/// The bytes of one font file, mapped or copied; immutable and alive as long as any face that reads them.
// SAFETY: the bytes are written once in `init` and only read until `deinit`.
@safe final class FontData: @unchecked Sendable {
    private let base: UnsafeMutableRawPointer
    let count: Int
    private let isMapped: Bool

    /// Maps a file read-only.
    init(mapping path: String) throws(TypographyError) {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .fontUnreadable(name: path) }
        defer { close(descriptor) }
        var facts = stat()
        guard unsafe fstat(descriptor, &facts) == 0, facts.st_size > 0,
            let mapped = unsafe mmap(nil, Int(facts.st_size), PROT_READ, MAP_PRIVATE, descriptor, 0),
            unsafe mapped != MAP_FAILED
        else { throw .fontUnreadable(name: path) }
        unsafe base = mapped
        count = Int(facts.st_size)
        isMapped = true
    }

    /// Copies bytes that came over the wire.
    init(copying bytes: [UInt8]) {
        count = bytes.count
        let copy = UnsafeMutableRawPointer.allocate(byteCount: max(1, bytes.count), alignment: 16)
        unsafe bytes.withUnsafeBytes { source in
            if let start = source.baseAddress { unsafe copy.copyMemory(from: start, byteCount: source.count) }
        }
        unsafe base = copy
        isMapped = false
    }

    deinit {
        if isMapped { unsafe munmap(base, count) } else { unsafe base.deallocate() }
    }

    /// The bytes, valid while this object lives.
    var bytes: UnsafeRawBufferPointer { unsafe UnsafeRawBufferPointer(start: base, count: count) }

    /// The big-endian number of `width` bytes at `offset`, or nothing past the end.
    func number(at offset: Int, width: Int) -> UInt32? {
        guard offset >= 0, offset <= count - width else { return nil }
        var value: UInt32 = 0
        for index in 0..<width { value = value << 8 | UInt32(unsafe bytes[offset + index]) }
        return value
    }
}
