import CTurboJPEG

/// One TurboJPEG instance, for one call: a handle that is used again keeps settings of its last picture.
@safe
struct TurboHandle: ~Copyable {
    let pointer: tjhandle

    init(decompressing: Bool) throws(CodecError) {
        guard let made = unsafe decompressing ? tjInitDecompress() : tjInitCompress() else { throw .outOfMemory }
        unsafe pointer = made
    }

    deinit {
        unsafe _ = tjDestroy(pointer)
    }

    /// What the last call on this handle failed with.
    var error: CodecError {
        guard let words = unsafe tjGetErrorStr2(pointer) else { return .damaged("") }
        let reason = unsafe String(cString: words)
        return reason.contains("emory") ? .outOfMemory : .damaged(reason)
    }
}
